"""A chart as an SVG drawing that can be read in more ways than one.

It stands by itself, with nothing to load: it has a title and a description for screen readers, what is marked differs
in shape and not only in colour (WCAG 2.2, success criterion 1.4.1), and all of it stands out from white by 4.5 to 1
(1.4.3 and 1.4.11), only the grid does not. The sheet is narrow and its words are large, so that they can still be read
where it is as wide as a phone.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from bot.media.svg import element, sheet, shortened, text, ticks, wide, words, wrapped
from bot.reporting.chart import TOLD, Chart
from bot.reporting.spc.points import Kind, Point, last

WIDTH, EDGE, PLOT = 440, 14, 280
"""How wide a chart is, the space around what is on it, and how high the plot is."""
SMALL, LARGE = 18, 21
"""The sizes of its words."""

INK, SOFT, GRID = "#1d2a33", "#4a5a66", "#dde3e7"
COLOURS: Mapping[Kind, str] = {
    Kind.OUTSIDE: "#a3200d",
    Kind.TREND: "#005eb8",
    Kind.TWO_OF_THREE: "#6a3d9a",
    Kind.SHIFT: "#00665c",
    Kind.COMMON: SOFT,
}
TARGET = "#8a2a5b"

Look = Mapping[str, str | float]
"""How a line is drawn."""

_MIDDLE: Look = {"stroke": INK, "stroke_width": 2}
_LIMIT: Look = {"stroke": SOFT, "stroke_width": 1.5, "stroke_dasharray": "7 5"}
_TARGET: Look = {"stroke": TARGET, "stroke_width": 2, "stroke_dasharray": "2 4"}

_LINE, _HEADING, _BETWEEN = 24, 28, 10
"""From one line of words to the next, and between what is said more."""
_BOLD = 1.1
"""How much wider bold words are."""
_MOST_IN_LABEL = 16
_INSIDE = WIDTH - 2 * EDGE
_SAMPLE = 30
"""How wide a sample in the key is, with the space after it."""


def svg(chart: Chart) -> str:
    """Return the chart as a drawing with all of its words, to stand alone."""
    heading = wrapped(chart.heading(), LARGE * _BOLD, _INSIDE)
    top = EDGE + _HEADING * len(heading)
    drawn, below = _plot_and_key(chart, top)
    title = (
        text(line, EDGE, EDGE + 18 + _HEADING * n, font_size=LARGE, font_weight="bold", fill=INK)
        for n, line in enumerate(heading)
    )
    for said in (*chart.summary, *chart.numbered(), *chart.notes, chart.rule):
        below += _BETWEEN
        for line in wrapped(said, SMALL, _INSIDE):
            below += _LINE
            drawn.append(text(line, EDGE, below, fill=INK))
    return _sheet(chart, [*title, *drawn], below + EDGE)


def plot(chart: Chart) -> str:
    """Return the drawing without its heading and what stands beneath, for a page that has them as words."""
    drawn, below = _plot_and_key(chart, 0)
    return _sheet(chart, drawn, below)


def _sheet(chart: Chart, drawn: Sequence[str], height: float) -> str:
    name = f"chart-{crc32(repr(chart).encode('utf-8', 'replace')):08x}"
    title, described = chart.title, chart.described()
    return sheet(name, title=title, described=described, inside=drawn, size=(WIDTH, height), letters=SMALL)


def _plot_and_key(chart: Chart, top: float) -> tuple[list[str], float]:
    """Return both, and where they end."""
    key, below = _key(chart, top + 28 + PLOT + 62)
    return [*_Plot(chart, top + 28).drawn(), *key], below


class _Plot:
    """Where the places and figures of a chart lie on its sheet."""

    def __init__(self, chart: Chart, top: float) -> None:
        self.chart = chart
        self.top = top
        shown = [
            each
            for point in chart.points
            for each in (point.value, point.mean, point.lower, point.upper)
            if each is not None
        ]
        shown += [] if chart.target is None else [chart.target]
        self.ticks = ticks(min(shown, default=0), max(shown, default=1), 6)
        self.left = 20 + max(wide(self._tick(tick), SMALL) for tick in self.ticks)
        self.right = WIDTH - EDGE
        self.slot = (self.right - self.left) / max(1, len(chart.points))

    def x(self, place: float) -> float:
        return self.left + (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.top + PLOT * (high - value) / (high - low)

    def drawn(self) -> list[str]:
        if last(self.chart.points) is None:
            return [text("There are no figures to show.", EDGE, self.top + PLOT / 2, fill=INK)]
        return [*self._grid(), *self._labels(), *self._lines(), *self._changes(), *self._figures()]

    def _tick(self, value: float) -> str:
        return self.chart.in_short(value, 6)

    def _grid(self) -> list[str]:
        return [
            part
            for tick in self.ticks
            for part in (
                element("path", d=f"M{self.left:.2f} {self.y(tick):.2f}H{self.right}", stroke=GRID),
                text(self._tick(tick), self.left - 8, self.y(tick) + 6, text_anchor="end", fill=INK),
            )
        ]

    def _labels(self) -> list[str]:
        """Return as many labels as have room, always with the last, which may have to move to stay on the sheet."""
        short = [shortened(label, _MOST_IN_LABEL) for label in self.chart.labels]
        widest = max(wide(label, SMALL) for label in short)
        over = max(0, self.x(len(short) - 1) + widest / 2 - (WIDTH - 4))
        every = max(1, -int(-(widest + 12 + over) // self.slot))
        y = self.top + PLOT
        return [
            part
            for place in range(len(short) - 1, -1, -every)
            for part in (
                element("path", d=f"M{self.x(place):.2f} {y}v6", stroke=SOFT),
                text(short[place], self._middle(short[place], place), y + 26, text_anchor="middle", fill=INK),
            )
        ]

    def _middle(self, label: str, place: int) -> float:
        """Return where a label's middle is: at its place, or as near to it as the sheet allows."""
        half = wide(label, SMALL) / 2 + 4
        return max(half, min(self.x(place), WIDTH - half))

    def _lines(self) -> list[str]:
        points = self.chart.points
        lines = [
            self._steps([point.mean for point in points], _MIDDLE),
            self._steps([point.lower for point in points], _LIMIT),
            self._steps([point.upper for point in points], _LIMIT),
        ]
        if self.chart.target is not None:
            line = f"M{self.left:.2f} {self.y(self.chart.target):.2f}H{self.right}"
            lines.append(element("path", d=line, **_TARGET))
        return lines

    def _steps(self, values: Sequence[float | None], look: Look) -> str:
        """Return a line that is level at each place, and broken where limits are worked out anew."""
        path = ""
        before: Point | None = None
        for place, (value, point) in enumerate(zip(values, self.chart.points, strict=True)):
            if value is None:
                before = None
                continue
            joined = before is not None and before.mean == point.mean
            left, right = self.x(place - 0.5), self.x(place + 0.5)
            path += f"{'L' if joined else 'M'}{left:.2f} {self.y(value):.2f}H{right:.2f}"
            before = point
        return element("path", d=path, fill="none", **look) if path else ""

    def _changes(self) -> list[str]:
        drawn = []
        for place, numbers in itertools.groupby(enumerate(self.chart.changes, 1), key=lambda change: change[1][0]):
            x = self.x(place - 0.5)
            told = ", ".join(str(n) for n, _ in numbers)
            drawn += [
                element("path", d=f"M{x:.2f} {self.top - 4}V{self.top + PLOT}", stroke=INK, stroke_dasharray="3 3"),
                text(told, x, self.top - 9, text_anchor="middle", font_weight="bold", fill=INK),
            ]
        return drawn

    def _figures(self) -> list[str]:
        points = self.chart.points
        path, shapes = "", []
        for place, point in enumerate(points):
            if point.value is None:
                continue
            joined = place > 0 and points[place - 1].value is not None
            x, y = self.x(place), self.y(point.value)
            path += f"{'L' if joined else 'M'}{x:.2f} {y:.2f}"
            shapes.append(shape(point.kind, x, y, f"{self.chart.labels[place]}: {self.chart.told(point.value)}"))
        return [element("path", d=path, fill="none", stroke=SOFT, stroke_width=1.5), *shapes]


def shape(kind: Kind, x: float, y: float, said: str = "") -> str:
    """Return the shape of a kind of point: each has one of its own."""
    path = {
        Kind.OUTSIDE: "m0 -9l9 9l-9 9l-9 -9z",
        Kind.TREND: "m0 -8.5l8.5 14.5h-17z",
        Kind.TWO_OF_THREE: "m-6.5 -6.5h13v13h-13z",
        Kind.SHIFT: "m-2.5 -8h5v5.5h5.5v5h-5.5v5.5h-5v-5.5h-5.5v-5h5.5z",
        Kind.COMMON: "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    }[kind]
    inside = element("title", words(f"{said}, {TOLD[kind]}")) if said else ""
    return element("path", inside, d=f"M{x:.2f} {y:.2f}{path}", fill=COLOURS[kind], stroke="#ffffff")


def _key(chart: Chart, y: float) -> tuple[list[str], float]:
    """Return what the shapes and lines mean that the chart has, and where that ends."""
    drawn, x = [], float(EDGE)
    if last(chart.points) is None:
        return [], y
    for look, told in itertools.chain[tuple[Kind | Look, str]](_shapes(chart), _lines(chart)):
        room = _SAMPLE + wide(told, SMALL)
        if x > EDGE and x + room > WIDTH - EDGE:
            x, y = float(EDGE), y + _LINE
        sample = (
            shape(look, x + 10, y - 6)
            if isinstance(look, Kind)
            else element("path", d=f"M{x:.2f} {y - 6:.2f}h{_SAMPLE - 8}", **look)
        )
        drawn += [sample, text(told, x + _SAMPLE, y, fill=INK)]
        x += room + 18
    return drawn, y + EDGE


def _shapes(chart: Chart) -> Iterator[tuple[Kind, str]]:
    there = {point.kind for point in chart.points if point.value is not None}
    yield from ((kind, TOLD[kind]) for kind in Kind if kind in there)


def _lines(chart: Chart) -> Iterator[tuple[Look, str]]:
    """Yield each line with its name and where it is; where it does not stay, at the last figure."""
    point = last(chart.points)
    if point is not None and point.mean is not None:
        stays = len({each.mean for each in chart.points}) == 1
        yield _MIDDLE, f"{chart.middle}{'' if stays else ', last'} {chart.in_short(point.mean)}"
    if point is not None and point.lower is not None and point.upper is not None:
        stays = len({(each.lower, each.upper) for each in chart.points}) == 1
        limits = f"{chart.in_short(point.lower)} to {chart.in_short(point.upper)}"
        yield _LIMIT, f"Limits{'' if stays else ', last'} {limits}"
    if chart.target is not None:
        yield _TARGET, f"Target {chart.in_short(chart.target)}"
