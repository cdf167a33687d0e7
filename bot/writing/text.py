"""A text that respondents read, divided into what rules are about: lines, sentences and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.engine.wording import Register


class TextRole(StrEnum):
    """What a text is used for. A screen is a prompt together with its hint."""

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


PROSE = frozenset({TextRole.PROMPT, TextRole.HINT, TextRole.EXPLAIN, TextRole.NOTICE, TextRole.PICTURE})
"""Roles of texts in sentences."""

ON_SCREEN = frozenset({TextRole.SCREEN, TextRole.EXPLAIN, TextRole.NOTICE})
"""Roles of texts that fill a message."""

ALL_ROLES = PROSE | {TextRole.TITLE, TextRole.LABEL, TextRole.CONTROL, TextRole.KIND}
"""All roles, without the screen, which repeats prompt and hint."""

STEM = frozenset({TextRole.PROMPT})
"""The role of the text that asks a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text, with what rules need to know about its use.

    `asks` is true of the words of a question; `labels` are those of its choices.
    """

    text: str
    register: Register = Register.EASY_READ
    role: TextRole = TextRole.PROMPT
    asks: bool = False
    labels: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all lines, with the empty ones, so that they can be counted."""
        return tuple(line.strip() for line in self.text.split("\n"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the number of the line it starts in, from 0."""

    text: str
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """Return its words. A placeholder such as `{service}` is one word."""
        return words(self.text)


_WORD = re.compile(r"\{[^{}]*\}|[^\W_]+(?:['’-][^\W_]+)*")
_LIST_MARK = re.compile(r"^(?:\d+\.|[-–•*])\s+")
_ABBREVIATIONS = ("Dr.", "Mr.", "Ms.", "Mrs.", "St.", "e.g.", "i.e.", "etc.", "vs.", "no.", "No.", "approx.", "...")
_ABBREVIATED = "".join(rf"(?<!{re.escape(abbreviation)})" for abbreviation in _ABBREVIATIONS)
_BETWEEN = re.compile(rf"(?:(?<=[.?!…]){_ABBREVIATED}|(?<=[.?!][”\"’)]))\s+|(?<=[a-z][.?!])(?=[A-Z][a-z])")
_QUOTED = re.compile(r"“[^”]*”")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text.

    >>> words("It's at {service}, isn't it?")
    ("It's", 'at', '{service}', "isn't", 'it')
    """
    return tuple(_WORD.findall(text))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text.

    >>> sentences("It is hot. It is good.")
    ('It is hot.', 'It is good.')
    """
    return tuple(sentence.text for sentence in split_sentences(text))


@lru_cache(maxsize=4096)
def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with the line each starts in, without bullets and list numbers."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    for number, line in enumerate(text.split("\n")):
        for part in _BETWEEN.split(_LIST_MARK.sub("", line.strip())):
            if part.strip():
                yield Sentence(part.strip(), number)


def without_quotes(text: str) -> str:
    """Return a text without the words in typographic quotes, such as the label of a button."""
    return _QUOTED.sub("“”", text)
