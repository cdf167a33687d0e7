"""A chart of figures over time that can be read in more ways than one.

As an SVG it stands in a page by itself, with nothing to load: it has a title and a description for screen readers,
what is marked differs in shape and not only in colour (WCAG 2.2, success criterion 1.4.1), and all of it stands out
from white by 4.5 to 1 (1.4.3 and 1.4.11), only the grid does not. As rows it is the table that belongs beneath it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from bot.reporting.drawing import FONT, element, number, shortened, text, ticks, wide, words, wrapped
from bot.reporting.spc.points import Kind, Point, last

WIDTH, LEFT, RIGHT, PLOT = 860, 76, 172, 280
"""How wide a chart is, its margins beside the plot, and how high the plot is."""

INK, SOFT, GRID = "#1d2a33", "#4a5a66", "#dde3e7"
COLOURS: Mapping[Kind, str] = {
    Kind.OUTSIDE: "#a3200d",
    Kind.TREND: "#005eb8",
    Kind.TWO_OF_THREE: "#6a3d9a",
    Kind.SHIFT: "#00665c",
    Kind.COMMON: SOFT,
}
TARGET = "#8a2a5b"
TOLD: Mapping[Kind, str] = {
    Kind.OUTSIDE: "outside the limits",
    Kind.TREND: "rising or falling",
    Kind.TWO_OF_THREE: "close to a limit",
    Kind.SHIFT: "on one side",
    Kind.COMMON: "not marked",
}
NONE = "no figure"

_SMALL, _LARGE = 13, 20
_LINE = 19
_BOLD = 1.1
"""How much wider bold words are."""
_MOST_IN_LABEL = 16
_INSIDE = WIDTH - 2 * 16


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: a label and a point for each place, and the words around them.

    `changes` are places before which something changed, each with what it was. Raises ValueError if there are not as
    many labels as points, or a change is at no place.
    """

    title: str
    labels: tuple[str, ...]
    points: tuple[Point, ...]
    rule: str
    notes: tuple[str, ...] = ()
    target: float | None = None
    changes: tuple[tuple[int, str], ...] = ()
    unit: str = "%"
    middle: str = "Average"

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.points):
            raise ValueError("a chart has a label for each point")
        if not all(0 <= place < len(self.points) for place, _ in self.changes):
            raise ValueError("a change is at the place of a point")

    def told(self, value: float | None) -> str:
        """Return a figure with its unit."""
        if value is None:
            return NONE
        return f"{number(value)}%" if self.unit == "%" else f"{number(value)} {self.unit}".rstrip()

    def in_short(self, value: float, places: int = 1) -> str:
        """Return a figure as it stands in the drawing, whose heading has the unit."""
        return f"{number(value, places)}%" if self.unit == "%" else number(value, places)

    def heading(self) -> str:
        """Return the title with the unit, unless that stands beside each figure."""
        return self.title if self.unit in {"%", ""} else f"{self.title}, in {self.unit}"


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """Return the chart as a table, its header first: all that the drawing shows, and every label in full."""
    limits = any(point.upper is not None for point in chart.points)
    changed = dict.fromkeys((place for place, _ in chart.changes), "")
    for place, what in chart.changes:
        changed[place] = f"{changed[place]}; {what}" if changed[place] else what
    header = ("When", "Figure", chart.middle, *(("Lower limit", "Upper limit") if limits else ()), "Mark")
    header += (("Target",) if chart.target is not None else ()) + (("Change",) if changed else ())
    table = [header]
    for place, (label, point) in enumerate(zip(chart.labels, chart.points, strict=True)):
        row = [label, chart.told(point.value), _or_dash(chart, point.mean)]
        row += [_or_dash(chart, point.lower), _or_dash(chart, point.upper)] if limits else []
        row += ["–" if point.kind is Kind.COMMON else TOLD[point.kind]]
        row += [chart.told(chart.target)] if chart.target is not None else []
        row += [changed.get(place) or "–"] if changed else []
        table.append(tuple(row))
    return tuple(table)


def svg(chart: Chart) -> str:
    """Return the chart as an SVG drawing."""
    heading = wrapped(chart.heading(), _LARGE * _BOLD, _INSIDE)
    top = 16 + 26 * len(heading) + 22
    plot = _Plot(chart, top)
    below = top + PLOT + 62
    key = _key(chart, below)
    foot = [
        line
        for said in (
            *(f"{n}: {what} (from {chart.labels[place]})" for n, (place, what) in enumerate(chart.changes, 1)),
            chart.rule,
            *chart.notes,
        )
        for line in wrapped(said, _SMALL, _INSIDE)
    ]
    height = below + 16 + _LINE * len(foot) + 8
    name = f"chart-{crc32(repr(chart).encode('utf-8', 'replace')):08x}"
    inside = [
        element("title", words(chart.title), id=f"{name}-title"),
        element("desc", words(_description(chart)), id=f"{name}-desc"),
        element("rect", width=WIDTH, height=height, fill="#ffffff"),
        *(
            text(line, 16, 34 + 26 * n, font_size=_LARGE, font_weight="bold", fill=INK)
            for n, line in enumerate(heading)
        ),
        *plot.drawn(),
        *key,
        *(text(line, 16, below + 28 + _LINE * n, fill=INK) for n, line in enumerate(foot)),
    ]
    return element(
        "svg",
        "".join(inside),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONT,
        font_size=_SMALL,
    )


class _Plot:
    """Where the places and figures of a chart lie on its sheet."""

    def __init__(self, chart: Chart, top: float) -> None:
        self.chart = chart
        self.top = top
        self.slot = (WIDTH - LEFT - RIGHT) / max(1, len(chart.points))
        shown = [
            each
            for point in chart.points
            for each in (point.value, point.mean, point.lower, point.upper)
            if each is not None
        ]
        shown += [] if chart.target is None else [chart.target]
        self.ticks = ticks(min(shown, default=0), max(shown, default=1), 6)

    def x(self, place: float) -> float:
        return LEFT + (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.top + PLOT * (high - value) / (high - low)

    def drawn(self) -> list[str]:
        if last(self.chart.points) is None:
            return [text("There are no figures to show.", LEFT, self.top + PLOT / 2, font_size=16, fill=INK)]
        return [*self._grid(), *self._labels(), *self._lines(), *self._changes(), *self._figures(), *self._names()]

    def _grid(self) -> list[str]:
        right = WIDTH - RIGHT
        return [
            part
            for tick in self.ticks
            for part in (
                element("path", d=f"M{LEFT} {self.y(tick):.2f}H{right}", stroke=GRID),
                text(self.chart.in_short(tick, 6), LEFT - 8, self.y(tick) + 4.5, text_anchor="end", fill=INK),
            )
        ]

    def _labels(self) -> list[str]:
        """Return as many labels as have room, always with the last."""
        short = [shortened(label, _MOST_IN_LABEL) for label in self.chart.labels]
        apart = max((wide(label, _SMALL) for label in short), default=0) + 12
        every = max(1, -int(-apart // self.slot))
        y = self.top + PLOT
        return [
            part
            for place in range(len(short) - 1, -1, -every)
            for part in (
                element("path", d=f"M{self.x(place):.2f} {y}v6", stroke=SOFT),
                text(short[place], self.x(place), y + 22, text_anchor="middle", fill=INK),
            )
        ]

    def _lines(self) -> list[str]:
        points = self.chart.points
        lines = [
            self._steps([point.mean for point in points], stroke=INK, stroke_width=2),
            *(
                self._steps(limit, stroke=SOFT, stroke_width=1.5, stroke_dasharray="7 5")
                for limit in ([point.lower for point in points], [point.upper for point in points])
            ),
        ]
        if self.chart.target is not None:
            y = self.y(self.chart.target)
            line = f"M{LEFT} {y:.2f}H{WIDTH - RIGHT}"
            lines.append(element("path", d=line, stroke=TARGET, stroke_width=2, stroke_dasharray="2 4"))
        return lines

    def _steps(self, values: Sequence[float | None], **attributes: str | float) -> str:
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
        return element("path", d=path, fill="none", **attributes) if path else ""

    def _changes(self) -> list[str]:
        drawn = []
        for place, numbers in groupby(enumerate(self.chart.changes, 1), key=lambda change: change[1][0]):
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

    def _names(self) -> list[str]:
        """Return the names of the lines, beside their right ends and apart from each other."""
        point = last(self.chart.points)
        named = [(self.chart.target, "Target", TARGET)]
        if point is not None:
            named += [(point.mean, self.chart.middle, INK), (point.lower, "Lower limit", SOFT)]
            named += [(point.upper, "Upper limit", SOFT)]
        placed: list[tuple[float, str, str]] = []
        for value, name, colour in sorted(
            ((value, name, colour) for value, name, colour in named if value is not None), reverse=True
        ):
            y = max(self.y(value) + 4.5, placed[-1][0] + 17 if placed else 0)
            placed.append((y, f"{name} {self.chart.in_short(value)}", colour))
        over = max(0, placed[-1][0] - (self.top + PLOT + 8)) if placed else 0
        return [text(shortened(said, 22), WIDTH - RIGHT + 8, y - over, fill=colour) for y, said, colour in placed]


def shape(kind: Kind, x: float, y: float, said: str = "") -> str:
    """Return the shape of a kind of point: each has one of its own."""
    path = {
        Kind.OUTSIDE: "m0 -8l8 8l-8 8l-8 -8z",
        Kind.TREND: "m0 -7.5l7.5 13h-15z",
        Kind.TWO_OF_THREE: "m-5.5 -5.5h11v11h-11z",
        Kind.SHIFT: "m-2 -7h4v5h5v4h-5v5h-4v-5h-5v-4h5z",
        Kind.COMMON: "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    }[kind]
    inside = element("title", words(f"{said}, {TOLD[kind]}")) if said else ""
    return element("path", inside, d=f"M{x:.2f} {y:.2f}{path}", fill=COLOURS[kind], stroke="#ffffff")


def _key(chart: Chart, y: float) -> list[str]:
    """Return what the shapes mean that the chart has."""
    there = {point.kind for point in chart.points if point.value is not None}
    drawn, x = [], float(LEFT)
    for kind in (each for each in Kind if each in there):
        drawn += [shape(kind, x, y - 4.5), text(TOLD[kind], x + 14, y, fill=INK)]
        x += 14 + wide(TOLD[kind], _SMALL) + 22
    return drawn


def _description(chart: Chart) -> str:
    point = last(chart.points)
    if point is None:
        return "A chart without figures."
    given = [label for label, each in zip(chart.labels, chart.points, strict=True) if each.value is not None]
    told = f"Line chart of {len(given)} figures from {given[0]} to {given[-1]}. The last is {chart.told(point.value)}; "
    told += f"{chart.middle.lower()} {chart.told(point.mean)}."
    for kind in (each for each in Kind if each is not Kind.COMMON):
        where = [label for label, each in zip(chart.labels, chart.points, strict=True) if each.kind is kind]
        told += f" {TOLD[kind].capitalize()}: {', '.join(where)}." if where else ""
    return told


def _or_dash(chart: Chart, value: float | None) -> str:
    return "–" if value is None else chart.told(value)
