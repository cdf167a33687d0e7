"""Suggestions for easy-read words that staff write."""

import pytest

from bot.writing.easy_read import easy_read_warnings
from bot.writing.lists import WordLists
from bot.writing.text import sentences

LISTS = WordLists(initials=frozenset({"NHS"}))
LONG = "We have asked the people in the kitchen to make the food hotter."


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("The food is hot now.\nYou can choose 2 meals.", []),
        ("The NHS pays for it", []),
        ("One cook is here", []),
        ("", []),
        (f"Good. {LONG} Good.", [f"say it in at most 10 words, or in two sentences: “{LONG}”"]),
        ("We have three cooks. Three.", ["write “three” in digits", "write “Three” in digits"]),
        ("You can’t go. They'll ask", ["write “can’t” in full", "write “They'll” in full"]),
        ("Ask your IMHA or IMHA", ["say what “IMHA” means"]),
        ("Tea & toast, e.g. jam", ["write “and”", "write “for example”"]),
    ],
)
def test_text_that_is_hard_to_read_gets_suggestions(text: str, suggestions: list[str]) -> None:
    assert list(easy_read_warnings(text, LISTS)) == suggestions


def test_sentences_do_not_end_at_abbreviations_and_times() -> None:
    assert sentences(" It is open.  It is warm!\nWhy?\n\nAt 7.15 e.g. tea ") == (
        "It is open.", "It is warm!", "Why?", "At 7.15 e.g. tea",
    )  # fmt: skip
