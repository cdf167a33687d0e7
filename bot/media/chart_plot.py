"""The plot area of a chart: its scales, which map days and values to coordinates, and the elements in it.

The horizontal axis is the calendar. A figure is in the middle of the periods that it counts, and where it counts
several, a bar spans them. No line crosses a time without figures.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from bot.media.chart_layout import COLOURS, GRID, INK, PLUM, SOFT, Layout
from bot.media.chart_marks import marker, range_bar
from bot.media.svg import axis_ticks, element, text_line, text_width
from bot.privacy.disclosure.periods import start_of
from bot.reporting.chart import LETTERS, Chart, ChartPoint
from bot.reporting.spc.points import Signal
from bot.reporting.timeline import MONTHS

StrokeStyle = Mapping[str, str | float]
"""The attributes that draw a line."""

MEAN: StrokeStyle = {"stroke": INK, "stroke_width": 2}
LIMIT: StrokeStyle = {"stroke": SOFT, "stroke_width": 2, "stroke_dasharray": "8 5"}
TARGET: StrokeStyle = {"stroke": PLUM, "stroke_width": 2.5, "stroke_dasharray": "2 5"}
CHANGE: StrokeStyle = {"stroke": INK, "stroke_width": 1.5, "stroke_dasharray": "4 4"}
BASELINE: StrokeStyle = {"stroke": INK, "stroke_width": 2}

_PERCENT_TICKS = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
_MONTHS_A_LABEL = (1, 2, 3, 4, 6, 12, 24, 60)
_SMALLER = 0.75
"""Of the size of text, for numbers that do not fit otherwise."""


class PlotArea:
    """The plot area of a chart with at least one point; without `numbered`, changes are lines only."""

    def __init__(self, chart: Chart, layout: Layout, *, top: float, height: float, numbered: bool = True) -> None:
        self.chart, self.layout, self.top, self.height = chart, layout, top, height
        self.numbered = numbered
        self.ticks = _PERCENT_TICKS if chart.is_percent else _ticks(chart)
        self.left = layout.edge + 8 + max(text_width(self.chart.in_words(tick), layout.text) for tick in self.ticks)
        self.right = layout.width - layout.edge
        self.first, self.end = chart.days
        self.spans = chart.spans()

    @property
    def bottom(self) -> float:
        """Return the y coordinate of the horizontal axis."""
        return self.top + self.height

    def x(self, day: date) -> float:
        """Return the x coordinate of the beginning of a day."""
        return self.left + (self.right - self.left) * (day - self.first).days / (self.end - self.first).days

    def y(self, value: float) -> float:
        """Return the y coordinate of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.top + self.height * (high - value) / (high - low)

    def elements(self) -> list[str]:
        """Return everything in the plot area and its scales."""
        return [*self._grid(), *self._months(), *self._lines(), *self._events(), *self._figures()]

    def counts(self, y: float) -> list[str]:
        """Return how many people each figure is of, in a row whose baseline is y; nothing where they do not fit."""
        texts = [str(placed.people) for placed in self.chart.points]
        middles = [self._middle(span) for span in self.spans]
        for size in (self.layout.text, self.layout.text * _SMALLER):
            widths = [text_width(text, size) for text in texts]
            room = all(
                after - before > (width + next_width) / 2 + size / 4
                for (before, after), (width, next_width) in zip(pairwise(middles), pairwise(widths), strict=True)
            )
            if room and middles[-1] + widths[-1] / 2 <= self.layout.width:
                style: StrokeStyle = {"font_size": size, "fill": INK}
                numbers = (
                    text_line(text, middle, y, text_anchor="middle", **style)
                    for text, middle in zip(texts, middles, strict=True)
                )
                label = text_line("n", self.left - 8, y, text_anchor="end", **style)
                return [label, *numbers]
        return []

    def _grid(self) -> Iterator[str]:
        middle = self.layout.text * 0.35
        for tick in self.ticks:
            yield element("path", d=f"M{self.left:.2f} {self.y(tick):.2f}H{self.right}", stroke=GRID)
            label = self.chart.in_words(tick)
            yield text_line(label, self.left - 8, self.y(tick) + middle, text_anchor="end", fill=INK)

    def _months(self) -> Iterator[str]:
        """Yield the names of as many months as fit, and the year beneath its first."""
        for start in _month_starts(self.first, self.end):
            yield element("path", d=f"M{self.x(max(start, self.first)):.2f} {self.bottom:.2f}v6", stroke=SOFT)
        y, year = self.bottom + self.layout.line, None
        for start, middle in self._named_months():
            yield text_line(MONTHS[start.month - 1], middle, y, text_anchor="middle", fill=INK)
            if start.year != year:
                year = start.year
                yield text_line(str(year), middle, y + 0.95 * self.layout.line, text_anchor="middle", fill=INK)

    def _named_months(self) -> list[tuple[date, float]]:
        """Return the months with a name and where it is: January, those at equal distances from it, first and last."""
        widest = max(text_width(text, self.layout.text) for text in ("May", "2026")) + self.layout.text / 4
        month = (self.right - self.left) * 30.4 / (self.end - self.first).days
        every = next((months for months in _MONTHS_A_LABEL if months * month >= widest), _MONTHS_A_LABEL[-1])
        placed = []
        for start in _month_starts(self.first, self.end):
            next_start = min((start + timedelta(days=31)).replace(day=1), self.end)
            placed.append((start, self._inside(self._middle((max(start, self.first), next_start)), widest)))
        named = [one for one in placed if ((one[0].year - self.first.year) * 12 + one[0].month - 1) % every == 0]
        if not named or named[0][1] - placed[0][1] >= widest:
            named.insert(0, placed[0])
        if placed[-1][1] - named[-1][1] >= widest:
            named.append(placed[-1])
        return named

    def _inside(self, middle: float, width: float) -> float:
        return max(width / 2 + 4, min(middle, self.layout.width - width / 2 - 4))

    def _middle(self, span: tuple[date, date]) -> float:
        return (self.x(span[0]) + self.x(span[1])) / 2

    def _lines(self) -> Iterator[str]:
        points = [placed.point for placed in self.chart.points]
        yield self._steps([point.mean for point in points], MEAN)
        yield self._steps([point.lower for point in points], LIMIT)
        yield self._steps([point.upper for point in points], LIMIT)
        if self.chart.target is not None:
            path = f"M{self.left:.2f} {self.y(self.chart.target):.2f}H{self.right}"
            yield element("path", d=path, **TARGET)

    def _steps(self, values: Sequence[float | None], style: StrokeStyle) -> str:
        """Return a line that is level over each span, and broken by gaps and where limits are calculated again."""
        path = ""
        rebased = {start_of(baseline.month) for baseline in self.chart.baselines}
        end: date | None = None
        for value, (first, last) in zip(values, self.spans, strict=True):
            if value is None:
                continue
            is_joined = first == end and not any(first <= day < last for day in rebased)
            path += f"{'L' if is_joined else 'M'}{self.x(first):.2f} {self.y(value):.2f}H{self.x(last):.2f}"
            end = last
        return element("path", d=path, fill="none", **style) if path else ""

    def _events(self) -> Iterator[str]:
        """Yield a line for each month with changes or baselines, and above it their numbers and letters."""
        names: dict[date, list[str]] = {}
        for letter, baseline in zip(LETTERS, self.chart.baselines, strict=False):
            names.setdefault(start_of(baseline.month), []).append(letter)
        for number, change in enumerate(self.chart.changes, 1):
            names.setdefault(start_of(change.month), []).append(str(number))
        for day, marks in names.items():
            style = BASELINE if set(marks) & set(LETTERS) else CHANGE
            yield element("path", d=f"M{self.x(day):.2f} {self.top - 4:.2f}V{self.bottom:.2f}", **style)
            if not self.numbered:
                continue
            text = ", ".join(marks)
            x = self._inside(self.x(day), text_width(text, self.layout.text))
            yield text_line(text, x, self.top - 8, text_anchor="middle", font_weight="bold", fill=INK)

    def _figures(self) -> Iterator[str]:
        path, end = "", None
        for placed, span in zip(self.chart.points, self.spans, strict=True):
            if not placed.point.figure.is_exact:
                end = None
                continue
            x, y = self._middle(span), self.y(placed.point.figure.low)
            path += f"{'L' if span[0] == end else 'M'}{x:.2f} {y:.2f}"
            end = span[1]
        yield element("path", d=path, fill="none", stroke=SOFT, stroke_width=2) if path else ""
        slot = min(self.x(last) - self.x(first) for first, last in self.spans)
        scale = max(0.4, min(self.layout.scale, slot / 14))
        for placed, span in zip(self.chart.points, self.spans, strict=True):
            yield from self._figure(placed, span, scale)

    def _figure(self, placed: ChartPoint, span: tuple[date, date], scale: float) -> Iterator[str]:
        chart, figure, mark = self.chart, placed.point.figure, placed.point.mark
        variation, x, y = chart.variation(placed), self._middle(span), self.y(figure.middle)
        label = f"{placed.name}: {chart.figure_in_words(figure)}, {chart.mark_in_words(placed)}"
        if placed.since != placed.period:
            path = f"M{self.x(span[0]) + 2:.2f} {y:.2f}H{self.x(span[1]) - 2:.2f}"
            yield element("path", d=path, stroke=COLOURS[variation], stroke_width=round(5 * scale, 1))
        if not figure.is_exact:
            yield range_bar(variation, x, self.y(figure.high), self.y(figure.low), scale=scale, label=label)
        if figure.is_exact or mark.kind is not Signal.COMMON:
            yield marker(variation, mark.direction, x, y, scale=scale, label=label)


def _ticks(chart: Chart) -> tuple[float, ...]:
    points = [placed.point for placed in chart.points]
    values = [
        value for point in points for value in (*point.figure, point.mean, point.lower, point.upper, chart.target)
    ]
    return tuple(axis_ticks(0, max(value for value in values if value is not None), 6))


def _month_starts(first: date, end: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month < end:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
