"""Initials: explained where they are used (L09), and distinguished from words in capitals for emphasis."""

import re
from collections.abc import Iterator

from bot.writing.lists import WordLists
from bot.writing.rules import EASY_ERROR_ELSE_WARNING, Finding, TextRule
from bot.writing.text import ON_SCREEN, Passage, TextRole, words

_CAPITALS = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z]{2,}(?:s\b|\b)")
_SMALL = frozenset({"and", "of", "the", "for", "in", "a"})


def initials(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words in capital letters, with their lines."""
    for number, line in enumerate(text.split("\n")):
        for match in _CAPITALS.finditer(line):
            yield match[0].removesuffix("s").replace(".", ""), number


def is_emphasis(capitals: str, lists: WordLists) -> bool:
    """Tell whether a word in capitals is an emphasised ordinary word rather than initials."""
    word = capitals.lower()
    ordinary = lists.is_common(word) or word in lists.hard_words or lists.is_explained(word)
    return len(word) > 3 and ordinary and capitals not in lists.initials and word not in lists.glossary  # noqa: PLR2004 - as UKAAF


def _unspelt_initials(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    reported: set[str] = set()
    for letters, line in initials(passage.text):
        if letters in lists.initials or letters in reported or is_emphasis(letters, lists):
            continue
        if not is_spelt_out(letters, passage.text) and not _is_roman(letters):
            reported.add(letters)
            yield Finding(f"the initials “{letters}” are not explained", f"say what “{letters}” means", line)


def is_spelt_out(letters: str, text: str) -> bool:
    """Tell whether a text has the words that initials stand for, in a row."""
    firsts = "".join(word[0].upper() for word in words(text) if word.lower() not in _SMALL and not word.isupper())
    return letters in firsts


def _is_roman(letters: str) -> bool:
    return set(letters) <= set("IVX")


RULES = (
    TextRule(
        id="L09",
        title="Initials are explained where they are used",
        severity=EASY_ERROR_ELSE_WARNING,
        source="gov.uk, “Accessible communication formats”, easy read (full words, not acronyms);"
        " Inclusion Europe, “Information for all”",
        passes="You can call PALS.\nPALS means patient advice and liaison service.",
        fails="You can call PALS.",
        roles=ON_SCREEN | {TextRole.TITLE, TextRole.LABEL, TextRole.CONTROL, TextRole.PICTURE},
        example_role=TextRole.SCREEN,
        check=_unspelt_initials,
    ),
)
