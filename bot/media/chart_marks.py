"""The marks of a chart: markers of points, which differ in shape as well as colour, and icons of what they mean.

The icons say what those of Making Data Count say, but are drawn for this program: variation as a line that rises or
falls to a high or low figure, or wavers; assurance as a line above, below or across that of the target.
"""

from bot.media.chart_layout import COLOURS, INK, WHITE
from bot.media.svg import element, escape_text, text_line
from bot.reporting.spc.points import PointMark
from bot.reporting.spc.summary import Assurance, Better, Variation, variation_of

ICON = 44
"""The width and height of an icon, at the scale of 1."""

_UP, _DOWN = 1, -1
_SHAPES = {
    # Triangles that point where the signal goes, and circles without one.
    _UP: "m0 -9l9 15h-18z",
    _DOWN: "m0 9l9 -15h-18z",
    0: "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
}
_ASSURANCE_COLOURS = {
    Assurance.PASS: COLOURS[Variation.IMPROVEMENT],
    Assurance.FAIL: COLOURS[Variation.CONCERN],
    Assurance.HIT_OR_MISS: COLOURS[Variation.COMMON],
}
_ASSURANCE_LETTERS = {Assurance.PASS: "P", Assurance.FAIL: "F", Assurance.HIT_OR_MISS: "?"}
_CORNERS = {COLOURS[Variation.IMPROVEMENT]: 20, COLOURS[Variation.CONCERN]: 2}
"""The radius of an icon's corners: round for what is good, square for what is not, and in between for the rest."""
_BETWEEN = 10
_VARIATION_LETTERS = {_UP: "H", _DOWN: "L", 0: ""}


def marker(variation: Variation, direction: int, x: float, y: float, *, scale: float = 1, label: str = "") -> str:
    """Return the marker of a point; `label` becomes a tooltip."""
    tooltip = element("title", escape_text(label)) if label else ""
    return element(
        "path",
        tooltip,
        d=_SHAPES[direction],
        transform=f"translate({x:.2f} {y:.2f}) scale({scale:.2f})",
        fill=COLOURS[variation],
        stroke=WHITE,
    )


def range_bar(variation: Variation, x: float, top: float, bottom: float, *, scale: float, label: str = "") -> str:
    """Return the bar of a figure that was coded as a range, from its one end to the other."""
    cap = 6 * scale
    path = f"M{x:.2f} {top:.2f}V{bottom:.2f}"
    path += "".join(f"M{x - cap:.2f} {y:.2f}h{2 * cap:.2f}" for y in (top, bottom))
    tooltip = element("title", escape_text(label)) if label else ""
    return element("path", tooltip, d=path, stroke=COLOURS[variation], stroke_width=round(3 * scale, 1), fill="none")


def variation_icon(mark: PointMark, better: Better | None, x: float, *, y: float, scale: float) -> str:
    """Return the icon of what the last figure's mark means; x and y are its upper left corner."""
    variation = variation_of(mark, better)
    colour = COLOURS[variation]
    line = {
        _UP: "M11 31l6 -3 5 3 6 -9 5 -8",
        _DOWN: "M11 13l6 3 5 -3 6 9 5 8",
        0: "M8 22l5 -6 7 11 7 -11 7 11 4 -5",
    }[mark.direction]
    end = element("circle", cx=33, cy={_UP: 14, _DOWN: 30}.get(mark.direction, 22), r=4, fill=colour)
    parts = [element("path", d=line, fill="none", stroke=colour, stroke_width=3), end if mark.direction else ""]
    letter = _VARIATION_LETTERS[mark.direction]
    height = {"H": 20, "L": 35}.get(letter, 0)
    return _icon(f"Variation: {variation}", colour, [*parts, _letter(letter, 15, height)], at=(x, y, scale))


def assurance_icon(assurance: Assurance, x: float, *, y: float, scale: float) -> str:
    """Return the icon of whether the target will be met; x and y are its upper left corner."""
    colour = _ASSURANCE_COLOURS[assurance]
    level = {Assurance.PASS: 33, Assurance.FAIL: 11, Assurance.HIT_OR_MISS: 28}[assurance]
    line = {
        Assurance.PASS: "M9 26l6 -5 5 6 6 -6 5 6 4 -4",
        Assurance.FAIL: "M8 35l6 -5 6 6 6 -6 6 6 4 -4",
        Assurance.HIT_OR_MISS: "M8 28l5 -7 9 14 9 -14 5 7",
    }[assurance]
    parts = [
        element("path", d=f"M8 {level}h28", stroke=INK, stroke_width=2, stroke_dasharray="4 3"),
        element("path", d=line, fill="none", stroke=colour, stroke_width=3),
        _letter(_ASSURANCE_LETTERS[assurance], 22, {Assurance.FAIL: 26}.get(assurance, 17)),
    ]
    return _icon(f"Assurance: the target {assurance}", colour, parts, at=(x, y, scale))


def _icon(title: str, colour: str, parts: list[str], *, at: tuple[float, float, float]) -> str:
    x, y, scale = at
    frame = element(
        "rect",
        x=2,
        y=2,
        width=40,
        height=40,
        rx=_CORNERS.get(colour, _BETWEEN),
        fill=WHITE,
        stroke=colour,
        stroke_width=3,
    )
    content = "".join([element("title", escape_text(title)), frame, *parts])
    return element("g", content, transform=f"translate({x:.2f} {y:.2f}) scale({scale:.2f})", role="img")


def _letter(letter: str, x: float, y: float) -> str:
    return text_line(letter, x, y, font_size=14, font_weight="bold", text_anchor="middle", fill=INK) if letter else ""
