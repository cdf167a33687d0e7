"""Signals: what in a series says that something has changed. Works on one segment.

The four signals, their order and the points that are marked are those of NHSRplotthedots
0.2.2, R/ptd_calculate_point_type.R and R/ptd_spc_standard.R; so is the direction: a trend goes by rising or falling,
the others by the side of the centre line. A range counts for a signal only if both of its ends do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from bot.reporting.spc.points import UNMARKED, Interval, PointMark, Signal
from bot.reporting.spc.rules import SpcRules

_THREE = 3
_TWO = 2

Directions = Mapping[int, int]
"""The places of a signal's figures, and the direction of each: 1 is upwards, -1 downwards."""


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

    def outside(self, figure: Interval) -> bool:
        """Return whether a figure is beyond a limit. On the limit it is not."""
        return figure.high < self.lower or figure.low > self.upper

    def close(self, figure: Interval) -> bool:
        """Return whether a figure is in the outer third within the limits: more than two sigma from the centre line."""
        near = 2 * self.sigma
        below = self.lower <= figure.low and figure.high < self.middle - near
        return below or (self.middle + near < figure.low and figure.high <= self.upper)


def marks_of(figures: Sequence[Interval], limits: Sequence[Limits], rules: SpcRules) -> tuple[PointMark, ...]:
    """Return the mark of each figure, given the limits of each."""
    pairs = list(zip(figures, limits, strict=True))
    sides = [figure.side(limit.middle) for figure, limit in pairs]
    return first_marks(
        len(figures),
        {
            Signal.OUTSIDE: {
                place: sides[place] for place, (figure, limit) in enumerate(pairs) if limit.outside(figure)
            },
            Signal.TREND: trends(figures, rules.trend),
            Signal.TWO_OF_THREE: two_of_three(sides, [limit.close(figure) for figure, limit in pairs]),
            Signal.SHIFT: shifts(sides, rules.shift),
        },
    )


def first_marks(length: int, signals: Mapping[Signal, Directions]) -> tuple[PointMark, ...]:
    """Return the mark of each figure: the first of these signals that has its place."""
    return tuple(
        next((PointMark(kind, places[n]) for kind, places in signals.items() if n in places), UNMARKED)
        for n in range(length)
    )


def shifts(sides: Sequence[int], shortest: int) -> Directions:
    """Return the figures in a row on one side of the centre line. A figure on the centre line ends the run.

    >>> shifts([1, 1, 1, 0, -1, -1], 3)
    {0: 1, 1: 1, 2: 1}
    """
    return {place: sides[place] for run in _runs(sides) if sides[run[0]] != 0 and len(run) >= shortest for place in run}


def trends(figures: Sequence[Interval], shortest: int) -> Directions:
    """Return the figures in a row that only rise or only fall. An equal figure ends the run.

    Where one trend turns into another, the turning point belongs to the second.

    >>> trends([Interval(n, n) for n in (2, 1, 2, 3, 3)], 3)
    {1: 1, 2: 1, 3: 1}
    """
    steps = [after.step(previous) for previous, after in pairwise(figures)]
    places: dict[int, int] = {}
    for run in _runs(steps):
        # One figure more than there are steps between them.
        if steps[run[0]] != 0 and len(run) + 1 >= shortest:
            places.update(dict.fromkeys([*run, run[-1] + 1], steps[run[0]]))
    return places


def two_of_three(sides: Sequence[int], close: Sequence[bool]) -> Directions:
    """Return the figures close to a limit, where two or more of three on one side of the centre line are.

    Only the close ones of the three are returned. A figure beyond a limit is not close to it.

    >>> two_of_three([1, 1, 1, 1], [True, False, True, False])
    {0: 1, 2: 1}
    """
    places: dict[int, int] = {}
    for start in range(len(sides) - _THREE + 1):
        three = range(start, start + _THREE)
        near = [place for place in three if close[place]]
        if len(near) >= _TWO and sides[start] != 0 and len({sides[place] for place in three}) == 1:
            places.update(dict.fromkeys(near, sides[start]))
    return places


def _runs(items: Iterable[int]) -> Iterator[list[int]]:
    """Yield the places of equal items that follow each other."""
    for _, run in groupby(enumerate(items), key=lambda item: item[1]):
        yield [place for place, _ in run]
