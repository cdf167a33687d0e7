"""A funnel plot as a drawing: wards as marks, and the limits around the overall share as curves."""

import math
from collections.abc import Iterator

from bot.media.chart_layout import GRID, INK, SOFT, Layout
from bot.media.chart_marks import marker, range_bar
from bot.media.chart_plot import LIMIT, MEAN, StrokeStyle
from bot.media.svg import axis_ticks, document, element, text_line, text_width
from bot.reporting.figures import SERVICE
from bot.reporting.funnel import ALARM, WARNING, Distance, Funnel, FunnelWard, limits
from bot.reporting.labels import Labels
from bot.reporting.spc.summary import Variation

LAYOUT = Layout(width=720, height=400, edge=14, text=15, heading=18, heading_lines=3, plot=300)
_CURVE_POINTS, _FEWEST = 60, 5
_OUTER: StrokeStyle = {"stroke": SOFT, "stroke_width": 2, "stroke_dasharray": "2 4"}
_TICKS = (0, 20, 40, 60, 80, 100)


def funnel_svg(funnel: Funnel, labels: Labels, *, own: str = "") -> str:
    """Return the drawing. The names of wards beyond a limit are written in it, and that of the `own` one."""
    return document(
        f"funnel-{funnel.question}",
        title=f"Funnel plot: {labels.question(funnel.question)}",
        description="The table after this drawing has the same figures.",
        content=_Plot(funnel, labels, own).elements(),
        size=(LAYOUT.width, LAYOUT.height),
        font_size=LAYOUT.text,
    )


class _Plot:
    def __init__(self, funnel: Funnel, labels: Labels, own: str) -> None:
        self.funnel, self.labels, self.own = funnel, labels, own
        self.ticks = axis_ticks(0, max(ward.share.people for ward in funnel.wards) * 1.15, 6)
        self.left = LAYOUT.edge + 8 + text_width("100%", LAYOUT.text)
        self.right, self.top = LAYOUT.width - LAYOUT.edge - 20, LAYOUT.edge
        self.bottom = LAYOUT.height - LAYOUT.edge - 3.6 * LAYOUT.line

    def elements(self) -> list[str]:
        return [*self._grid(), *self._limits(), *self._wards(), *self._key()]

    def _x(self, people: float) -> float:
        return self.left + (self.right - self.left) * people / self.ticks[-1]

    def _y(self, share: float) -> float:
        return self.bottom - (self.bottom - self.top) * share

    def _grid(self) -> Iterator[str]:
        for tick in _TICKS:
            y = self._y(tick / 100)
            yield element("path", d=f"M{self.left:.2f} {y:.2f}H{self.right:.2f}", stroke=GRID)
            yield text_line(f"{tick}%", self.left - 8, y + LAYOUT.text * 0.35, text_anchor="end", fill=INK)
        for people in self.ticks:
            label = f"{people:g}"
            yield text_line(label, self._x(people), self.bottom + LAYOUT.line, text_anchor="middle", fill=INK)
        middle = (self.left + self.right) / 2
        yield text_line("People who answered", middle, self.bottom + 2.1 * LAYOUT.line, text_anchor="middle", fill=INK)

    def _limits(self) -> Iterator[str]:
        y = self._y(self.funnel.overall)
        yield element("path", d=f"M{self.left:.2f} {y:.2f}H{self.right:.2f}", **MEAN)
        # Closer together where the curves are steep.
        places = (place / _CURVE_POINTS for place in range(_CURVE_POINTS + 1))
        sizes = [max(_FEWEST, math.ceil(self.ticks[-1] * place**2)) for place in places]
        for tail, style in ((WARNING, LIMIT), (ALARM, _OUTER)):
            curves = [limits(size, self.funnel.overall, tail) for size in sizes]
            for end in (0, 1):
                points = (
                    f"{self._x(size):.2f} {self._y(curve[end]):.2f}" for size, curve in zip(sizes, curves, strict=True)
                )
                yield element("path", d="M" + "L".join(points), fill="none", **style)

    def _wards(self) -> Iterator[str]:
        for ward in self.funnel.wards:
            x, y = self._x(ward.share.people), self._y(ward.share.middle)
            variation = _variation(ward)
            name = self.labels.group(SERVICE, ward.code)
            label = f"{name}: {ward.share.in_words()} of {ward.share.people}"
            if not ward.share.is_exact:
                high, low = (self._y(count / ward.share.people) for count in (ward.share.high, ward.share.low))
                yield range_bar(variation, x, high, low, scale=1, label=label)
            yield marker(variation, ward.direction if ward.distance else 0, x, y, label=label)
            if ward.distance or ward.code == self.own:
                fits = x + 12 + text_width(name, LAYOUT.text) < LAYOUT.width
                anchor, at = ("start", x + 12) if fits else ("end", x - 12)
                yield text_line(
                    name,
                    at,
                    y + 5,
                    text_anchor=anchor,
                    fill=INK,
                    font_weight="bold" if ward.code == self.own else "normal",
                )

    def _key(self) -> Iterator[str]:
        x, y = self.left, LAYOUT.height - LAYOUT.edge
        overall = f"Overall {math.floor(100 * self.funnel.overall + 0.5)}%"
        for style, label in ((MEAN, overall), (LIMIT, "Limits 95%"), (_OUTER, "Limits 99.8%")):
            yield element("path", d=f"M{x:.2f} {y - 5:.2f}h24", **style)
            yield text_line(label, x + 30, y, fill=INK)
            x += 50 + text_width(label, LAYOUT.text)


def _variation(ward: FunnelWard) -> Variation:
    if ward.distance is Distance.USUAL:
        return Variation.COMMON
    return Variation.CONCERN if ward.direction < 0 else Variation.IMPROVEMENT
