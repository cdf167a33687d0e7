"""Forms of English words: which word “helped” is a form of, how a list's words are found, how many syllables."""

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
_WHOSE = "(?:your|my|his|her|their|our|its|someone's|people's)"
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=16384)
def bases(word: str) -> tuple[str, ...]:
    """Return what a word may be a form of, itself first, all in lower case.

    >>> "stop" in bases("stopped"), "make" in bases("making"), "family" in bases("families")
    (True, True, True)
    """
    return tuple(dict.fromkeys(_bases(word.lower().replace("’", "'"))))


def _bases(word: str) -> Iterator[str]:
    word = _POSSESSIVE.sub("", word)
    yield word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:  # noqa: PLR2004 - “is” is no form of “i”
            continue
        yield stem
        yield stem + "e"
        if stem.endswith("i"):
            yield stem[:-1] + "y"
        if _DOUBLED.search(stem):
            yield stem[:-1]
        if ending == "s" and stem.endswith(("er", "ing")):
            yield from _bases(stem)
    if word.startswith("un") and len(word) > 4:  # noqa: PLR2004 - “under” and “unit” are listed
        yield from _bases(word[2:])


@cache
def finder(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases, in their plain forms, as whole words.

    >>> finder(("unit",)).findall("Two units and a unity")
    ['units']
    """
    alternatives = "|".join(_forms(each) for each in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])" if alternatives else r"(?!)", re.IGNORECASE)


def _forms(phrase: str) -> str:
    first, *rest = phrase.split()
    parts = [_with_endings(first), *(_with_endings(each) if each is rest[-1] else _as_it_is(each) for each in rest)]
    return r"\s+".join(parts).replace("'", "['’]")


def _as_it_is(word: str) -> str:
    """Return a word in the middle of a phrase; “your” stands for whose it may be."""
    return _WHOSE if word == "your" else re.escape(word)


def _with_endings(word: str) -> str:
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e|es|ed|er|ing)"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return rf"{re.escape(word[:-1])}(?:y|ies|ied|ying)"
    last = re.escape(word[-1])
    return rf"{re.escape(word)}(?:s|es|{last}?ed|{last}?ing)?"


def syllables(word: str) -> int:
    """Return how many syllables a word has: as many as it can be parted into at the end of a line, or more.

    No letter is left alone at the end of a line, so groups of vowels are counted too.

    >>> [syllables(each) for each in ("care", "telegram", "people", "emergency", "deleted")]
    [1, 3, 2, 4, 3]
    """
    return sum(_syllables(part) for part in re.findall(r"[A-Za-z]+", word.lower())) or 1


@lru_cache(maxsize=16384)
def _syllables(word: str) -> int:
    vowels = len(_VOWELS.findall(_SILENT.sub("", word)))
    return max(1, vowels, len(_hyphenation().positions(word)) + 1)


@cache
def _hyphenation() -> "Pyphen":
    from pyphen import Pyphen  # noqa: PLC0415 - its dictionary is read only where readability is measured

    return Pyphen(lang="en_GB")
