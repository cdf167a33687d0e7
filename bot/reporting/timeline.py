"""The timeline of a chart: weeks and months as days of the calendar, and their names."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.privacy.disclosure.periods import end_of, is_week, period_after, start_of
from bot.privacy.submission import Period

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def last_period(month: str, *, week: bool) -> str:
    """Return the last period that ends in a month: the month itself, or its last whole week.

    >>> last_period("2026-02", week=False), last_period("2026-02", week=True)
    ('2026-02', '2026-W08')
    """
    if not week:
        return month
    return Period.of(end_of(month) - timedelta(days=6)).week


def periods_after(period: str, until: str) -> Iterator[str]:
    """Yield the periods after one, up to and including another, each as long as the first.

    >>> list(periods_after("2026-11", "2027-01")), list(periods_after("2026-W52", "2027-W01"))
    (['2026-12', '2027-01'], ['2026-W53', '2027-W01'])
    """
    while end_of(period) < end_of(until):
        period = period_after(period)
        yield period


def name_of(since: str, period: str | None = None) -> str:
    """Return the name of a period, or of several from the first to the last.

    >>> name_of("2026-02"), name_of("2026-02", "2026-03"), name_of("2025-12", "2026-01")
    ('Feb 2026', 'Feb to Mar 2026', 'Dec 2025 to Jan 2026')
    >>> name_of("2026-W10"), name_of("2026-W09", "2026-W10")
    ('week of 2 Mar 2026', '23 Feb to 8 Mar 2026')
    """
    first, last = start_of(since), end_of(period or since)
    if period in {None, since}:
        return f"week of {_day(first)} {first.year}" if is_week(since) else f"{MONTHS[first.month - 1]} {first.year}"
    begin, end = (_day(first), _day(last)) if is_week(since) else (MONTHS[first.month - 1], MONTHS[last.month - 1])
    return f"{begin} to {end} {last.year}" if first.year == last.year else f"{begin} {first.year} to {end} {last.year}"


def name_in_full(period: str) -> str:
    """Return the name of a period without short forms, for easy read.

    >>> name_in_full("2026-02"), name_in_full("2026-W10")
    ('February 2026', 'the week of 2 March 2026')
    """
    first = start_of(period)
    month = f"{_FULL_MONTHS[first.month - 1]} {first.year}"
    return f"the week of {first.day} {month}" if is_week(period) else month


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
