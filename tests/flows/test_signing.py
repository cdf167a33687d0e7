"""A sign-off is written into a words file, and nothing else in the file changes."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import SaysoError
from bot.flows.format import WordsFile
from bot.flows.reader import read
from bot.flows.signing import signed
from bot.flows.signoff import is_signed_off
from tests.flows.conversations import SHIPPED

WHO = "4 people with a learning disability"
ON = date(2026, 3, 2)
LINES = f"signed_off:\n  checked_by: {WHO}\n  on: 2026-03-02\n"
WORDS_FILES = sorted(SHIPPED.glob("*/words/*.yaml"))


def read_words(text: str) -> WordsFile:
    source, issues = read(text.encode(), "en.yaml", WordsFile)
    assert source is not None, issues
    return source.model


@pytest.mark.parametrize("file", WORDS_FILES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_every_shipped_file_keeps_every_byte_and_gains_four_lines(file: Path) -> None:
    before = file.read_bytes().decode()
    after = signed(before, checked_by=WHO, on=ON)

    start = after.index(LINES)
    end = after.index("\n", start + len(LINES)) + 1
    assert after[:start] + after[end:] == before
    assert all(line.startswith("#") for line in after[:start].splitlines()), "only the notes at the top come before it"
    words = read_words(after)
    assert is_signed_off(words)
    assert words.signed_off is not None
    assert (words.signed_off.checked_by, words.signed_off.on) == (WHO, ON)


@pytest.mark.parametrize(
    "earlier",
    [
        "signed_off: {checked_by: 2 carers, on: 2026-01-01, hash: abc} # a note on it\n",
        "signed_off:\n  checked_by: 2 carers\n  # a note inside\n  on: 2026-01-01\n  hash: abc\n",
        "signed_off:\n  hash: >-\n    abc\n  on: 2026-01-01\n  checked_by: 2 carers\n",
        "signed_off:\n",
    ],
)
def test_an_earlier_sign_off_is_replaced_and_the_text_around_it_is_kept(earlier: str) -> None:
    before, after = "# At the top.\nlanguage: English\n", '\n# About the notices.\nnotices: {sent:  "Thank you."}\n'

    text = signed(before + earlier + after, checked_by=WHO, on=ON)

    assert text.startswith(before + LINES)
    assert text.endswith(after)
    assert text.count("\n") == before.count("\n") + after.count("\n") + 4


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("\ufefflanguage: English\n", "\ufeffsigned_off:\n"),
        ("---\nlanguage: English\n", "---\nsigned_off:\n"),
        ("language: English\r\nnotices: {sent: Hi}\r\n", "signed_off:\r\n  checked_by: "),
        ("language: English", "signed_off:\n"),
    ],
)
def test_byte_order_marks_document_starts_and_line_ends_are_kept(before: str, first: str) -> None:
    after = signed(before, checked_by=WHO, on=ON)

    assert after.startswith(first)
    assert after.endswith(before.lstrip("\ufeff-\n"))
    assert ("\r\n" in after) == ("\r\n" in before)
    assert after.replace("\r\n", "").count("\n") == (0 if "\r\n" in before else after.count("\n"))
    assert is_signed_off(read_words(after.lstrip("\ufeff")))


def test_a_sign_off_that_would_change_more_is_refused_with_the_lines_to_add_by_hand() -> None:
    with pytest.raises(SaysoError) as raised:
        signed("{language: English}\n", checked_by=WHO, on=ON)

    assert "Put it at the top by hand" in str(raised.value)
    assert LINES in str(raised.value)


@given(who=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60))
@example(who="4 people: “with” #1 - yes")
@example(who="2026-03-02")
@example(who=" 'a' ")
def test_who_checked_is_read_back_as_written(who: str) -> None:
    text = signed("notices: {sent: Thank you.}\n", checked_by=who, on=ON)

    words = read_words(text)
    assert words.signed_off is not None
    assert words.signed_off.checked_by == who
