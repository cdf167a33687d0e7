"""A series: how many gave a positive answer to a question, of those who answered, over releases."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.reporting.figures import Figure


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The figure of one release: `people` answered, and `low` to `high` of them positively.

    Both are equal where the count is exact; otherwise it was coded as a range, such as 20 to 22 of 22. `since` is the
    first period that is counted and `period` the last, such as 2026-02 or 2026-W10. Raises ValueError where the counts
    are no part of the people.
    """

    since: str
    period: str
    people: int
    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= self.people or self.people == 0:
            raise ValueError("a count is no more than the people who answered, and low is no higher than high")


Series = tuple[SeriesPoint, ...]
"""The releases that have a figure, the oldest first. A month without one is not in it."""

Released = Iterable[tuple[str, Figure]]
"""The figures of one question and group, each with the period of its release, the oldest first."""


def positive_series(released: Released) -> Series:
    """Return how many answered positively, where that is released."""
    return tuple(
        SeriesPoint(figure.since, period, figure.people, *figure.share)
        for period, figure in released
        if figure.share is not None
    )


def people_series(released: Released) -> Series:
    """Return how many people answered, whatever they said."""
    return tuple(
        SeriesPoint(figure.since, period, figure.people, figure.people, figure.people)
        for period, figure in released
        if figure.people
    )
