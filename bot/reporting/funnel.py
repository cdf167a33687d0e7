"""A funnel plot: the share of each ward against how many people answered, with limits around the overall share.

D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24, 2005: the
limits are exact binomial ones, interpolated between counts (appendix A.1.1), at 95 and at 99.8 per cent.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.reporting.figures import EVERYBODY, SERVICE, Figure
from bot.reporting.intervals import Bounds
from bot.reporting.shares import Share, total

WARNING, ALARM = 0.025, 0.001
"""The probability beyond each limit of 95 and of 99.8 per cent."""

MIN_WARDS = 3
"""Fewer wards are no funnel: the overall share is then mostly that of the ward itself."""


class Distance(IntEnum):
    """Where a ward is: within the limits of 95 per cent, beyond them, or beyond those of 99.8 per cent."""

    USUAL = 0
    BEYOND_95 = 1
    BEYOND_998 = 2


@dataclass(frozen=True, slots=True)
class FunnelWard:
    """A ward in a funnel. `direction` is -1 below the overall share, 1 above."""

    code: str
    share: Share
    distance: Distance
    direction: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """The wards on one question, the most people first, and the overall share, from 0 to 1."""

    question: str
    overall: float
    wards: tuple[FunnelWard, ...]

    def beyond(self, distance: Distance, direction: int) -> list[str]:
        """Return the codes of the wards at a distance, in one direction."""
        return [ward.code for ward in self.wards if (ward.distance, ward.direction) == (distance, direction)]


def funnel_of(figures: Sequence[Figure], question: str) -> Funnel | None:
    """Return the funnel of ward figures of some releases; None where there are too few wards."""
    of_question = [figure for figure in figures if figure.question == question]
    everybody = total(figure for figure in of_question if figure.by == EVERYBODY)
    codes = sorted({figure.group for figure in of_question if figure.by == SERVICE})
    if everybody is None or len(codes) < MIN_WARDS:
        return None
    return Funnel(question, everybody.middle, tuple(_wards(of_question, codes, everybody.middle)))


def limits(people: int, share: float, tail: float) -> Bounds:
    """Return the lower and upper limit of the share of a number of people, with a probability of `tail` beyond each.

    >>> [round(limit, 3) for limit in limits(100, 0.7, 0.025)]
    [0.603, 0.783]
    """
    return _quantile(people, share, tail) / people, _quantile(people, share, 1 - tail) / people


def _wards(figures: Sequence[Figure], codes: Sequence[str], overall: float) -> Iterator[FunnelWard]:
    shares = {code: total(figure for figure in figures if figure.group == code) for code in codes}
    for code, share in sorted(shares.items(), key=lambda item: -item[1].people if item[1] else 0):
        if share is None:
            continue
        distance = Distance.USUAL
        for further, tail in ((Distance.BEYOND_95, WARNING), (Distance.BEYOND_998, ALARM)):
            low, high = limits(share.people, overall, tail)
            if share.high / share.people < low or share.low / share.people > high:
                distance = further
        yield FunnelWard(code, share, distance, (share.middle > overall) - (share.middle < overall))


def _quantile(people: int, share: float, probability: float) -> float:
    """Return the interpolated quantile of a binomial distribution."""
    if not 0 < share < 1:
        return people * share
    below = 0.0
    for count in range(people + 1):
        at = math.exp(
            math.lgamma(people + 1)
            - math.lgamma(count + 1)
            - math.lgamma(people - count + 1)
            + count * math.log(share)
            + (people - count) * math.log1p(-share)
        )
        if below + at > probability:
            return max(0.0, count - (below + at - probability) / at)
        below += at
    return float(people)
