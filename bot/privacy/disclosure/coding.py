"""Coding: which counts are shown exactly and which as an interval, so that no small one can be worked out. No IO.

Primary coding is of small counts, and of counts of all but a few ("top and bottom coding": A. Hundepool et al.,
"Statistical Disclosure Control", 2012). Complementary coding follows where a sum is known: another count of the sum is
told as the interval that it has if the coded ones may be anything within theirs. Whoever knows one or two of the
answers learns no more: the bounds that they can add are taken into account.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.privacy.disclosure.rules import Rules

KNOWN = 2
"""How many answers somebody may know who tries to work out others."""


class Told(NamedTuple):
    """A count as it is shown: the interval that it is in, both ends included; exact if they are equal."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Tell whether it is one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Cell:
    """A count among some people, the range that is shown, and how wide that must stay for who knows a sum of it."""

    count: int
    people: int
    told: Told
    width: int


class UnitCode(NamedTuple):
    """What is shown of the people of one unit: how many gave a positive answer, and how many each answer."""

    people: int
    share: Told
    answers: Mapping[str, Told]


def coded(count: int, people: int, told: Told, rules: Rules) -> Cell:
    """Return a count that is shown as an interval, or exactly, and keeps no less of a secret than a small one does."""
    return Cell(count, people, told, min(told.high - told.low, rules.smallest_count - 1))


def hidden(count: int, people: int, rules: Rules) -> Cell:
    """Return a count of which nothing is shown."""
    return coded(count, people, Told(0, people), rules)


def code(count: int, people: int, rules: Rules) -> Told:
    """Return as what a yes-or-no figure is shown by itself.

    >>> code(2, 12, Rules()), code(11, 12, Rules()), code(8, 12, Rules())
    (Told(low=0, high=2), Told(low=10, high=12), Told(low=8, high=8))
    """
    few = rules.smallest_count - 1
    is_small, is_nearly_all = count <= few, people - count <= few
    if is_small and is_nearly_all:
        return Told(0, people)
    if is_small:
        return Told(0, few)
    if is_nearly_all:
        return Told(people - few, people)
    return Told(count, count)


def is_safe(cells: Iterable[Cell]) -> bool:
    """Tell whether the exact sum of cells leaves every coded one as wide an interval as it must have.

    >>> is_safe([Cell(1, 12, Told(0, 2), 2), Cell(8, 12, Told(8, 8), 0)])
    False
    >>> is_safe([Cell(1, 12, Told(0, 2), 2), Cell(8, 12, Told(7, 9), 0)])
    True
    """
    unsure = [cell for cell in cells if not cell.told.is_exact]
    total = sum(cell.count for cell in unsure)
    lows, highs = sum(cell.told.low for cell in unsure), sum(cell.told.high for cell in unsure)
    above, below = _Gains(map(_known_above, unsure)), _Gains(map(_known_below, unsure))
    for place, cell in enumerate(unsure):
        least = max(cell.told.low, total - (highs - cell.told.high - below.without(place)))
        most = min(cell.told.high, total - (lows - cell.told.low + above.without(place)))
        if most - least < cell.width:
            return False
    return True


def protect(cells: Sequence[Cell]) -> tuple[Told, ...] | None:
    """Return as what cells are shown whose sum is known; None if no coding of them keeps the coded ones safe.

    The smallest exact cells that can hide the others are coded too.
    """
    told = list(cells)
    while not is_safe(told):
        place = min(
            (place for place, cell in enumerate(told) if cell.told.is_exact and _can_hide(told, place)),
            key=lambda place: told[place].count,
            default=None,
        )
        if place is None:
            return None
        told[place] = replace(told[place], told=_residual(told, place), width=0)
    return tuple(cell.told for cell in told)


def sum_of(cells: Iterable[Cell]) -> Told:
    """Return as what the sum of cells is shown: exactly if that is safe, else as no more than the cells tell."""
    listed = list(cells)
    if is_safe(listed):
        total = sum(cell.count for cell in listed)
        return Told(total, total)
    return Told(sum(cell.told.low for cell in listed), sum(cell.told.high for cell in listed))


def code_unit(counts: Mapping[str, int], positive: Iterable[str], rules: Rules) -> UnitCode | None:
    """Return what is shown of a unit by itself; None if it has too few people."""
    people = sum(counts.values())
    if people < rules.min_people:
        return None
    good = set(positive)
    share = code(sum(counts[answer] for answer in good), people, rules) if good else Told(0, 0)
    answers = code_answers(counts, good, rules) if people >= rules.all_answers_from else {}
    return UnitCode(people, share, answers)


def code_answers(counts: Mapping[str, int], positive: Iterable[str], rules: Rules) -> Mapping[str, Told]:
    """Return as what each answer is shown, beside the share of positive ones.

    Where the share is exact, positive answers and the others are sums of their own. Where it is coded, the smaller side
    is shown as a whole only, beside the answers of the larger.
    """
    people, good = sum(counts.values()), set(positive)

    def cell(answers: Iterable[str]) -> Cell:
        count = sum(counts[answer] for answer in answers)
        return coded(count, people, code(count, people, rules), rules)

    def side_told(answers: Sequence[str], *beside: Cell) -> Mapping[str, Told]:
        told = protect([*(cell([answer]) for answer in answers), *beside])
        if told is None:
            return dict.fromkeys(answers, Told(0, cell(answers).told.high))
        return dict(zip(answers, told, strict=False))

    if not good:
        return side_told([*counts])
    by_side = [[answer for answer in counts if (answer in good) is side] for side in (True, False)]
    small, large = sorted(by_side, key=lambda side: cell(side).count)
    if cell(small).told.is_exact:
        return {**side_told(small), **side_told(large)}
    return {**side_told(large, cell(small)), **dict.fromkeys(small, Told(0, cell(small).told.high))}


def _can_hide(cells: Sequence[Cell], place: int) -> bool:
    """Tell whether the residual interval of a cell is one that knowing some of its answers does not narrow."""
    low, high = _residual(cells, place)
    return low >= KNOWN and high <= cells[place].people - KNOWN


def _residual(cells: Sequence[Cell], place: int) -> Told:
    """Return the interval that a cell has if the coded ones may be anything within theirs."""
    unsure = [cell for cell in cells if not cell.told.is_exact]
    total = cells[place].count + sum(cell.count for cell in unsure)
    return Told(total - sum(cell.told.high for cell in unsure), total - sum(cell.told.low for cell in unsure))


def _known_above(cell: Cell) -> tuple[int, int]:
    """Return by how much the lower bound of a cell rises for who knows one, and two, of its counted answers."""
    one, two = (max(0, min(known, cell.count) - cell.told.low) for known in (1, KNOWN))
    return one, two


def _known_below(cell: Cell) -> tuple[int, int]:
    """Return by how much the upper bound of a cell falls for who knows one, and two, of the answers not counted."""
    others = cell.people - cell.count
    one, two = (max(0, cell.told.high - (cell.people - min(known, others))) for known in (1, KNOWN))
    return one, two


class _Gains:
    """By how much the bounds of cells move for who knows two answers, wherever these do most."""

    def __init__(self, gains: Iterable[tuple[int, int]]) -> None:
        self._gains = list(gains)
        ones = sorted(range(len(self._gains)), key=lambda place: self._gains[place][0], reverse=True)
        twos = sorted(range(len(self._gains)), key=lambda place: self._gains[place][1], reverse=True)
        self._ones, self._twos = ones[:3], twos[:2]

    def without(self, place: int) -> int:
        """Return the most that they move in all but one cell."""
        ones = [self._gains[other][0] for other in self._ones if other != place]
        twos = [self._gains[other][1] for other in self._twos if other != place]
        return max(sum(ones[:KNOWN]), max(twos, default=0))
