"""The map of a flow as a self-contained SVG drawing, with a title and a description for screen readers.

A step that only some people see has a dashed border and says in text who sees it, so that nothing depends on colour
alone (WCAG 2.2, 1.4.1).
"""

from collections.abc import Iterator

from bot.flows.flow_map import CALLED, FlowMap, MapStep, Said
from bot.media.svg import document, element, text_line, wrap

EDGE, PADDING, GAP, COLUMN = 20, 16, 36, 440
"""The margin of the map, the padding of a box, the distance between boxes, and the width of a column."""

SIZE, LARGE, LINE = 18, 22, 25
INK, SOFT, BOX = "#1d2a33", "#4a5a66", "#f0f4f5"
_BOLD = 1.1
"""Width of bold text relative to regular text."""
_KEY = "A box with a broken edge is shown only to some people: its first line says to whom."


def map_svg(flow_map: FlowMap) -> str:
    """Return the map as a drawing."""
    width = 2 * EDGE + COLUMN * len(flow_map.registers)
    text_width = width - 2 * EDGE
    content = []
    y: float = EDGE
    for line in wrap(flow_map.title, LARGE * _BOLD, text_width):
        y += LINE + 4
        content.append(text_line(line, EDGE, y, font_size=LARGE, font_weight="bold", fill=INK))
    for paragraph in (*flow_map.about(), _KEY):
        for line in wrap(paragraph, SIZE, text_width):
            y += LINE
            content.append(text_line(line, EDGE, y, fill=INK))
    for number, step in enumerate(flow_map.steps):
        if number:
            content.append(_arrow(width / 2, y))
        box, y = _box(flow_map, step, y + GAP)
        content += box
    return document(
        f"map-{flow_map.flow}-{flow_map.revision}",
        title=flow_map.title,
        description=flow_map.described(),
        content=content,
        size=(width, y + EDGE),
        font_size=SIZE,
    )


def _arrow(x: float, top: float) -> str:
    end = top + GAP
    line = element("line", x1=x, y1=top, x2=x, y2=end - 8, stroke=SOFT, stroke_width=2)
    return line + element("path", d=f"M{x - 7:g} {end - 10:g}L{x:g} {end:g}L{x + 7:g} {end - 10:g}Z", fill=SOFT)


def _box(flow_map: FlowMap, step: MapStep, top: float) -> tuple[list[str], float]:
    """Return the box of a step, and the y coordinate where it ends."""
    width = COLUMN * len(flow_map.registers)
    columns_top = top + PADDING - 6
    lines = []
    for line in _heading(step, width - 2 * PADDING):
        columns_top += LINE
        lines.append(text_line(line, EDGE + PADDING, columns_top, font_weight="bold", fill=INK))
    lowest = columns_top
    for number, register in enumerate(flow_map.registers):
        x = EDGE + PADDING + COLUMN * number
        y = columns_top
        for line in _column(CALLED[register], step.says.get(register)):
            y += LINE
            lines.append(text_line(line, x, y, fill=INK if register in step.says else SOFT))
        lowest = max(lowest, y)
    bottom = lowest + PADDING
    style: dict[str, str | float] = {"rx": 8, "fill": BOX, "stroke": SOFT, "stroke_width": 2}
    if step.only_if:
        style["stroke_dasharray"] = "8 6"
    border = element("rect", x=EDGE, y=top, width=width, height=bottom - top, **style)
    return [border, *lines], bottom


def _heading(step: MapStep, width: float) -> Iterator[str]:
    for text in (step.only_if, step.heading()):
        yield from wrap(text, SIZE * _BOLD, width)


def _column(register: str, shown: Said | None) -> Iterator[str]:
    texts = (f"Not in {register}",) if shown is None else (_prompt(register, shown), *map("• {}".format, shown.buttons))
    for text in texts:
        yield from wrap(text, SIZE, COLUMN - 2 * PADDING)


def _prompt(register: str, shown: Said) -> str:
    return f"{register.capitalize()}: {shown.words}" if shown.words else ""
