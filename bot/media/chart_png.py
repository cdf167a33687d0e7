"""Charts made into PNG, for where a drawing cannot go."""

from functools import cache

import resvg_py

from bot.media.svg import FONT, element, text

SHARPNESS = 2
"""How many dots a side each point of the drawing becomes."""


def png(svg: str) -> bytes:
    """Return a chart as PNG. Raises ValueError if it is not SVG.

    Raises LookupError on a machine without fonts that charts use: without its words a chart would say nothing.
    """
    if not _can_write():
        raise LookupError(
            f"this machine has none of {FONT}; install one, such as DejaVu Sans, or show the chart as SVG"
        )
    return _drawn(svg)


@cache
def _can_write() -> bool:
    blank, written = (
        element("svg", text(said, 4, 30), xmlns="http://www.w3.org/2000/svg", width=40, height=40, font_family=FONT)
        for said in ("", "M")
    )
    return _drawn(blank) != _drawn(written)


def _drawn(svg: str) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, zoom=SHARPNESS, background="#ffffff", sans_serif_family="DejaVu Sans")
    )
