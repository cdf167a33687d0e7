"""How a language writes what is put into its sentences."""

import pytest

from bot.engine.conventions import APART, TOGETHER, Conventions, apart, reads_from_the_right

DAYS = tuple(f"{{day}} month {month} {{year}}" for month in range(1, 13))
ENGLISH = Conventions(days=DAYS, months=tuple(f"month {month} {{year}}" for month in range(1, 13)))
ARABIC = Conventions(days=DAYS, months=DAYS, comma="، ", digits="٠١٢٣٤٥٦٧٨٩", right_to_left=True)


def test_a_day_a_month_and_a_list_are_written_as_the_language_has_them() -> None:
    assert ENGLISH.day("2026-03-02") == "2 month 3 2026"
    assert ENGLISH.month("2026-12") == "month 12 2026"
    assert ARABIC.listed(["a", "b"]) == "a، b"


def test_numbers_have_the_digits_of_the_language_and_are_set_apart_where_it_reads_the_other_way_round() -> None:
    assert ENGLISH.number(12) == "12"
    assert ARABIC.number(12) == f"{APART}١٢{TOGETHER}"


def test_what_is_put_in_is_set_apart_line_by_line_and_brings_no_marks_of_its_own() -> None:
    assert ENGLISH.apart("Oak Ward") == "Oak Ward"
    assert ARABIC.apart("Oak\n\nWard") == f"{APART}Oak{TOGETHER}\n\n{APART}Ward{TOGETHER}"
    assert apart(f"{APART}Oak\u202eWard") == f"{APART}OakWard{TOGETHER}"


@pytest.mark.parametrize(
    ("text", "is_so"), [("Help", False), ("مدد", True), ("עזרה", True), ("12", False), ("", False)]
)
def test_letters_that_are_read_from_the_right_are_told(text: str, is_so: bool) -> None:
    assert reads_from_the_right(text) is is_so
