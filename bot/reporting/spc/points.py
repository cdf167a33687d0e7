"""The points of a chart: figures with their centre line, control limits and signals, and the segments of a series."""

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

BASELINE = 24
"""Centre line and limits come from this many figures, or all if there are fewer, and then stay as they are."""


class Interval(NamedTuple):
    """A figure. Where it was coded as a range ("20 or more of 22"), its ends differ; otherwise they are equal.

    For averages and medians a range counts as its middle. For a signal it counts only if both of its ends do.
    """

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Return the exact figure, or the middle of a range."""
        return self.low if self.is_exact else (self.low + self.high) / 2

    @property
    def is_exact(self) -> bool:
        """Return whether the figure is known exactly."""
        return self.low == self.high

    def side(self, middle: float) -> int:
        """Return 1 if it is above the centre line, -1 if it is below, 0 if it is on it or a range across it.

        >>> Interval(60, 70).side(50), Interval(60, 70).side(65), Interval(50, 50).side(50)
        (1, 0, 0)
        """
        return (self.low > middle) - (self.high < middle)

    def step(self, previous: "Interval") -> int:
        """Return 1 if it is surely above another figure, -1 if surely below, else 0."""
        return (self.low > previous.high) - (self.high < previous.low)


def exact(figures: Iterable[float]) -> tuple[Interval, ...]:
    """Return figures that are all known exactly. Raises ValueError for one that is not finite."""
    listed = tuple(Interval(float(figure), float(figure)) for figure in figures)
    if not all(math.isfinite(figure.low) for figure in listed):
        raise ValueError("a figure is not finite")
    return listed


class Signal(Enum):
    """Why a figure is marked. If several signals apply, the first in this order counts; COMMON is no signal."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"
    COMMON = "common"


class PointMark(NamedTuple):
    """The signal of a figure and its direction: 1 is upwards, -1 downwards, 0 without a signal."""

    kind: Signal = Signal.COMMON
    direction: int = 0


UNMARKED = PointMark()


@dataclass(frozen=True, slots=True)
class Point:
    """One figure, with the centre line and the control limits at its place.

    The centre line is an average or, on a run chart, a median. Limits need two figures; a run chart has none.
    """

    figure: Interval
    mean: float
    lower: float | None = None
    upper: float | None = None
    mark: PointMark = UNMARKED

    def times(self, factor: float) -> "Point":
        """Return the point in another unit, such as a proportion in per cent. A factor is above zero.

        >>> Point(Interval(0.5, 0.5), 0.25, 0.0, 0.75).times(100).upper
        75.0
        """
        lower, upper = (None if limit is None else limit * factor for limit in (self.lower, self.upper))
        figure = Interval(self.figure.low * factor, self.figure.high * factor)
        return Point(figure, self.mean * factor, lower, upper, self.mark)


def segments(length: int, rebase: Collection[int]) -> Iterator[slice]:
    """Return the segments of a series that is cut before each of these places. Raises ValueError for a place outside.

    >>> list(segments(5, {3}))
    [slice(0, 3, None), slice(3, 5, None)]
    """
    if not all(0 <= place < length for place in rebase):
        raise ValueError("limits can be recalculated only from a place in the series")
    return (slice(start, end) for start, end in pairwise(sorted({0, length, *rebase})))
