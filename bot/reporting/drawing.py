"""Parts of a drawing in SVG: elements, lines of words, and the marks of an axis. Nothing in it leads elsewhere."""

import itertools
import math
import re
import textwrap
import unicodedata
from xml.sax.saxutils import escape, quoteattr

FONT = "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
CHARACTER = 0.58
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
    return size * CHARACTER * sum(_columns(character) for character in said)


def wrapped(said: str, size: float, width: float) -> list[str]:
    """Return words as lines of no more than a width. A word that is too long for a line is cut."""
    columns = max(1, int(width / (size * CHARACTER)))
    if any(_columns(character) > 1 for character in said):
        columns = max(1, columns // 2)
    return textwrap.wrap(said, columns)


def shortened(said: str, columns: int) -> str:
    """Return words cut to the width of so many characters.

    >>> shortened("September 2026", 10)
    'September…'
    """
    if sum(map(_columns, said)) <= columns:
        return said
    room = columns - 1
    kept = itertools.takewhile(lambda so_far: so_far <= room, itertools.accumulate(map(_columns, said)))
    return f"{said[: len(list(kept))].rstrip()}…"


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


def number(value: float, places: int = 1) -> str:
    """Return a number with no more than so many decimal places.

    >>> number(74.96), number(-0.04), number(2.25, 2), number(100, 2)
    ('75', '0', '2.25', '100')
    """
    told = f"{value:.{places}f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return "0" if told == "-0" else told


def _attribute(value: str | float) -> str:
    if isinstance(value, str):
        return quoteattr(_NOT_XML.sub("", value))
    return f'"{number(value, 2)}"'


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
