"""What is missing: the periods of which a ward has no figure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.privacy.disclosure.periods import end_of, start_of
from bot.reporting.timeline import name_of, periods_after

PeriodSpan = tuple[str, str]
"""The first and the last period that a figure counts."""


def missing_periods(spans: Iterable[PeriodSpan], first: str, until: str) -> tuple[str, ...]:
    """Return the periods from the first to the last that no figure counts.

    >>> missing_periods([("2026-01", "2026-02"), ("2026-05", "2026-05")], "2026-01", "2026-06")
    ('2026-03', '2026-04', '2026-06')
    """
    counted = [(start_of(since), end_of(period)) for since, period in spans]
    return tuple(
        period
        for period in (first, *periods_after(first, until))
        if not any(start <= start_of(period) and end_of(period) <= end for start, end in counted)
    )


def names_of(periods: Sequence[str]) -> str:
    """Return the names of periods; those that follow each other as one.

    >>> names_of(["2026-03", "2026-04", "2026-06"])
    'Mar to Apr 2026, Jun 2026'
    """
    return ", ".join(name_of(*run) for run in _runs(periods))


def _runs(periods: Sequence[str]) -> Iterator[PeriodSpan]:
    start = 0
    for place, (one, after) in enumerate(pairwise(periods), 1):
        if next(periods_after(one, after)) != after:
            yield periods[start], one
            start = place
    if periods:
        yield periods[start], periods[-1]
