"""Reading comments with `sayso review`, run as people run it: what is asked, what is said, and what is kept."""

import re
from dataclasses import replace

import pytest

from bot.engine.ids import ChoiceId, FlowId, StepId
from tests.cli.sayso import Ran
from tests.cli.ward import FOOD, GARDEN, PROMPT, Ward
from tests.store.examples import comment


def without_age(ran: Ran) -> list[str]:
    """Return the lines without how long ago a month was: that depends on the day of the test."""
    return [re.sub(r", the oldest has waited up to \d+ weeks?\.", ".", line) for line in ran.lines]


@pytest.mark.usefixtures("either_database")
def test_comments_are_read_one_at_a_time_with_what_was_asked_and_decided_about(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.types("s", "b bea", "h")

    assert (ran.code, ran.complained) == (0, "")
    assert without_age(ran) == [
        "2 comments left.",
        "  Oak Ward: 1 left.",
        "  Willow Ward: 1 left.",
        "",
        "0 of 2 done. Oak Ward: 1 left.",
        "",
        "Oak Ward, March 2026, patient",
        "Friends and Family Test: positive",
        "What is good?",
        "",
        "  │ The food",
        "",
        PROMPT,
        "It may be shown.",
        "",
        "1 of 2 done. Willow Ward: 1 left.",
        "",
        "Willow Ward, March 2026, patient",
        "Friends and Family Test: positive",
        "What is good?",
        "",
        "  │ Bea took me",
        "  │ to the garden",
        "",
        PROMPT,
        "Taken out. Now decide about the rest.",
        "",
        "1 of 2 done. Willow Ward: 1 left.",
        "",
        "Willow Ward, March 2026, patient",
        "Friends and Family Test: positive",
        "What is good?",
        "→ something taken out: what is around it may show who it is: [taken out]",
        "",
        "  │ [taken out] took me",
        "  │ to the garden",
        "",
        PROMPT,
        "It is hidden.",
        "",
        "That was the last one.",
        "[u]ndo [/]search [q]uit: ",
        "There are no comments to read.",
    ]
    assert ward.kept == {"a": ("The food", "shown"), "b": ("[taken out] took me\nto the garden", "hidden")}


def test_where_nothing_waits_it_says_so(ward: Ward) -> None:
    assert ward.types("s").lines == ["There are no comments to read."]


def test_whole_words_are_understood_and_what_was_decided_is_undone(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.types("NEXT", "black out", "the garden", " Show ", "Undo", "U", "undo", "Quit", "h")

    assert (ran.code, ran.complained) == (0, "")
    assert "The words to take out, exactly as written: " in ran.lines
    assert ran.lines.count("Undone.") == 2
    assert "There is nothing to undo." in ran.lines
    assert ran.lines[-1] == "2 comments still to read."
    assert ward.kept == {"a": ("The food", "held"), "b": (GARDEN.text, "held")}


def test_black_out_takes_words_on_the_same_line_whole_word_or_letter(ward: Ward) -> None:
    ward.have([GARDEN])

    ward.types("black out took me", "blackout the", "Black bea", "q")

    assert ward.kept == {"b": ("[taken out] [taken out]\nto [taken out] garden", "held")}


def test_what_cannot_be_done_is_told_and_changes_nothing(ward: Ward) -> None:
    ward.have([GARDEN])

    ran = ward.types("x", "", "show it", "u", "b", "", "b Sarah")

    assert ran.code == 0
    said = [line for line in ran.lines if line and line != PROMPT and not line.startswith("  │")]
    assert said[6:] == [
        "Type one of the letters in brackets, or the whole word.",
        "Type one of the letters in brackets, or the whole word.",
        "Type one of the letters in brackets, or the whole word.",
        "There is nothing to undo.",
        "The words to take out, exactly as written: ",
        "Nothing was taken out.",
        "Those words are not in this comment. Type whole words, exactly as written. Nothing was changed.",
        "1 comment still to read.",
    ]
    assert ward.kept == {"b": (GARDEN.text, "held")}


def test_the_last_decision_is_undone_after_the_last_comment_too(ward: Ward) -> None:
    ward.have([GARDEN])

    ran = ward.types("s", "s", "b", "n", "u", "h", "q")

    assert ran.lines.count("There is no comment left to decide about.") == 3
    assert ward.kept == {"b": (GARDEN.text, "hidden")}


def test_comments_that_may_tell_of_harm_come_first(ward: Ward) -> None:
    ward.have([FOOD, comment("z", "They hit me"), comment("y", "He wants to kill himself"), GARDEN])

    ran = ward.types("q")
    assert "→ words of distress: kill himself" in ran.lines
    assert "  │ He wants to «kill himself»" in ran.lines
    assert "ward not known, March 2026, patient" in ran.lines

    ran = ward.types(*"nnnn")
    texts = [line.removeprefix("  │ ") for line in ran.lines if line.startswith("  │ ")]
    assert texts == ["He wants to «kill himself»", "They «hit me»", "The food", "Bea took me", "to the garden"]
    assert ran.lines[-1] == "4 comments still to read."


def test_the_comments_of_one_ward_can_be_read_alone(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    assert "1 comment left." in ward.types(options=("--ward", "oak")).lines
    assert ward.types(options=("--ward", "elm")).complained == (
        "sayso: There is no service with the code elm. See: sayso services list\n"
    )


def test_a_question_that_is_no_longer_asked_is_told_by_its_id(ward: Ward) -> None:
    old = replace(FOOD, question=StepId("best"), fft=None)
    ward.have([old, replace(GARDEN, flow=FlowId("visitor"))])

    ran = ward.types("n")

    assert ran.lines[6:8] == ["Oak Ward, March 2026, patient", "best"]
    assert "Willow Ward, March 2026, visitor" in ran.lines


def test_what_somebody_wrote_can_neither_move_the_screen_nor_pass_for_ours(ward: Ward) -> None:
    ward.have([comment("a", f"\x1b[2Jgone\r\u202e\n\n3 comments left.\n{'long ' * 40}")])

    ran = ward.types()

    assert "\x1b" not in ran.printed
    assert "  │ �[2Jgone��" in ran.lines
    assert "  │ 3 comments left." in ran.lines
    assert max(map(len, ran.lines)) <= 80


def test_a_line_that_is_not_utf8_is_told_and_what_was_decided_is_kept(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.sayso("review", "--role", "QI lead", types="s\nb r\udcf6sti\n")

    assert ran.code == 1
    assert ran.complained == (
        "sayso: A line is not UTF-8 text. Set your terminal to UTF-8 and try again. Earlier decisions are stored.\n"
    )
    assert ward.kept["b"] == (GARDEN.text, "held")


def test_a_held_comment_cannot_wait_again(ward: Ward) -> None:
    ward.have([GARDEN])

    assert "Type one of the letters in brackets, or the whole word." in ward.types("w").lines


def test_without_a_role_a_script_is_shown_which_option_to_add(ward: Ward) -> None:
    ran = ward.sayso("review")

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained == 'sayso: This needs one more option: --role "ward manager"\n'


def test_only_comments_of_a_question_a_month_or_a_side_are_read(ward: Ward) -> None:
    ward.have([GARDEN, replace(FOOD, month="2026-02", fft=ChoiceId("poor"), question=StepId("better"))])

    for options, text in (
        (["--question", "patient.better"], "  │ The food"),
        (["--month", "2026-03"], "  │ Bea took me"),
        (["--side", "not-positive"], "  │ The food"),
        (["--search", "gardén"], "  │ Bea took me"),
    ):
        ran = ward.types(options=options)
        assert ran.lines[0] == "1 comment left."
        assert text in ran.lines
    assert ward.types(options=["--side", "good"]).complained == (
        "sayso: There is no side “good”. There are: positive, not-positive.\n"
    )


def test_words_are_looked_for_within_a_sitting(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.types("/garden", "n", "search", "tea", "/", "", "s", "q")

    assert [line for line in ran.lines if line.startswith(("Looking", "All comments", "No comment left"))] == [
        "Looking for “garden”.",
        "No comment left has these words.",
        "Looking for “tea”.",
        "No comment left has these words.",
        "All comments again.",
    ]
    assert ward.kept["a"] == ("The food", "shown")


def test_how_much_is_left_is_told_on_request(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.types("n", "?")

    assert without_age(ran)[-4:] == [
        "1 comment left.",
        "  Willow Ward: 1 left.",
        PROMPT,
        "2 comments still to read.",
    ]
