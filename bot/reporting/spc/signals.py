"""What in a series of figures says that something has changed. The figures of one segment, without its gaps.

The four signals, the order in which they are looked for and the points that are marked are those of NHSRplotthedots
0.2.2, R/ptd_calculate_point_type.R and R/ptd_spc_standard.R.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from bot.reporting.spc.points import Signal, side
from bot.reporting.spc.rules import SpcRules

_THREE = 3
_TWO = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """Three sigma and two sigma to either side of the middle, for one figure."""

    middle: float
    sigma: float

    @property
    def lower(self) -> float:
        """Return what a figure may well be as low as."""
        return self.middle - 3 * self.sigma

    @property
    def upper(self) -> float:
        """Return what a figure may well be as high as."""
        return self.middle + 3 * self.sigma

    def outside(self, value: float) -> bool:
        """Tell whether a figure is beyond a limit. On the limit it is not."""
        return value < self.lower or value > self.upper

    def close(self, value: float) -> bool:
        """Tell whether a figure is in the last third before a limit, and not beyond it."""
        near = 2 * self.sigma
        return not self.outside(value) and (value < self.middle - near or value > self.middle + near)


def signal_of_each(values: Sequence[float], limits: Sequence[Limits], rules: SpcRules) -> tuple[Signal, ...]:
    """Return of which kind each figure is, given the limits of each."""
    pairs = list(zip(values, limits, strict=True))
    sides = [side(value, limit.middle) for value, limit in pairs]
    return first_signals(
        len(values),
        {
            Signal.OUTSIDE: {place for place, (value, limit) in enumerate(pairs) if limit.outside(value)},
            Signal.TREND: trends(values, rules.trend),
            Signal.TWO_OF_THREE: two_of_three(sides, [limit.close(value) for value, limit in pairs]),
            Signal.SHIFT: shifts(sides, rules.shift),
        },
    )


def first_signals(length: int, found: dict[Signal, set[int]]) -> tuple[Signal, ...]:
    """Return the kind of each figure from the places of each kind: the first kind that has its place."""
    return tuple(next((kind for kind, places in found.items() if n in places), Signal.COMMON) for n in range(length))


def shifts(sides: Sequence[int], shortest: int) -> set[int]:
    """Return the places of figures in a row on one side of the middle. A figure on the middle ends the row.

    >>> sorted(shifts([1, 1, 1, 0, -1, -1], 3))
    [0, 1, 2]
    """
    return {place for run in _runs(sides) if sides[run[0]] != 0 and len(run) >= shortest for place in run}


def trends(values: Sequence[float], shortest: int) -> set[int]:
    """Return the places of figures in a row that only rise or only fall. A figure like the one before ends the row.

    >>> sorted(trends([2, 1, 2, 3, 3], 3))
    [1, 2, 3]
    """
    steps = [side(after, before) for before, after in pairwise(values)]
    found: set[int] = set()
    for run in _runs(steps):
        # One figure more than there are steps between them.
        if steps[run[0]] != 0 and len(run) + 1 >= shortest:
            found.update(run, [run[-1] + 1])
    return found


def two_of_three(sides: Sequence[int], close: Sequence[bool]) -> set[int]:
    """Return the places of figures close to a limit, where of three on one side of the middle two or more are.

    Of the three only those that are close have a place here; a figure beyond the limit is not close to it.

    >>> sorted(two_of_three([1, 1, 1, 1], [True, False, True, False]))
    [0, 2]
    """
    found: set[int] = set()
    for start in range(len(sides) - _THREE + 1):
        three = range(start, start + _THREE)
        near = [place for place in three if close[place]]
        if len(near) >= _TWO and sides[start] != 0 and len({sides[place] for place in three}) == 1:
            found.update(near)
    return found


def _runs(items: Iterable[int]) -> Iterator[list[int]]:
    """Return the places of like items that follow each other."""
    for _, run in groupby(enumerate(items), key=lambda item: item[1]):
        yield [place for place, _ in run]
