"""The map of a flow as an SVG drawing that stands by itself, with a title and a description for screen readers.

What only some people see has a broken edge and says who in words, so nothing is told by colour alone (WCAG 2.2, 1.4.1).
"""

from collections.abc import Iterator

from bot.flows.flow_map import CALLED, FlowMap, MapStep, Said
from bot.media.svg import element, sheet, text, wrapped

EDGE, INSIDE, BETWEEN, COLUMN = 20, 16, 36, 440
"""The space around the map, the space inside a box, the space from one box to the next, and how wide a column is."""

SIZE, LARGE, LINE = 18, 22, 25
INK, SOFT, BOX = "#1d2a33", "#4a5a66", "#f0f4f5"
_BOLD = 1.1
"""How much wider bold words are."""
_KEY = "A box with a broken edge is shown only to some people: its first line says to whom."


def map_svg(drawn: FlowMap) -> str:
    """Return the map as a drawing."""
    width = 2 * EDGE + COLUMN * len(drawn.registers)
    inside = width - 2 * EDGE
    parts = []
    below: float = EDGE
    for line in wrapped(drawn.title, LARGE * _BOLD, inside):
        below += LINE + 4
        parts.append(text(line, EDGE, below, font_size=LARGE, font_weight="bold", fill=INK))
    for said in (*drawn.about(), _KEY):
        for line in wrapped(said, SIZE, inside):
            below += LINE
            parts.append(text(line, EDGE, below, fill=INK))
    for number, step in enumerate(drawn.steps):
        if number:
            parts.append(_arrow(width / 2, below))
        top = below + BETWEEN
        box, below = _box(drawn, step, top)
        parts += box
    return sheet(
        f"map-{drawn.flow}-{drawn.revision}",
        title=drawn.title,
        described=drawn.described(),
        inside=parts,
        size=(width, below + EDGE),
        letters=SIZE,
    )


def _arrow(x: float, top: float) -> str:
    end = top + BETWEEN
    line = element("line", x1=x, y1=top, x2=x, y2=end - 8, stroke=SOFT, stroke_width=2)
    return line + element("path", d=f"M{x - 7:g} {end - 10:g}L{x:g} {end:g}L{x + 7:g} {end - 10:g}Z", fill=SOFT)


def _box(drawn: FlowMap, step: MapStep, top: float) -> tuple[list[str], float]:
    """Return the box of a step, and where it ends."""
    wide = COLUMN * len(drawn.registers)
    below = top + INSIDE - 6
    said = []
    for line in _head(step, wide - 2 * INSIDE):
        below += LINE
        said.append(text(line, EDGE + INSIDE, below, font_weight="bold", fill=INK))
    lowest = below
    for number, register in enumerate(drawn.registers):
        x = EDGE + INSIDE + COLUMN * number
        y = below
        for line in _column(CALLED[register], step.says.get(register)):
            y += LINE
            said.append(text(line, x, y, fill=INK if register in step.says else SOFT))
        lowest = max(lowest, y)
    bottom = lowest + INSIDE
    look: dict[str, str | float] = {"rx": 8, "fill": BOX, "stroke": SOFT, "stroke_width": 2}
    if step.only_if:
        look["stroke_dasharray"] = "8 6"
    edge = element("rect", x=EDGE, y=top, width=wide, height=bottom - top, **look)
    return [edge, *said], bottom


def _head(step: MapStep, width: float) -> Iterator[str]:
    for said in (step.only_if, step.heading()):
        yield from wrapped(said, SIZE * _BOLD, width)


def _column(register: str, said: Said | None) -> Iterator[str]:
    each_said = (f"Not in {register}",) if said is None else (_first(register, said), *map("• {}".format, said.buttons))
    for each in each_said:
        yield from wrapped(each, SIZE, COLUMN - 2 * INSIDE)


def _first(register: str, said: Said) -> str:
    return f"{register.capitalize()}: {said.words}" if said.words else ""
