"""A text that people read, cut up the way the rules look at it: lines, sentences, words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.engine.wording import Register


class Part(StrEnum):
    """What a text is. A screen is a prompt with its hint, as they are shown together."""

    PROMPT = "prompt"
    HINT = "hint"
    SCREEN = "screen"
    EXPLAIN = "explain"
    TITLE = "title"
    LABEL = "label"
    CONTROL = "control"
    NOTICE = "notice"
    KIND = "kind"
    PICTURE = "picture"


RUNNING = frozenset({Part.PROMPT, Part.HINT, Part.EXPLAIN, Part.NOTICE, Part.PICTURE})
"""Texts made of sentences."""

SHOWN = frozenset({Part.SCREEN, Part.EXPLAIN, Part.NOTICE})
"""Texts as they are shown in one message."""

EVERY = RUNNING | {Part.TITLE, Part.LABEL, Part.CONTROL, Part.KIND}
"""Every text once."""

STEM = frozenset({Part.PROMPT})
"""What a question asks with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text with what a rule needs to know of where it stands.

    `asks` is true of the words of a question. `labels` are those of the choices that stand under them.
    """

    text: str
    register: Register = Register.EASY_READ
    part: Part = Part.PROMPT
    asks: bool = False
    labels: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines, empty ones too, so that they can be counted."""
        return tuple(line.strip() for line in self.text.split("\n"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the number of the line in which it begins, from 0."""

    text: str
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """Return its words. What is filled in, such as `{service}`, is one."""
        return words(self.text)


_WORD = re.compile(r"\{[^{}]*\}|[^\W_]+(?:['’-][^\W_]+)*")
_LIST_MARK = re.compile(r"^(?:\d+\.|[-–•*])\s+")
_ABBREVIATIONS = ("Dr.", "Mr.", "Ms.", "Mrs.", "St.", "e.g.", "i.e.", "etc.", "vs.", "no.", "No.", "approx.", "...")
_ABBREVIATED = "".join(rf"(?<!{re.escape(each)})" for each in _ABBREVIATIONS)
_BETWEEN = re.compile(rf"(?:(?<=[.?!…]){_ABBREVIATED}|(?<=[.?!][”\"’)]))\s+|(?<=[a-z][.?!])(?=[A-Z][a-z])")
_CLAUSE_IN_QUOTES = re.compile(r"“[^”]*”")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text.

    >>> words("It's at {service}, isn't it?")
    ("It's", 'at', '{service}', "isn't", 'it')
    """
    return tuple(_WORD.findall(text))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, each of which stands on a line of its own in easy read.

    >>> sentences("It is hot. It is good.")
    ('It is hot.', 'It is good.')
    """
    return tuple(each.text for each in placed_sentences(text))


@lru_cache(maxsize=4096)
def placed_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with the line in which each begins. The mark of a list item is left out."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    for number, line in enumerate(text.split("\n")):
        for part in _BETWEEN.split(_LIST_MARK.sub("", line.strip())):
            if part.strip():
                yield Sentence(part.strip(), number)


def unquoted(text: str) -> str:
    """Return a text without what stands in typographic quotes, such as the words of a button."""
    return _CLAUSE_IN_QUOTES.sub("“”", text)
