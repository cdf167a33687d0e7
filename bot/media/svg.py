"""SVG building blocks: elements, wrapped text and axis ticks. Drawings made of them are self-contained."""

import itertools
import math
import re
import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from bot.reporting.chart import number

FONT = "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
CHARACTER = 0.57
"""Average width of a character in the widest of these fonts, as a fraction of the font size."""

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TICK_STEPS = (1, 2, 2.5, 5, 10)
_MIN_RANGE = 1e-6


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Return an element. `content` is SVG, not escaped again; an underscore in an attribute's name becomes a hyphen.

    >>> element("circle", r=4, stroke_width=1.25, fill="<")
    '<circle r="4" stroke-width="1.25" fill="&lt;"/>'
    """
    written = "".join(f" {key.strip('_').replace('_', '-')}={_attribute(value)}" for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def document(
    name: str,
    *,
    title: str,
    description: str,
    content: Iterable[str],
    size: tuple[float, float],
    font_size: float,
) -> str:
    """Return a complete drawing on white, with a title and a description for screen readers.

    `name` must be unique among the drawings of a page: the ids of title and description are made from it.
    """
    width, height = size
    parts = [
        element("title", escape_text(title), id=f"{name}-title"),
        element("desc", escape_text(description), id=f"{name}-desc"),
        element("rect", width=width, height=height, fill="#ffffff"),
        *content,
    ]
    return element(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONT,
        font_size=font_size,
    )


def escape_text(text: str) -> str:
    """Escape a text for XML and drop the characters that XML cannot contain.

    >>> escape_text("a < b" + chr(0))
    'a &lt; b'
    """
    return escape(_NOT_XML.sub("", text))


def text_line(text: str, x: float, y: float, /, **attributes: str | float) -> str:
    """Return a `text` element whose baseline starts at x, y."""
    return element("text", escape_text(text), x=x, y=y, **attributes)


def text_width(text: str, font_size: float) -> float:
    """Estimate the width of a text; rather too wide than too narrow."""
    return font_size * CHARACTER * sum(map(_char_width, text))


def wrap(text: str, font_size: float, width: float) -> list[str]:
    """Break a text into lines no wider than `width`. A word wider than a line is split.

    >>> wrap("The garden is nice", 10, 70)
    ['The garden', 'is nice']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", font_size) <= width:
            lines[-1] += f" {word}"
            continue
        rest = word
        while rest:
            length = max(1, _fitting_length(rest, width / (font_size * CHARACTER)))
            lines.append(rest[:length])
            rest = rest[length:]
    return lines


def truncate(text: str, columns: int) -> str:
    """Shorten a text to the width of `columns` average characters.

    >>> truncate("the year 2026", 10)
    'the year…'
    """
    if _fitting_length(text, columns) == len(text):
        return text
    return f"{text[: _fitting_length(text, columns - 1)].rstrip()}…"


def axis_ticks(lowest: float, highest: float, most: int) -> list[float]:
    """Return round numbers at equal distances that enclose the range, about `most` of them.

    >>> axis_ticks(3, 96, 6)
    [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    """
    if highest - lowest < _MIN_RANGE * max(1, abs(highest)):
        lowest, highest = lowest - 1, highest + 1
    rough = (highest - lowest) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * multiple for multiple in _TICK_STEPS if power * multiple >= rough * (1 - 1e-9))
    first, last = math.floor(lowest / step + 1e-9), math.ceil(highest / step - 1e-9)
    return [round(step * number, 10) for number in range(first, last + 1)]


def _attribute(value: str | float) -> str:
    if isinstance(value, str):
        return quoteattr(_NOT_XML.sub("", value))
    return f'"{number(value, 2)}"'


def _fitting_length(text: str, columns: float) -> int:
    """Return how many characters fit into `columns` average ones."""
    return sum(1 for width in itertools.accumulate(map(_char_width, text)) if width <= columns)


def _char_width(character: str) -> float:
    """Return the width of a character relative to the average one."""
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    if character in "MWmw@%—":
        return 1.8
    return 1.25 if character.isupper() else 1
