"""Signals: what in a series says that something has changed. Works on one segment, without its gaps.

The four signals, their order and the points that are marked are those of NHSRplotthedots
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
    """Control limits at three sigma around the centre line, for one figure."""

    middle: float
    sigma: float

    @property
    def lower(self) -> float:
        """Return the lower control limit."""
        return self.middle - 3 * self.sigma

    @property
    def upper(self) -> float:
        """Return the upper control limit."""
        return self.middle + 3 * self.sigma

    def outside(self, value: float) -> bool:
        """Return whether a figure is beyond a limit. On the limit it is not."""
        return value < self.lower or value > self.upper

    def close(self, value: float) -> bool:
        """Return whether a figure is in the outer third within the limits: more than two sigma from the centre line."""
        near = 2 * self.sigma
        return not self.outside(value) and (value < self.middle - near or value > self.middle + near)


def signal_of_each(values: Sequence[float], limits: Sequence[Limits], rules: SpcRules) -> tuple[Signal, ...]:
    """Return the signal of each figure, given the limits of each."""
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


def first_signals(length: int, places_of: dict[Signal, set[int]]) -> tuple[Signal, ...]:
    """Return the signal of each figure from the places of each signal: the first one that has its place."""
    return tuple(
        next((kind for kind, places in places_of.items() if n in places), Signal.COMMON) for n in range(length)
    )


def shifts(sides: Sequence[int], shortest: int) -> set[int]:
    """Return the places of figures in a row on one side of the centre line. A figure on the centre line ends the run.

    >>> sorted(shifts([1, 1, 1, 0, -1, -1], 3))
    [0, 1, 2]
    """
    return {place for run in _runs(sides) if sides[run[0]] != 0 and len(run) >= shortest for place in run}


def trends(values: Sequence[float], shortest: int) -> set[int]:
    """Return the places of figures in a row that only rise or only fall. An equal figure ends the run.

    >>> sorted(trends([2, 1, 2, 3, 3], 3))
    [1, 2, 3]
    """
    steps = [side(after, previous) for previous, after in pairwise(values)]
    places: set[int] = set()
    for run in _runs(steps):
        # One figure more than there are steps between them.
        if steps[run[0]] != 0 and len(run) + 1 >= shortest:
            places.update(run, [run[-1] + 1])
    return places


def two_of_three(sides: Sequence[int], close: Sequence[bool]) -> set[int]:
    """Return the places of figures close to a limit, where two or more of three on one side of the centre line are.

    Only the close ones of the three are returned. A figure beyond a limit is not close to it.

    >>> sorted(two_of_three([1, 1, 1, 1], [True, False, True, False]))
    [0, 2]
    """
    places: set[int] = set()
    for start in range(len(sides) - _THREE + 1):
        three = range(start, start + _THREE)
        near = [place for place in three if close[place]]
        if len(near) >= _TWO and sides[start] != 0 and len({sides[place] for place in three}) == 1:
            places.update(near)
    return places


def _runs(items: Iterable[int]) -> Iterator[list[int]]:
    """Yield the places of equal items that follow each other."""
    for _, run in groupby(enumerate(items), key=lambda item: item[1]):
        yield [place for place, _ in run]
