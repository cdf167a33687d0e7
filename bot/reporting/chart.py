"""A chart of figures over time, before it is drawn: its points on the calendar, and the words around them.

Figures are shown as whole numbers, halves rounded up, like percentages everywhere; signals are found before rounding.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from bot.privacy.disclosure.periods import end_of, start_of
from bot.reporting.spc.points import Interval, Point
from bot.reporting.spc.summary import Assurance, Better, Variation, reason, variation_of
from bot.reporting.timeline import name_of

NONE = "no figure"
_NO_NOISE = 6
"""Figures are first rounded to this many places: 23 of 40 is 57.4999… in binary, and 57.5."""
_ALL = 100


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """The figure of a release with the first and the last period that it counts, and how many people answered."""

    since: str
    period: str
    people: int
    point: Point

    @property
    def name(self) -> str:
        """Return its period in words, such as “Jan to Feb 2026”."""
        return name_of(self.since, self.period)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something that happened from the start of a month on, such as 2026-04, in words."""

    month: str
    words: str

    def numbered(self, number: str) -> str:
        """Return the words and the month, after what marks them in the drawing."""
        return f"{number}: {self.words} ({name_of(self.month)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a chart shows: its points, the oldest first, and the words around them.

    `until` is the last period that could have a figure. `caption` is what the chart says in short, `summary` the same
    in full. `changes` are what was done, and `baselines` where limits are calculated again, and why.
    """

    title: str
    points: tuple[ChartPoint, ...]
    until: str
    rule: str
    caption: str = ""
    summary: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    target: float | None = None
    changes: tuple[Annotation, ...] = ()
    baselines: tuple[Annotation, ...] = ()
    is_percent: bool = True
    better: Better | None = "up"
    middle: str = "Average"
    assurance: Assurance | None = None

    @property
    def has_limits(self) -> bool:
        """Return whether there are control limits."""
        return any(placed.point.upper is not None for placed in self.points)

    @property
    def days(self) -> tuple[date, date]:
        """Return the first day of the chart and the day after its last. There is at least one point."""
        last = max(end_of(self.until), end_of(self.points[-1].period))
        return start_of(self.points[0].since), last + timedelta(days=1)

    @property
    def is_up_to_date(self) -> bool:
        """Return whether the last period has a figure. There is at least one point."""
        return end_of(self.points[-1].period) >= end_of(self.until)

    def spans(self) -> tuple[tuple[date, date], ...]:
        """Return the days of each point, up to the day after its last.

        Late answers can be of a period that an earlier point has: then the span begins after that one.
        """
        spans: list[tuple[date, date]] = []
        for placed in self.points:
            first = start_of(placed.since)
            first = max(first, spans[-1][1]) if spans else first
            spans.append((first, end_of(placed.period) + timedelta(days=1)))
        return tuple(spans)

    def variation(self, placed: ChartPoint) -> Variation:
        """Return whether a point is marked, and whether for the better."""
        return variation_of(placed.point.mark, self.better)

    def in_words(self, value: float) -> str:
        """Return a value as a whole number with its unit.

        Halves are rounded up, as spreadsheets and people do.
        """
        whole = math.floor(round(value, _NO_NOISE) + 0.5)
        return f"{whole}%" if self.is_percent else str(whole)

    def figure_in_words(self, figure: Interval) -> str:
        """Return a figure; one that was coded as a range says so."""
        if figure.is_exact:
            return self.in_words(figure.low)
        if figure.low <= 0:
            return f"{self.in_words(figure.high)} or less"
        if self.is_percent and figure.high >= _ALL:
            return f"{self.in_words(figure.low)} or more"
        return f"{self.in_words(figure.low)} to {self.in_words(figure.high)}"

    def mark_in_words(self, placed: ChartPoint) -> str:
        """Return why a point is marked and whether it is for the better, or that it is not."""
        if (variation := self.variation(placed)) is Variation.COMMON:
            return Variation.COMMON
        return f"{variation}: {reason(placed.point.mark)}"

    def numbered_changes(self) -> tuple[str, ...]:
        """Return the changes with the numbers that they have in the drawing."""
        return tuple(change.numbered(str(number)) for number, change in enumerate(self.changes, 1))

    def numbered_baselines(self) -> tuple[str, ...]:
        """Return the baselines with the letters that they have in the drawing."""
        return tuple(one.numbered(letter) for letter, one in zip(LETTERS, self.baselines, strict=False))

    def described(self) -> str:
        """Return a description for people who do not see the drawing: all that it shows, and its rules."""
        if not self.points:
            return " ".join(["A chart without figures.", *self.summary, *self.notes])
        first, last = self.points[0], self.points[-1]
        text = f"Chart of {len(self.points)} figures, of {name_of(first.since)} to {name_of(last.period)}."
        text += f" {self.middle} {self.in_words(last.point.mean)}."
        if last.point.lower is not None and last.point.upper is not None:
            text += f" Limits {self.in_words(last.point.lower)} to {self.in_words(last.point.upper)}."
        marked = [placed for placed in self.points if self.variation(placed) is not Variation.COMMON]
        text += "".join(f" {placed.name}: {self.mark_in_words(placed)}." for placed in marked)
        return " ".join(
            [text, *self.summary, *self.numbered_baselines(), *self.numbered_changes(), *self.notes, self.rule]
        )


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What marks baselines in the drawing; changes have numbers."""


def number(value: float, places: int = 1) -> str:
    """Return a number with at most this many decimal places.

    >>> number(74.96), number(-0.04), number(2.25, 2), number(100, 2)
    ('75', '0', '2.25', '100')
    """
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
