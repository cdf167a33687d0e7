"""Shares of several releases together: how many people gave a positive answer, of those who answered.

Where a released count is an interval, so is a sum of it: from the sum of the lower ends to that of the upper ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.privacy.disclosure.periods import end_of
from bot.reporting.figures import Figure
from bot.reporting.intervals import Bounds, difference, percent, wilson
from bot.reporting.ledger import Release

ReleasedFigures = tuple[Release, Sequence[Figure]]
"""A release with its figures."""

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Share:
    """`low` to `high` of the people gave a positive answer; the two are equal where the count is exact."""

    people: int
    low: int
    high: int

    def __add__(self, other: "Share") -> "Share":
        """Return the share of both together."""
        return Share(self.people + other.people, self.low + other.low, self.high + other.high)

    @property
    def is_exact(self) -> bool:
        """Return whether the count is one number."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """Return the share, from 0 to 1; of an interval its middle."""
        return (self.low + self.high) / (2 * self.people)

    @property
    def interval(self) -> Bounds:
        """Return the 95 % interval, from 0 to 1: the lower end of the lower count and the upper end of the upper."""
        return wilson(self.low, self.people)[0], wilson(self.high, self.people)[1]

    def less(self, other: "Share") -> Bounds:
        """Return the 99 % interval of this share less another, whatever the counts are within their intervals.

        >>> [round(end, 2) for end in Share(100, 45, 45).less(Share(100, 75, 75))]
        [-0.45, -0.12]
        >>> [round(end, 2) for end in Share(100, 40, 50).less(Share(100, 75, 75))]
        [-0.5, -0.07]
        """
        lowest = difference((self.low, self.people), (other.high, other.people))
        highest = difference((self.high, self.people), (other.low, other.people))
        return lowest[0], highest[1]

    def in_words(self) -> str:
        """Return the share in whole per cent.

        >>> Share(22, 18, 18).in_words(), Share(22, 20, 22).in_words(), Share(22, 0, 2).in_words()
        ('82%', '91% or more', '9% or less')
        """
        low, high = percent(self.low, self.people), percent(self.high, self.people)
        if self.is_exact:
            return f"{low}%"
        if self.low == 0:
            return f"{high}% or less"
        return f"{low}% or more" if self.high == self.people else f"{low}% to {high}%"


def share_of(figure: Figure) -> Share | None:
    """Return the share of a figure; None where no answer is better than others, or nobody answered."""
    return Share(figure.people, *figure.share) if figure.share is not None and figure.people else None


def total(figures: Iterable[Figure]) -> Share | None:
    """Return the share of some figures together; None where there are none."""
    shares = [share for figure in figures if (share := share_of(figure)) is not None]
    return sum(shares[1:], shares[0]) if shares else None


def last_year(released: Iterable[ReleasedFigures], until: str) -> list[ReleasedFigures]:
    """Return the releases of periods that ended in the 12 months up to the end of a period."""
    start = end_of(until) - _YEAR
    return [(release, figures) for release, figures in released if end_of(release.period) > start]
