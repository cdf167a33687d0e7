"""A series: how many gave a positive answer to a question, of those who answered, over releases."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.privacy.disclosure.rules import Rules
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


def positive_series(released: Released, positive: Collection[str], rules: Rules) -> Series:
    """Return how many gave one of these answers, where that is released and enough people answered."""
    points = []
    for period, figure in released:
        counts = [count for count in map(figure.counts.get, positive) if count is not None]
        if len(counts) == len(positive) and figure.people >= max(1, rules.percent_from):
            count = min(sum(counts), figure.people)
            points.append(SeriesPoint(figure.since, period, figure.people, count, count))
    return tuple(points)


def people_series(released: Released) -> Series:
    """Return how many people answered, whatever they said."""
    return tuple(
        SeriesPoint(figure.since, period, figure.people, figure.people, figure.people)
        for period, figure in released
        if figure.people
    )
