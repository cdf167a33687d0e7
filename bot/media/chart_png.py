"""Charts as PNG, for programs that cannot show SVG."""

from functools import cache

import resvg_py

from bot.media.svg import FONT, element, text_line

SHARPNESS = 2
"""Pixels per unit of the drawing."""


def png(svg: str) -> bytes:
    """Render a chart. Raises ValueError if it is not SVG.

    Raises LookupError if none of the chart's fonts is installed: the picture would have no words.
    """
    if not _has_font():
        raise LookupError(
            f"this machine has none of {FONT}; install one, such as DejaVu Sans, or show the chart as SVG"
        )
    return _render(svg)


@cache
def _has_font() -> bool:
    blank, with_letter = (
        element(
            "svg", text_line(text, 4, 30), xmlns="http://www.w3.org/2000/svg", width=40, height=40, font_family=FONT
        )
        for text in ("", "M")
    )
    return _render(blank) != _render(with_letter)


def _render(svg: str) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, zoom=SHARPNESS, background="#ffffff", sans_serif_family="DejaVu Sans")
    )
