"""Parts of a drawing in SVG: elements, lines of words, and the marks of an axis. Nothing in it leads elsewhere."""

import itertools
import math
import re
import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from bot.reporting.chart import number

FONT = "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
CHARACTER = 0.57
"""How wide a character is on average, as a part of the font size, in the widest of these fonts."""

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STEPS = (1, 2, 2.5, 5, 10)
_NARROWEST = 1e-6


def element(name: str, inside: str = "", /, **attributes: str | float) -> str:
    """Return an element with its attributes. What is inside is SVG already; an underscore in a name is a hyphen.

    >>> element("circle", r=4, stroke_width=1.25, fill="<")
    '<circle r="4" stroke-width="1.25" fill="&lt;"/>'
    """
    given = "".join(f" {key.strip('_').replace('_', '-')}={_attribute(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def sheet(
    name: str, *, title: str, described: str, inside: Iterable[str], size: tuple[float, float], letters: float
) -> str:
    """Return a whole drawing, white, of this width and height, that screen readers read by its title and description.

    `name` is one that no other drawing on the same page has; `letters` is how large words are that do not say.
    """
    width, height = size
    parts = [
        element("title", words(title), id=f"{name}-title"),
        element("desc", words(described), id=f"{name}-desc"),
        element("rect", width=width, height=height, fill="#ffffff"),
        *inside,
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
        font_size=letters,
    )


def words(text: str) -> str:
    """Return words as they are written in XML, without the characters that XML cannot hold.

    >>> words("a < b" + chr(0))
    'a &lt; b'
    """
    return escape(_NOT_XML.sub("", text))


def text(said: str, x: float, y: float, /, **attributes: str | float) -> str:
    """Return a line of words."""
    return element("text", words(said), x=x, y=y, **attributes)


def wide(said: str, size: float) -> float:
    """Return about how wide words are, on the safe side."""
    return size * CHARACTER * sum(map(_breadth, said))


def wrapped(said: str, size: float, width: float) -> list[str]:
    """Return words as lines of no more than a width. A word that is too long for a line is cut.

    >>> wrapped("The garden is nice", 10, 70)
    ['The garden', 'is nice']
    """
    lines: list[str] = []
    for word in said.split():
        if lines and wide(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
            continue
        left = word
        while left:
            kept = max(1, _fitting(left, width / (size * CHARACTER)))
            lines.append(left[:kept])
            left = left[kept:]
    return lines


def shortened(said: str, columns: int) -> str:
    """Return words cut to the width of so many characters.

    >>> shortened("the year 2026", 10)
    'the year…'
    """
    if _fitting(said, columns) == len(said):
        return said
    return f"{said[: _fitting(said, columns - 1)].rstrip()}…"


def ticks(lowest: float, highest: float, most: int) -> list[float]:
    """Return round numbers in equal steps, the first no higher than the lowest and the last no lower than the highest.

    >>> ticks(3, 96, 6)
    [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    """
    if highest - lowest < _NARROWEST * max(1, abs(highest)):
        lowest, highest = lowest - 1, highest + 1
    rough = (highest - lowest) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in _STEPS if power * each >= rough * (1 - 1e-9))
    first, last = math.floor(lowest / step + 1e-9), math.ceil(highest / step - 1e-9)
    return [round(step * number, 10) for number in range(first, last + 1)]


def _attribute(value: str | float) -> str:
    if isinstance(value, str):
        return quoteattr(_NOT_XML.sub("", value))
    return f'"{number(value, 2)}"'


def _fitting(said: str, columns: float) -> int:
    """Return how many characters from the beginning fit."""
    return sum(1 for so_far in itertools.accumulate(map(_breadth, said)) if so_far <= columns)


def _breadth(character: str) -> float:
    """Return how wide a character is, beside the average one."""
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    if character in "MWmw@%—":
        return 1.8
    return 1.25 if character.isupper() else 1
