"""Periods: closed weeks or months, combined until they contain enough people to publish figures of. No IO."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.privacy.submission import Period


class Length(StrEnum):
    """The length of a period."""

    WEEK = "week"
    MONTH = "month"


Unit = tuple[str, str]
"""A flow and the code of a service, empty for none, whose submissions are combined over periods."""

Waits = Mapping[tuple[Unit, str], int]
"""The number of unreleased submissions by unit and period."""


@dataclass(frozen=True, slots=True)
class Due:
    """The next release: its period, and for every unit the first period that it counts."""

    period: str
    since: Mapping[Unit, str]


def due(waits: Waits, *, last: str, closed_month: str, min_group_size: int) -> Due | None:
    """Return the next release that can be made, if there is one.

    `last` is the newest released period, empty for none; `closed_month` the newest month whose answers can no longer be
    withdrawn. Submissions that are late for a released period wait for the next one.

    >>> few, enough = ("patient", "oak"), ("patient", "elm")
    >>> waits = {(few, "2026-01"): 6, (enough, "2026-01"): 12, (few, "2026-02"): 5}
    >>> due(waits, last="", closed_month="2026-02", min_group_size=10)
    Due(period='2026-01', since={('patient', 'elm'): '2026-01'})
    >>> due({}, last="", closed_month="2026-02", min_group_size=10) is None
    True
    >>> due(waits, last="2026-01", closed_month="2026-01", min_group_size=10) is None
    True
    >>> del waits[enough, "2026-01"]
    >>> due(waits, last="2026-01", closed_month="2026-02", min_group_size=10)
    Due(period='2026-02', since={('patient', 'oak'): '2026-01'})
    """
    if not waits:
        return None
    first = min(period for _, period in waits)
    for period in _periods(first, closed_month):
        since = _enough(waits, period, min_group_size)
        if since and (not last or end_of(period) > end_of(last)):
            return Due(period, since)
    return None


def end_of(period: str) -> date:
    """Return the last day of a week or a month.

    >>> end_of("2026-02"), end_of("2026-W10")
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 8))
    """
    if is_week(period):
        return date.fromisoformat(f"{period}-7")
    next_month = date.fromisoformat(f"{period}-28") + timedelta(days=4)
    return next_month - timedelta(days=next_month.day)


def start_of(period: str) -> date:
    """Return the first day of a week or a month.

    >>> start_of("2026-02"), start_of("2026-W10")
    (datetime.date(2026, 2, 1), datetime.date(2026, 3, 2))
    """
    return date.fromisoformat(f"{period}-1" if is_week(period) else f"{period}-01")


def is_week(period: str) -> bool:
    """Return whether a period is a week, not a month."""
    return "W" in period


def period_after(period: str) -> str:
    """Return the next period, as long as this one.

    >>> period_after("2026-12"), period_after("2026-W53")
    ('2027-01', '2027-W01')
    """
    following = Period.of(end_of(period) + timedelta(days=1))
    return following.week if is_week(period) else following.month


def quarters(first: date, closed_month: str) -> Iterator[date]:
    """Yield the last day of every quarter from that of a day up to the last one that is closed.

    >>> [str(day) for day in quarters(date(2026, 2, 28), "2026-07")]
    ['2026-03-31', '2026-06-30']
    """
    quarter = 4 * first.year + (first.month - 1) // 3
    while (month := f"{quarter // 4}-{quarter % 4 * 3 + 3:02}") <= closed_month:
        yield end_of(month)
        quarter += 1


def _enough(waits: Waits, period: str, min_group_size: int) -> dict[Unit, str]:
    periods: dict[Unit, list[str]] = {}
    people: dict[Unit, int] = {}
    for (unit, waiting_period), count in waits.items():
        if waiting_period <= period:
            periods.setdefault(unit, []).append(waiting_period)
            people[unit] = people.get(unit, 0) + count
    return {unit: min(counted) for unit, counted in sorted(periods.items()) if people[unit] >= min_group_size}


def _periods(first: str, closed_month: str) -> Iterator[str]:
    """Yield every period from the first that ends in a closed month."""
    period = first
    while f"{end_of(period):%Y-%m}" <= closed_month:
        yield period
        period = period_after(period)
