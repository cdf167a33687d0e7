"""The readability of a whole text (L37). A score never replaces checking with readers."""

from collections.abc import Iterator

from bot.writing.forms import count_syllables
from bot.writing.lists import WordLists
from bot.writing.rules import EASY_WARNING, Finding, TextRule
from bot.writing.text import ON_SCREEN, Passage, TextRole, split_sentences

MAX_GRADE = 5
MIN_WORDS = 20
"""In a shorter text, a single long name would decide the grade."""


def grade(text: str, lists: WordLists) -> float:
    """Return the Flesch–Kincaid grade of a text, roughly the school year needed to read it.

    Names and words that the glossary explains count as two syllables at most.
    """
    sentences = [sentence for sentence in split_sentences(text) if sentence.words]
    words = [word for sentence in sentences for word in sentence.words]
    syllables = sum(_counted_syllables(word, lists) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _counted_syllables(word: str, lists: WordLists) -> int:
    count = count_syllables(word)
    return min(2, count) if _is_known(word, lists) else count


def _is_known(word: str, lists: WordLists) -> bool:
    return word.startswith("{") or lists.is_name(word) or lists.is_explained(word)


def _hard(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    count = sum(len(sentence.words) for sentence in split_sentences(passage.text))
    if count >= MIN_WORDS and (score := grade(passage.text, lists)) > MAX_GRADE:
        what = f"this text is hard to read: its Flesch–Kincaid grade is {score:.0f}"
        yield Finding(what, f"use shorter words and sentences, until the grade is at most {MAX_GRADE}")


RULES = (
    TextRule(
        id="L37",
        title="A text of 20 words or more has a Flesch–Kincaid grade of at most 5",
        severity=EASY_WARNING,
        source="Kincaid and others 1975, for the US Navy; the limit is ours, and no substitute for L34",
        passes="You can stop when you want.\nYou can ask staff for help.\nWe do not keep your name.\nStaff can see what"
        " people say.",
        fails="Information regarding individual treatment arrangements remains available.\nParticipation continues"
        " voluntarily throughout.\nAdditional documentation accompanies every invitation to participate in evaluation.",
        roles=ON_SCREEN,
        example_role=TextRole.SCREEN,
        check=_hard,
    ),
)
