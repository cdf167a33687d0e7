"""A chart as a table: all that the drawing shows, and a row for every period without a figure."""

from collections.abc import Iterator

from bot.privacy.disclosure.periods import end_of, start_of
from bot.reporting.chart import NONE, Chart, ChartPoint
from bot.reporting.spc.summary import Variation
from bot.reporting.timeline import name_of, periods_after

_EMPTY = "–"


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """Return the table, its header first."""
    header = ("When", "Figure", *(("Out of",) if chart.is_percent else ()), chart.middle)
    header += (("Lower limit", "Upper limit") if chart.has_limits else ()) + ("Mark",)
    header += (("Target",) if chart.target is not None else ()) + (("What changed",) if _has_events(chart) else ())
    return (header, *(tuple(_row(chart, since, period, placed)) for since, period, placed in periods_of(chart)))


def periods_of(chart: Chart) -> Iterator[tuple[str, str, ChartPoint | None]]:
    """Yield each point with the periods that it counts, and each period without one."""
    before: str | None = None
    for placed in chart.points:
        for period in () if before is None else periods_after(before, placed.since):
            if end_of(period) < start_of(placed.since):
                yield period, period, None
        yield placed.since, placed.period, placed
        before = placed.period
    for period in () if before is None else periods_after(before, chart.until):
        yield period, period, None


def _row(chart: Chart, since: str, period: str, placed: ChartPoint | None) -> Iterator[str]:
    yield name_of(since, period)
    yield NONE if placed is None else chart.figure_in_words(placed.point.figure)
    if chart.is_percent:
        yield _EMPTY if placed is None else str(placed.people)
    values = [None if placed is None else placed.point.mean]
    if chart.has_limits:
        values += [None, None] if placed is None else [placed.point.lower, placed.point.upper]
    yield from (_EMPTY if value is None else chart.in_words(value) for value in values)
    yield _EMPTY if placed is None or chart.variation(placed) is Variation.COMMON else chart.mark_in_words(placed)
    if chart.target is not None:
        yield chart.in_words(chart.target)
    if _has_events(chart):
        happened = [
            event.words
            for event in (*chart.changes, *chart.baselines)
            if start_of(since) <= start_of(event.month) <= end_of(period)
        ]
        yield "; ".join(happened) or _EMPTY


def _has_events(chart: Chart) -> bool:
    return bool(chart.changes or chart.baselines)
