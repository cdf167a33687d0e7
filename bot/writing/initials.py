"""Initials: spelt out where they are used (L09), and told from words that somebody wanted to stress."""

import re
from collections.abc import Iterator

from bot.writing.lists import Lists
from bot.writing.rules import EASY_ERROR_ELSE_WARNING, Found, TextRule
from bot.writing.text import SHOWN, Part, Text, words

_CAPITALS = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z]{2,}(?:s\b|\b)")
_SMALL = frozenset({"and", "of", "the", "for", "in", "a"})


def initials(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words in capital letters of a text, with the line of each."""
    for number, line in enumerate(text.split("\n")):
        for found in _CAPITALS.finditer(line):
            yield found[0].removesuffix("s").replace(".", ""), number


def is_emphasis(capitals: str, lists: Lists) -> bool:
    """Tell whether a word in capitals is an ordinary word that somebody wanted to stress, and no initials."""
    word = capitals.lower()
    ordinary = lists.is_common(word) or word in lists.hard_words or lists.is_explained(word)
    return len(word) > 3 and ordinary and capitals not in lists.initials and word not in lists.glossary  # noqa: PLR2004 - as UKAAF


def _unspelt_initials(text: Text, lists: Lists) -> Iterator[Found]:
    told: set[str] = set()
    for letters, line in initials(text.text):
        if letters in lists.initials or letters in told or is_emphasis(letters, lists):
            continue
        if not is_spelt_out(letters, text.text) and not _is_roman(letters):
            told.add(letters)
            yield Found(f"“{letters}” is initials that nobody has explained", f"say what “{letters}” means", line)


def is_spelt_out(letters: str, text: str) -> bool:
    """Tell whether a text has the words that initials stand for, one after another."""
    firsts = "".join(word[0].upper() for word in words(text) if word.lower() not in _SMALL and not word.isupper())
    return letters in firsts


def _is_roman(letters: str) -> bool:
    return set(letters) <= set("IVX")


RULES = (
    TextRule(
        id="L09",
        title="Initials are spelt out where they are used",
        severity=EASY_ERROR_ELSE_WARNING,
        source="gov.uk, “Accessible communication formats”, easy read (full words, not acronyms);"
        " Inclusion Europe, “Information for all”",
        passes="You can call PALS.\nPALS means patient advice and liaison service.",
        fails="You can call PALS.",
        parts=SHOWN | {Part.TITLE, Part.LABEL, Part.CONTROL, Part.PICTURE},
        example=Part.SCREEN,
        check=_unspelt_initials,
    ),
)
