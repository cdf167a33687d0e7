"""A chart of figures over time, before it is drawn: its figures, the words around them, and the same as a table.

Figures are shown as whole numbers, like percentages everywhere; signals are found before rounding.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.reporting.spc.points import Point, Signal, last

MARK_WORDS: Mapping[Signal, str] = {
    Signal.OUTSIDE: "outside the limits",
    Signal.TREND: "rising or falling",
    Signal.TWO_OF_THREE: "close to a limit",
    Signal.SHIFT: "on one side",
    Signal.COMMON: "not marked",
}
NONE = "no figure"
_NO_NOISE = 6
"""Figures are first rounded to this many places: 23 of 40 is 57.4999… in binary, and 57.5."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: a label and a point for each place, and the words around them.

    `summary` is what it says in words. `changes` are the points from which something was different, and what.
    `sizes` are the denominators, where the figures are shares. Raises ValueError unless there is a label for each
    point, a size for each or none, and every change is at a point.
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
    summary: tuple[str, ...] = ()
    sizes: tuple[int | None, ...] = ()

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.points):
            raise ValueError("a chart has a label for each point")
        if self.sizes and len(self.sizes) != len(self.points):
            raise ValueError("a chart has a size for each point, or none at all")
        if not all(0 <= place < len(self.points) for place, _ in self.changes):
            raise ValueError("a change is at the place of a point")

    @property
    def limits(self) -> bool:
        """Return whether there are control limits."""
        return any(point.upper is not None for point in self.points)

    def with_unit(self, value: float | None) -> str:
        """Return a figure with its unit."""
        if value is None:
            return NONE
        return self.in_short(value) if self.unit in {"%", ""} else f"{self.in_short(value)} {self.unit}"

    def in_short(self, value: float, places: int = 0) -> str:
        """Return a figure as the drawing shows it, whose heading has the unit."""
        text = number(round(value, _NO_NOISE), places)
        return f"{text}%" if self.unit == "%" else text

    def heading(self) -> str:
        """Return the title with the unit, unless every figure has it."""
        return self.title if self.unit in {"%", ""} else f"{self.title}, in {self.unit}"

    def numbered(self) -> tuple[str, ...]:
        """Return the changes in words, each with its number in the drawing."""
        return tuple(f"{n}: {what} (from {self.labels[place]})" for n, (place, what) in enumerate(self.changes, 1))

    def described(self) -> str:
        """Return a description for people who do not see the drawing."""
        point = last(self.points)
        if point is None:
            return "A chart without figures."
        given = [label for label, point in zip(self.labels, self.points, strict=True) if point.value is not None]
        text = f"Line chart of {len(given)} figures from {given[0]} to {given[-1]}. "
        text += f"The last is {self.with_unit(point.value)}; {self.middle.lower()} {self.with_unit(point.mean)}."
        for kind in (kind for kind in Signal if kind is not Signal.COMMON):
            where = [label for label, point in zip(self.labels, self.points, strict=True) if point.kind is kind]
            text += f" {MARK_WORDS[kind].capitalize()}: {', '.join(where)}." if where else ""
        return " ".join([text, *self.summary])


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """Return the chart as a table, its header first: all that the drawing shows, and every label in full."""
    changed = dict.fromkeys((place for place, _ in chart.changes), "")
    for place, what in chart.changes:
        changed[place] = f"{changed[place]}; {what}" if changed[place] else what
    header = ("When", "Figure", *(("Out of",) if chart.sizes else ()), chart.middle)
    header += (("Lower limit", "Upper limit") if chart.limits else ()) + ("Mark",)
    header += (("Target",) if chart.target is not None else ()) + (("Change",) if changed else ())
    table = [header]
    for place, (label, point) in enumerate(zip(chart.labels, chart.points, strict=True)):
        row = [label, chart.with_unit(point.value)]
        row += ["–" if chart.sizes[place] is None else str(chart.sizes[place])] if chart.sizes else []
        row += [_or_dash(chart, point.mean)]
        row += [_or_dash(chart, point.lower), _or_dash(chart, point.upper)] if chart.limits else []
        row += ["–" if point.kind is Signal.COMMON else MARK_WORDS[point.kind]]
        row += [chart.with_unit(chart.target)] if chart.target is not None else []
        row += [changed.get(place) or "–"] if changed else []
        table.append(tuple(row))
    return tuple(table)


def _or_dash(chart: Chart, value: float | None) -> str:
    return "–" if value is None else chart.with_unit(value)


def number(value: float, places: int = 1) -> str:
    """Return a number with at most this many decimal places.

    >>> number(74.96), number(-0.04), number(2.25, 2), number(100, 2)
    ('75', '0', '2.25', '100')
    """
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
