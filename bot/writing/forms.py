"""English word forms: base forms of a word, patterns for phrases in any form, and syllable counts."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

_POSSESSIVE = re.compile(r"['’](?:s)?$")
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "r", "rs", "est", "st", "ly", "y", "ful", "able", "ness", "less")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$")
_ANY_POSSESSIVE = "(?:your|my|his|her|their|our|its|someone's|people's)"
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=16384)
def base_forms(word: str) -> tuple[str, ...]:
    """Return the words that a word may be a form of, itself first, in lower case.

    >>> "stop" in base_forms("stopped"), "make" in base_forms("making"), "family" in base_forms("families")
    (True, True, True)
    """
    return tuple(dict.fromkeys(_base_forms(word.lower().replace("’", "'"))))


def _base_forms(word: str) -> Iterator[str]:
    word = _POSSESSIVE.sub("", word)
    yield word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:  # noqa: PLR2004 - “is” is not a form of “i”
            continue
        yield stem
        yield stem + "e"
        if stem.endswith("i"):
            yield stem[:-1] + "y"
        if _DOUBLED.search(stem):
            yield stem[:-1]
        if ending == "s" and stem.endswith(("er", "ing")):
            yield from _base_forms(stem)
    if word.startswith("un") and len(word) > 4:  # noqa: PLR2004 - “under” and “unit” are listed
        yield from _base_forms(word[2:])


@cache
def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases as whole words, with regular endings.

    >>> phrase_pattern(("unit",)).findall("Two units and a unity")
    ['units']
    """
    alternatives = "|".join(_forms(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])" if alternatives else r"(?!)", re.IGNORECASE)


def _forms(phrase: str) -> str:
    first, *rest = phrase.split()
    parts = [_with_endings(first), *(_with_endings(word) if word is rest[-1] else _inner_word(word) for word in rest)]
    return r"\s+".join(parts).replace("'", "['’]")


def _inner_word(word: str) -> str:
    """Return the pattern for a word in the middle of a phrase; “your” matches any possessive."""
    return _ANY_POSSESSIVE if word == "your" else re.escape(word)


def _with_endings(word: str) -> str:
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e|es|ed|er|ing)"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return rf"{re.escape(word[:-1])}(?:y|ies|ied|ying)"
    last = re.escape(word[-1])
    return rf"{re.escape(word)}(?:s|es|{last}?ed|{last}?ing)?"


def count_syllables(word: str) -> int:
    """Count the syllables of a word: its groups of vowels or its hyphenation points, whichever gives more.

    >>> [count_syllables(word) for word in ("care", "telegram", "people", "emergency", "deleted")]
    [1, 3, 2, 4, 3]
    """
    return sum(_count(part) for part in re.findall(r"[A-Za-z]+", word.lower())) or 1


@lru_cache(maxsize=16384)
def _count(word: str) -> int:
    vowels = len(_VOWELS.findall(_SILENT.sub("", word)))
    return max(1, vowels, len(_hyphenation().positions(word)) + 1)


@cache
def _hyphenation() -> "Pyphen":
    from pyphen import Pyphen  # noqa: PLC0415 - slow to import, and only needed to measure readability

    return Pyphen(lang="en_GB")
