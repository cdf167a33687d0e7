"""A series of figures with its centre line and control limits, and the segments that it is cut into."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise


class Signal(Enum):
    """Why a figure is marked. If several signals apply, the first in this order counts; COMMON is no signal."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure, or a gap, with the centre line and the control limits at its place.

    The centre line is an average or, on a run chart, a median; None in a segment without figures. Limits need two
    figures; a run chart has none.
    """

    value: float | None
    mean: float | None
    lower: float | None = None
    upper: float | None = None
    kind: Signal = Signal.COMMON

    @property
    def side(self) -> int:
        """Return 1 for a figure above the centre line, -1 for one below it, and 0 for one on it and for a gap."""
        return 0 if self.value is None or self.mean is None else side(self.value, self.mean)

    def times(self, factor: float) -> "Point":
        """Return the point in another unit, such as a proportion in per cent. A factor is above zero.

        >>> Point(0.5, 0.25, 0.0, 0.75).times(100)
        Point(value=50.0, mean=25.0, lower=0.0, upper=75.0, kind=<Signal.COMMON: 'common'>)
        """
        value, mean, lower, upper = (
            None if number is None else number * factor for number in (self.value, self.mean, self.lower, self.upper)
        )
        return Point(value, mean, lower, upper, kind=self.kind)


def side(value: float, middle: float) -> int:
    """Return 1 if a value is above the centre line, -1 if it is below, 0 if it is on it."""
    return (value > middle) - (value < middle)


def segments(length: int, rebase: Collection[int]) -> Iterator[slice]:
    """Return the segments of a series that is cut before each of these places. Raises ValueError for a place outside.

    >>> list(segments(5, {3}))
    [slice(0, 3, None), slice(3, 5, None)]
    """
    if not all(0 <= place < length for place in rebase):
        raise ValueError("limits can be recalculated only from a place in the series")
    return (slice(start, end) for start, end in pairwise(sorted({0, length, *rebase})))


def last(points: Sequence[Point]) -> Point | None:
    """Return the last point that is not a gap."""
    return next((point for point in reversed(points) if point.value is not None), None)
