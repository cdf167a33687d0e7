"""The code that takes answers back: easy words, and hashes that lead to one another only with it."""

import math
import re
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.redaction.words import word_list
from bot.privacy.withdrawal import (
    MOST_COMMENTS,
    WORDS,
    CodeHashes,
    Withdrawals,
    code_words,
    make_code,
    read_codes,
    until,
)

CODE = "river apple spoon green"
CODES = Withdrawals(b"s" * 32)


def test_words_are_short_plain_and_without_a_twin() -> None:
    words = code_words()
    assert len(words) == len(set(words)) >= 750
    assert all(re.fullmatch(r"[a-z]{3,9}", word) for word in words)
    assert list(words) == sorted(words)


def test_no_word_could_be_taken_for_a_medicine_or_for_anybodys_name() -> None:
    assert not set(code_words()) & word_list("drugs", "first_names", "surnames")


def test_there_are_far_more_codes_than_could_be_tried() -> None:
    assert math.log2(len(code_words()) ** WORDS) > 38


@given(st.binary(min_size=16, max_size=16))
def test_any_chance_gives_four_words_of_the_list(drawn: bytes) -> None:
    words = make_code(lambda _count: drawn).split(" ")
    assert len(words) == WORDS
    assert set(words) <= set(code_words())


def test_chance_draws_every_word_in_every_place_about_as_often() -> None:
    chance = Random(1).randbytes
    drawn = [make_code(chance).split(" ") for _ in range(4000)]
    for place in range(WORDS):
        assert len({words[place] for words in drawn}) > 0.98 * len(code_words())


@pytest.mark.parametrize(
    "text",
    [CODE, CODE.upper(), "River, apple, spoon, green.", "“river apple spoon green”", "river\napple\nspoon\ngreen"],
)
def test_a_code_is_read_however_it_is_written(text: str) -> None:
    assert read_codes(text) == (CODE,)


def test_a_misspelt_code_is_among_its_readings() -> None:
    assert CODE in read_codes("rivver aple spoon green")
    assert CODE in read_codes("river appel spoon gren")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "river",
        "river apple spoon",
        f"{CODE} river",
        "the food is cold",
        "qqqq wwww zzzz xxxx",
        "1 2 3 4",
        "a" * 4096,
    ],
)
def test_anything_else_is_no_code(text: str) -> None:
    assert read_codes(text) == ()


def test_what_could_stand_for_many_codes_is_tried_only_so_often() -> None:
    assert len(read_codes("aple rivr spon gren")) <= 8


def test_the_same_code_makes_the_same_hashes_and_another_others() -> None:
    assert CODES.hashes(CODE) == Withdrawals(b"s" * 32).hashes(CODE)
    other = CODES.hashes("river apple spoon grass")
    assert not everything(other) & everything(CODES.hashes(CODE))


def test_hashes_of_one_code_are_all_different_so_that_rows_do_not_join() -> None:
    hashes = CODES.hashes(CODE)
    assert len(hashes.comments) == MOST_COMMENTS
    assert len(everything(hashes)) == 2 + MOST_COMMENTS


def test_without_the_secret_no_code_can_be_tried() -> None:
    assert not everything(Withdrawals(b"t" * 32).hashes(CODE)) & everything(CODES.hashes(CODE))


def test_after_a_change_of_the_secret_codes_given_before_still_work() -> None:
    rotated = Withdrawals(b"t" * 32, b"s" * 32)
    assert rotated.possible([CODE]) == (rotated.hashes(CODE), CODES.hashes(CODE))


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        ("2026-03-01", "2026-04-08"),
        ("2026-03-31", "2026-04-08"),
        ("2024-02-29", "2024-03-08"),
        ("2026-12-31", "2027-01-08"),
    ],
)
def test_codes_work_until_a_week_after_the_month(sent: str, last: str) -> None:
    assert until(date.fromisoformat(sent)) == date.fromisoformat(last)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_everybody_has_at_least_a_week_and_at_most_the_days_that_a_secret_is_kept(day: date) -> None:
    assert 7 < (until(day) - day).days <= 38


def everything(hashes: CodeHashes) -> set[bytes]:
    return {hashes.waiting, hashes.submission, *hashes.comments}
