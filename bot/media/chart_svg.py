"""A chart as a self-contained, accessible SVG drawing.

It has a title and a description for screen readers; kinds of point differ in shape as well as colour (WCAG 2.2,
success criterion 1.4.1); everything but the grid has a contrast of at least 4.5 to 1 with white (1.4.3 and 1.4.11).
The drawing is narrow and its text large, so that it can be read on a phone.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from bot.media.svg import axis_ticks, document, element, escape_text, text_line, text_width, truncate, wrap
from bot.reporting.chart import MARK_WORDS, Chart
from bot.reporting.spc.points import Point, Signal, last

WIDTH, EDGE, PLOT = 440, 14, 280
"""The width of a chart, its margin, and the height of the plot area."""
SMALL, LARGE = 18, 21
"""Font sizes."""

INK, SOFT, GRID = "#1d2a33", "#4a5a66", "#dde3e7"
COLOURS: Mapping[Signal, str] = {
    Signal.OUTSIDE: "#a3200d",
    Signal.TREND: "#005eb8",
    Signal.TWO_OF_THREE: "#6a3d9a",
    Signal.SHIFT: "#00665c",
    Signal.COMMON: SOFT,
}
TARGET = "#8a2a5b"

StrokeStyle = Mapping[str, str | float]
"""The attributes that draw a line."""

_MEAN: StrokeStyle = {"stroke": INK, "stroke_width": 2}
_LIMIT: StrokeStyle = {"stroke": SOFT, "stroke_width": 1.5, "stroke_dasharray": "7 5"}
_TARGET: StrokeStyle = {"stroke": TARGET, "stroke_width": 2, "stroke_dasharray": "2 4"}

_LINE, _HEADING, _PARAGRAPH_GAP = 24, 28, 10
"""The line heights of text and heading, and the space before a paragraph."""
_BOLD = 1.1
"""Width of bold text relative to regular text."""
_MAX_LABEL = 16
_TEXT_WIDTH = WIDTH - 2 * EDGE
_SAMPLE = 30
"""The width of a sample in the key, with the space after it."""


def svg(chart: Chart) -> str:
    """Return the complete drawing: heading, plot, key and notes."""
    heading = wrap(chart.heading(), LARGE * _BOLD, _TEXT_WIDTH)
    top = EDGE + _HEADING * len(heading)
    content, y = _plot_and_key(chart, top)
    title = (
        text_line(line, EDGE, EDGE + 18 + _HEADING * n, font_size=LARGE, font_weight="bold", fill=INK)
        for n, line in enumerate(heading)
    )
    for paragraph in (*chart.summary, *chart.numbered(), *chart.notes, chart.rule):
        y += _PARAGRAPH_GAP
        for line in wrap(paragraph, SMALL, _TEXT_WIDTH):
            y += _LINE
            content.append(text_line(line, EDGE, y, fill=INK))
    return _document(chart, [*title, *content], y + EDGE)


def plot_only(chart: Chart) -> str:
    """Return only plot and key, for a page that has the heading and the notes as text."""
    content, bottom = _plot_and_key(chart, 0)
    return _document(chart, content, bottom)


def _document(chart: Chart, content: Sequence[str], height: float) -> str:
    name = f"chart-{crc32(repr(chart).encode('utf-8', 'replace')):08x}"
    return document(
        name,
        title=chart.title,
        description=chart.described(),
        content=content,
        size=(WIDTH, height),
        font_size=SMALL,
    )


def _plot_and_key(chart: Chart, top: float) -> tuple[list[str], float]:
    """Return the elements, and the y coordinate where they end."""
    key, bottom = _key(chart, top + 28 + PLOT + 62)
    return [*_PlotArea(chart, top + 28).elements(), *key], bottom


class _PlotArea:
    """The scales of a plot, which map positions and values to coordinates, and the elements in it."""

    def __init__(self, chart: Chart, top: float) -> None:
        self.chart = chart
        self.top = top
        values = [
            value
            for point in chart.points
            for value in (point.value, point.mean, point.lower, point.upper)
            if value is not None
        ]
        values += [] if chart.target is None else [chart.target]
        self.ticks = axis_ticks(min(values, default=0), max(values, default=1), 6)
        self.left = 20 + max(text_width(self._tick_label(tick), SMALL) for tick in self.ticks)
        self.right = WIDTH - EDGE
        self.slot = (self.right - self.left) / max(1, len(chart.points))

    def x(self, position: float) -> float:
        return self.left + (position + 0.5) * self.slot

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.top + PLOT * (high - value) / (high - low)

    def elements(self) -> list[str]:
        if last(self.chart.points) is None:
            return [text_line("There are no figures to show.", EDGE, self.top + PLOT / 2, fill=INK)]
        return [*self._grid(), *self._labels(), *self._lines(), *self._changes(), *self._series()]

    def _tick_label(self, value: float) -> str:
        return self.chart.in_short(value, 6)

    def _grid(self) -> list[str]:
        return [
            svg
            for tick in self.ticks
            for svg in (
                element("path", d=f"M{self.left:.2f} {self.y(tick):.2f}H{self.right}", stroke=GRID),
                text_line(self._tick_label(tick), self.left - 8, self.y(tick) + 6, text_anchor="end", fill=INK),
            )
        ]

    def _labels(self) -> list[str]:
        """Return as many labels as fit, counted from the last, which moves left if it would be cut off."""
        short = [truncate(label, _MAX_LABEL) for label in self.chart.labels]
        widest = max(text_width(label, SMALL) for label in short)
        overhang = max(0, self.x(len(short) - 1) + widest / 2 - (WIDTH - 4))
        every = max(1, -int(-(widest + 12 + overhang) // self.slot))
        y = self.top + PLOT
        return [
            svg
            for n in range(len(short) - 1, -1, -every)
            for svg in (
                element("path", d=f"M{self.x(n):.2f} {y}v6", stroke=SOFT),
                text_line(short[n], self._label_x(short[n], n), y + 26, text_anchor="middle", fill=INK),
            )
        ]

    def _label_x(self, label: str, position: int) -> float:
        """Return the x coordinate of a label's middle, moved inwards where it would be cut off."""
        half = text_width(label, SMALL) / 2 + 4
        return max(half, min(self.x(position), WIDTH - half))

    def _lines(self) -> list[str]:
        points = self.chart.points
        lines = [
            self._steps([point.mean for point in points], _MEAN),
            self._steps([point.lower for point in points], _LIMIT),
            self._steps([point.upper for point in points], _LIMIT),
        ]
        if self.chart.target is not None:
            line = f"M{self.left:.2f} {self.y(self.chart.target):.2f}H{self.right}"
            lines.append(element("path", d=line, **_TARGET))
        return lines

    def _steps(self, values: Sequence[float | None], style: StrokeStyle) -> str:
        """Return a line that is level at each point, and interrupted where the limits are recalculated."""
        path = ""
        previous: Point | None = None
        for n, (value, point) in enumerate(zip(values, self.chart.points, strict=True)):
            if value is None:
                previous = None
                continue
            joined = previous is not None and previous.mean == point.mean
            left, right = self.x(n - 0.5), self.x(n + 0.5)
            path += f"{'L' if joined else 'M'}{left:.2f} {self.y(value):.2f}H{right:.2f}"
            previous = point
        return element("path", d=path, fill="none", **style) if path else ""

    def _changes(self) -> list[str]:
        elements = []
        for position, changes in itertools.groupby(enumerate(self.chart.changes, 1), key=lambda change: change[1][0]):
            x = self.x(position - 0.5)
            numbers = ", ".join(str(n) for n, _ in changes)
            elements += [
                element("path", d=f"M{x:.2f} {self.top - 4}V{self.top + PLOT}", stroke=INK, stroke_dasharray="3 3"),
                text_line(numbers, x, self.top - 9, text_anchor="middle", font_weight="bold", fill=INK),
            ]
        return elements

    def _series(self) -> list[str]:
        points = self.chart.points
        path, markers = "", []
        for n, point in enumerate(points):
            if point.value is None:
                continue
            joined = n > 0 and points[n - 1].value is not None
            x, y = self.x(n), self.y(point.value)
            path += f"{'L' if joined else 'M'}{x:.2f} {y:.2f}"
            markers.append(marker(point.kind, x, y, f"{self.chart.labels[n]}: {self.chart.with_unit(point.value)}"))
        return [element("path", d=path, fill="none", stroke=SOFT, stroke_width=1.5), *markers]


def marker(kind: Signal, x: float, y: float, label: str = "") -> str:
    """Return the marker of a point. Each kind has its own shape; `label` becomes a tooltip."""
    path = {
        Signal.OUTSIDE: "m0 -9l9 9l-9 9l-9 -9z",
        Signal.TREND: "m0 -8.5l8.5 14.5h-17z",
        Signal.TWO_OF_THREE: "m-6.5 -6.5h13v13h-13z",
        Signal.SHIFT: "m-2.5 -8h5v5.5h5.5v5h-5.5v5.5h-5v-5.5h-5.5v-5h5.5z",
        Signal.COMMON: "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    }[kind]
    tooltip = element("title", escape_text(f"{label}, {MARK_WORDS[kind]}")) if label else ""
    return element("path", tooltip, d=f"M{x:.2f} {y:.2f}{path}", fill=COLOURS[kind], stroke="#ffffff")


def _key(chart: Chart, y: float) -> tuple[list[str], float]:
    """Return the key to the markers and lines that the chart has, and the y coordinate where it ends."""
    elements, x = [], float(EDGE)
    if last(chart.points) is None:
        return [], y
    for style, label in itertools.chain[tuple[Signal | StrokeStyle, str]](_marker_labels(chart), _line_labels(chart)):
        width = _SAMPLE + text_width(label, SMALL)
        if x > EDGE and x + width > WIDTH - EDGE:
            x, y = float(EDGE), y + _LINE
        sample = (
            marker(style, x + 10, y - 6)
            if isinstance(style, Signal)
            else element("path", d=f"M{x:.2f} {y - 6:.2f}h{_SAMPLE - 8}", **style)
        )
        elements += [sample, text_line(label, x + _SAMPLE, y, fill=INK)]
        x += width + 18
    return elements, y + EDGE


def _marker_labels(chart: Chart) -> Iterator[tuple[Signal, str]]:
    present = {point.kind for point in chart.points if point.value is not None}
    yield from ((kind, MARK_WORDS[kind]) for kind in Signal if kind in present)


def _line_labels(chart: Chart) -> Iterator[tuple[StrokeStyle, str]]:
    """Yield each line with its name and value; the last value where it changes along the chart."""
    final = last(chart.points)
    if final is not None and final.mean is not None:
        constant = len({point.mean for point in chart.points}) == 1
        yield _MEAN, f"{chart.middle}{'' if constant else ', last'} {chart.in_short(final.mean)}"
    if final is not None and final.lower is not None and final.upper is not None:
        constant = len({(point.lower, point.upper) for point in chart.points}) == 1
        limits = f"{chart.in_short(final.lower)} to {chart.in_short(final.upper)}"
        yield _LIMIT, f"Limits{'' if constant else ', last'} {limits}"
    if chart.target is not None:
        yield _TARGET, f"Target {chart.in_short(chart.target)}"
