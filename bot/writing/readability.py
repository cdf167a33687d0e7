"""How hard a text is as a whole (L37). A number, never a substitute for people who read it."""

from collections.abc import Iterator

from bot.writing.forms import syllables
from bot.writing.lists import Lists
from bot.writing.rules import EASY_WARNING, Found, TextRule
from bot.writing.text import SHOWN, Part, Text, placed_sentences

HARDEST = 5
FEWEST_WORDS = 20
"""In fewer words one long name decides the grade."""


def grade(text: str, known: Lists) -> float:
    """Return the Flesch–Kincaid grade of a text: roughly the school year that it takes to read it.

    A name, and a word that the glossary explains, count as a word of two syllables: nobody has to work it out.
    """
    said = [each for each in placed_sentences(text) if each.words]
    words = [word for each in said for word in each.words]
    counted = sum(min(2, syllables(word)) if _is_known(word, known) else syllables(word) for word in words)
    return 0.39 * len(words) / len(said) + 11.8 * counted / len(words) - 15.59


def _is_known(word: str, lists: Lists) -> bool:
    return word.startswith("{") or lists.is_name(word) or lists.is_explained(word)


def _hard(text: Text, lists: Lists) -> Iterator[Found]:
    count = sum(len(each.words) for each in placed_sentences(text.text))
    if count >= FEWEST_WORDS and (found := grade(text.text, lists)) > HARDEST:
        what = f"this text is hard to read: grade {found:.0f} by Flesch and Kincaid"
        yield Found(what, f"use shorter words and sentences, until the grade is at most {HARDEST}")


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
        parts=SHOWN,
        example=Part.SCREEN,
        check=_hard,
    ),
)
