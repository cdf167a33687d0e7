"""The key of a chart: the markers and lines that it has, and the values of its lines."""

from collections.abc import Callable, Iterator

from bot.media.chart_layout import INK, Layout
from bot.media.chart_marks import marker, range_bar
from bot.media.chart_plot import LIMIT, MEAN, TARGET, StrokeStyle
from bot.media.svg import element, text_line, text_width
from bot.reporting.chart import Chart
from bot.reporting.spc.summary import Variation

Sample = Callable[[float, float], str]
"""Draws a sample at the left end, x, of the middle, y, of a line."""


class Key:
    """The entries of a key, in as many lines as they need."""

    def __init__(self, chart: Chart, layout: Layout) -> None:
        self._chart, self._layout = chart, layout
        self._sample = layout.text * 1.7
        self._lines: list[list[tuple[float, Sample, str]]] = []
        x = float(layout.width)
        for sample, label in (*self._markers(), *self._values()):
            width = self._sample + text_width(label, layout.text)
            if x + width > layout.width - layout.edge:
                self._lines.append([])
                x = float(layout.edge)
            self._lines[-1].append((x, sample, label))
            x += width + layout.text

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return self._layout.line * len(self._lines) + self._layout.text / 2

    def elements(self, y: float) -> list[str]:
        """Return the key, whose upper edge is at y."""
        elements = []
        for line in self._lines:
            y += self._layout.line
            for x, sample, label in line:
                elements.append(sample(x, y - self._layout.text * 0.35))
                elements.append(text_line(label, x + self._sample, y, fill=INK))
        return elements

    def _markers(self) -> Iterator[tuple[Sample, str]]:
        marks = {
            (self._chart.variation(placed), placed.point.mark.direction)
            for placed in self._chart.points
            if placed.point.figure.is_exact or placed.point.mark.direction
        }
        for variation in Variation:
            for direction in (1, -1, 0):
                if (variation, direction) in marks:
                    is_judged = self._chart.has_limits or variation is not Variation.COMMON
                    label = variation.capitalize() if is_judged else "Not marked"
                    yield self._marker(variation, direction), label
        if any(not placed.point.figure.is_exact for placed in self._chart.points):
            yield self._range, "Somewhere in this range"

    def _marker(self, variation: Variation, direction: int) -> Sample:
        scale = self._layout.scale
        return lambda x, y: marker(variation, direction, x + self._sample / 2 - 4, y, scale=scale)

    def _range(self, x: float, y: float) -> str:
        scale, middle = self._layout.scale, x + self._sample / 2 - 4
        return range_bar(Variation.COMMON, middle, y - 8 * scale, y + 8 * scale, scale=scale)

    def _values(self) -> Iterator[tuple[Sample, str]]:
        """Yield each line with its value at the last figure."""
        chart, last = self._chart, self._chart.points[-1].point
        yield self._stroke(MEAN), f"{chart.middle} {chart.in_words(last.mean)}"
        if last.lower is not None and last.upper is not None:
            yield self._stroke(LIMIT), f"Limits {chart.in_words(last.lower)} to {chart.in_words(last.upper)}"
        if chart.target is not None:
            yield self._stroke(TARGET), f"Target {chart.in_words(chart.target)}"

    def _stroke(self, style: StrokeStyle) -> Sample:
        return lambda x, y: element("path", d=f"M{x:.2f} {y:.2f}h{self._sample - 8:.2f}", **style)
