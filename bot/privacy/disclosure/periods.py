"""Periods: closed weeks or months, put together until there are enough people in them to be told of. No IO."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Length(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"


Unit = tuple[str, str]
"""A flow and the code of a service, empty for none: whose answers wait together until they are enough."""

Waits = Mapping[tuple[Unit, str], int]
"""How many submissions of each unit and period have not been released."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a release of this period is made of: for each unit the first period that it counts in."""

    period: str
    since: Mapping[Unit, str]


def due(waits: Waits, *, last: str, closed_month: str, length: Length, min_group_size: int) -> Due | None:
    """Return the next release that can be made, if there is one.

    `last` is the newest period of which there is a release, empty for none; `closed_month` the newest month of which
    nothing can be taken back any more. What came late for a period that was released waits for the next.

    >>> few, enough = ("patient", "oak"), ("patient", "elm")
    >>> waits = {(few, "2026-01"): 6, (enough, "2026-01"): 12, (few, "2026-02"): 5}
    >>> due(waits, last="", closed_month="2026-02", length=Length.MONTH, min_group_size=10)
    Due(period='2026-01', since={('patient', 'elm'): '2026-01'})
    >>> due({}, last="", closed_month="2026-02", length=Length.MONTH, min_group_size=10) is None
    True
    >>> due(waits, last="2026-01", closed_month="2026-01", length=Length.MONTH, min_group_size=10) is None
    True
    >>> del waits[enough, "2026-01"]
    >>> due(waits, last="2026-01", closed_month="2026-02", length=Length.MONTH, min_group_size=10)
    Due(period='2026-02', since={('patient', 'oak'): '2026-01'})
    """
    if not waits:
        return None
    first = min(period for _, period in waits)
    for period in _periods(first, closed_month, length):
        since = _enough(waits, period, min_group_size)
        if since and (not last or end_of(period) > end_of(last)):
            return Due(period, since)
    return None


def end_of(period: str) -> date:
    """Return the last day of a week or a month.

    >>> end_of("2026-02"), end_of("2026-W10")
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 8))
    """
    if "W" in period:
        return date.fromisoformat(f"{period}-7")
    next_month = date.fromisoformat(f"{period}-28") + timedelta(days=4)
    return next_month - timedelta(days=next_month.day)


def _enough(waits: Waits, period: str, min_group_size: int) -> dict[Unit, str]:
    found: dict[Unit, list[str]] = {}
    people: dict[Unit, int] = {}
    for (unit, its), count in waits.items():
        if its <= period:
            found.setdefault(unit, []).append(its)
            people[unit] = people.get(unit, 0) + count
    return {unit: min(its) for unit, its in sorted(found.items()) if people[unit] >= min_group_size}


def _periods(first: str, closed_month: str, length: Length) -> Iterator[str]:
    """Yield every period from the first on that ends within closed months."""
    period = first
    while f"{end_of(period):%Y-%m}" <= closed_month:
        yield period
        next_day = end_of(period) + timedelta(days=1)
        year, week, _ = next_day.isocalendar()
        period = f"{year}-W{week:02}" if length is Length.WEEK else f"{next_day:%Y-%m}"
