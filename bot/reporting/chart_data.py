"""A chart as numbers, for programs: a row for every figure, and one for every period without."""

import io
import json
from collections.abc import Iterator, Mapping

from bot.privacy.disclosure.periods import end_of, start_of
from bot.reporting.chart import Annotation, Chart, ChartPoint
from bot.reporting.chart_table import periods_of
from bot.reporting.csv_files import CsvTable

CHART_COLUMNS: Mapping[str, str] = {
    "from": "The first day that is counted",
    "to": "The last day",
    "people": "How many answered; empty where nothing was released",
    "low": "The figure; of a range, its lower end",
    "high": "The figure, or its upper end",
    "middle": "The average or the median",
    "lower": "The lower control limit",
    "upper": "The upper control limit",
    "mark": "The rule that marks the figure, such as outside or shift",
    "variation": "What the mark means, such as improvement or concern",
}

_PLACES = 1

ChartRow = tuple[str | int | float | None, ...]


def data_rows(chart: Chart) -> Iterator[ChartRow]:
    """Yield the rows of a chart, in the chart's unit: per cent or people."""
    for since, period, placed in periods_of(chart):
        days = start_of(since).isoformat(), end_of(period).isoformat()
        yield (*days, *(_numbers(chart, placed) if placed else (None,) * (len(CHART_COLUMNS) - len(days))))


def chart_csv(chart: Chart) -> str:
    """Return a chart as CSV."""
    file = io.StringIO(newline="")
    CsvTable(file, CHART_COLUMNS).write(data_rows(chart))
    return file.getvalue()


def chart_json(chart: Chart) -> str:
    """Return a chart as JSON, with the words around it."""
    made_of = {
        "title": chart.title,
        "unit": "per cent" if chart.is_percent else "people",
        "target": chart.target,
        "caption": chart.caption,
        "summary": [*chart.summary],
        "rule": chart.rule,
        "notes": [*chart.notes],
        "changes": [*map(_annotation, chart.changes)],
        "baselines": [*map(_annotation, chart.baselines)],
        "rows": [dict(zip(CHART_COLUMNS, row, strict=True)) for row in data_rows(chart)],
    }
    return json.dumps(made_of, ensure_ascii=False)


def _annotation(one: Annotation) -> Mapping[str, str]:
    return {"month": one.month, "words": one.words}


def _numbers(chart: Chart, placed: ChartPoint) -> ChartRow:
    point = placed.point
    values = (point.figure.low, point.figure.high, point.mean, point.lower, point.upper)
    rounded = (None if value is None else round(value, _PLACES) for value in values)
    return placed.people, *rounded, point.mark.kind.value, chart.variation(placed).value
