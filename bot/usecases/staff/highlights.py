"""What in a comment a reviewer should see first: words of harm or distress, and what was taken out of it.

The lists miss much and find what is harmless. They set the order of reading and mark words: an aid and no judgement,
and nothing about it is stored.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.engine.plain import plain, unstretched
from bot.flows.library import Library
from bot.privacy.redaction import EntityKind

TAKEN_OUT = "[taken out]"
"""Replaces words that a reviewer blacked out."""

PLACEHOLDERS = re.compile("|".join(map(re.escape, (TAKEN_OUT, *(f"[{kind}]" for kind in EntityKind)))))

# Combining vowels and accents belong to a word, and an apostrophe within one does.
_WORD = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff]|['’‘`´](?=\w))+"
)


class Concern(StrEnum):
    """Why words are marked."""

    HARM = "harm"
    DISTRESS = "distress"
    IDENTITY = "identity"
    """Something that could show who someone is was taken out here: what is left around it may show it too."""


ConcernPhrases = Mapping[str, Concern]
"""The phrases to look for, in plain form (`bot.engine.plain`)."""


def concern_phrases(library: Library) -> ConcernPhrases:
    """Return the phrases that conversations come with."""
    distress = frozenset(library.distress)
    return {phrase: Concern.DISTRESS if phrase in distress else Concern.HARM for phrase in library.review_first}


@dataclass(frozen=True, slots=True)
class Highlight:
    """Characters of a text, from `start` up to, and not including, `end`, and why they are marked."""

    start: int
    end: int
    concern: Concern


def find(text: str, phrases: ConcernPhrases) -> tuple[Highlight, ...]:
    """Return what to mark in a text, in order, without overlaps.

    >>> find("They HIT  me!", {"hit me": Concern.HARM})
    (Highlight(start=5, end=12, concern=<Concern.HARM: 'harm'>),)
    """
    found = [Highlight(*match.span(), Concern.IDENTITY) for match in PLACEHOLDERS.finditer(text)]
    found += _phrases(text, phrases)
    # Of two that begin together, the longer one says more.
    ordered, end, kept = sorted(found, key=lambda one: (one.start, -one.end)), 0, list[Highlight]()
    for one in ordered:
        if one.start >= end:
            kept.append(one)
            end = one.end
    return tuple(kept)


def make_ranker(phrases: ConcernPhrases) -> Callable[[str], int]:
    """Return what ranks texts: 0 for words of harm or distress, to read first; 1 where something was taken out; else 2.

    >>> make_ranker({"hit me": Concern.HARM})("They hit me")
    0
    """
    lengths = _lengths(phrases)

    def rank(text: str) -> int:
        if not phrases.keys().isdisjoint(_runs(text, lengths)):
            return 0
        return 1 if PLACEHOLDERS.search(text) else 2

    return rank


def _phrases(text: str, phrases: ConcernPhrases) -> Iterator[Highlight]:
    words, longest = list(_WORD.finditer(text)), max(_lengths(phrases).values(), default=0)
    for number, first in enumerate(words):
        for last in words[number : number + longest]:
            spellings = unstretched(plain(text[first.start() : last.end()]))
            concerns = {phrases[spelling] for spelling in spellings if spelling in phrases}
            if concerns:
                yield Highlight(first.start(), last.end(), min(concerns, key=list(Concern).index))


def _runs(text: str, lengths: Mapping[str, int]) -> Iterator[str]:
    """Yield the runs of words in the plain form of a text that begin as a phrase does and are no longer than it."""
    for spelling in unstretched(plain(text)):
        words = spelling.split(" ")
        for start, word in enumerate(words):
            for length in range(1, lengths.get(word, 0) + 1):
                yield " ".join(words[start : start + length])


def _lengths(phrases: Iterable[str]) -> Mapping[str, int]:
    """Return, by the first word of phrases, how many words the longest of these has."""
    lengths: dict[str, int] = {}
    for phrase in phrases:
        first = phrase.partition(" ")[0]
        lengths[first] = max(lengths.get(first, 0), phrase.count(" ") + 1)
    return lengths


def quoted(text: str, highlights: Iterable[Highlight], concern: Concern) -> tuple[str, ...]:
    """Return the words that are marked for one reason, each once."""
    words = (" ".join(text[one.start : one.end].split()) for one in highlights if one.concern is concern)
    return tuple(dict.fromkeys(words))
