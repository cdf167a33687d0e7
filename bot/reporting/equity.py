"""For whom it is not as good: each group's share of positive answers beside that of everybody else.

Everybody else is the sum of the other groups of the same attribute in the same releases. A difference is claimed only
if its 99 % interval leaves zero out: many are looked at, and at 95 % one in 20 would be claimed by chance.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.reporting.intervals import Bounds
from bot.reporting.labels import Labels
from bot.reporting.shares import ReleasedFigures, Share, share_of

CHANCE = 0.01
"""How many of the comparisons of groups that do not differ are claimed by chance."""

_PAIR = 2


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """A group of an attribute beside everybody else, on one question. `groups` is how many the attribute has."""

    question: str
    by: str
    group: str
    share: Share
    others: Share
    groups: int

    @property
    def difference(self) -> Bounds:
        """Return the 99 % interval of the group's share less that of everybody else."""
        return self.share.less(self.others)

    @property
    def direction(self) -> int:
        """Return -1 if the group's share is claimed to be lower, 1 if higher, 0 if no difference is claimed."""
        low, high = self.difference
        return (low > 0) - (high < 0)


@dataclass(frozen=True, slots=True)
class Equity:
    """The comparisons of some releases of groups. `since` and `period` are the first and last period counted.

    `rules` are those of disclosure control that the releases were made with, in words.
    """

    since: str
    period: str
    rules: tuple[str, ...]
    comparisons: tuple[GroupComparison, ...]

    def on(self, question: str) -> tuple[GroupComparison, ...]:
        """Return the comparisons on a question."""
        return tuple(one for one in self.comparisons if one.question == question)

    @property
    def claims(self) -> tuple[GroupComparison, ...]:
        """Return the claimed differences, lower shares first, the largest difference first.

        Of an attribute with two groups only the lower is listed: the other says the same the other way round.
        """
        claimed = [
            one for one in self.comparisons if one.direction == -1 or (one.direction == 1 and one.groups > _PAIR)
        ]
        return tuple(sorted(claimed, key=lambda one: (one.direction, -abs(one.share.middle - one.others.middle))))


def equity_of(released: Sequence[ReleasedFigures], questions: Sequence[str], attributes: Sequence[str]) -> Equity:
    """Return the comparisons on these questions by these attributes, in their order. There is at least one release."""
    figures = [figure for _, listed in released for figure in listed]
    return Equity(
        since=min(figure.since for figure in figures),
        period=released[-1][0].period,
        rules=tuple(dict.fromkeys(release.rules for release, _ in released)),
        comparisons=tuple(
            comparison
            for question in questions
            for by in attributes
            for comparison in _comparisons(released, question, by)
        ),
    )


def claim_in_words(claim: GroupComparison, labels: Labels) -> str:
    """Return a claimed difference in a sentence that says no more than its interval."""
    verb = "lower" if claim.direction < 0 else "higher"
    return (
        f"{labels.title(claim.question)}: {claim.share.in_words()} of {claim.share.people} people in the group"
        f" “{labels.group(claim.by, claim.group)}” ({labels.attribute(claim.by)}) answered positively, and"
        f" {claim.others.in_words()} of everybody else ({claim.others.people}). That is"
        f" {points_in_words(claim.difference)} {verb}."
    )


def points_in_words(difference: Bounds) -> str:
    """Return the size of a claimed difference in whole percentage points, rounded outwards.

    >>> points_in_words((-0.46, -0.121)), points_in_words((0.004, 0.2))
    ('12 to 46 percentage points', 'less than 1 to 20 percentage points')
    """
    small, large = sorted(abs(end) for end in difference)
    low, high = math.floor(100 * small + _NOISE), math.ceil(100 * large - _NOISE)
    return f"{low or 'less than 1'} to {high} percentage points"


_NOISE = 1e-9


def _comparisons(released: Iterable[ReleasedFigures], question: str, by: str) -> Iterator[GroupComparison]:
    own: defaultdict[str, list[Share]] = defaultdict(list)
    others: defaultdict[str, list[Share]] = defaultdict(list)
    for _, figures in released:
        shares = {
            figure.group: share
            for figure in figures
            if (figure.question, figure.by) == (question, by) and (share := share_of(figure)) is not None
        }
        for group, share in shares.items() if len(shares) > 1 else ():
            own[group].append(share)
            others[group] += [other for name, other in shares.items() if name != group]
    for group in own:
        yield GroupComparison(question, by, group, _sum(own[group]), _sum(others[group]), len(own))


def _sum(shares: Sequence[Share]) -> Share:
    return sum(shares[1:], shares[0])
