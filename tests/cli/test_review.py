"""Reading comments with `sayso review`, run as people run it: what is asked, what is said, and what is kept."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.privacy.submission import Comment
from bot.store.opening import open_store
from tests.cli.sayso import Ran, Sayso
from tests.cli.test_changes import at_a_terminal
from tests.program import database_of
from tests.store.examples import LOGGED, OAK, WILLOW, Kept, comment, put

GARDEN = comment("b", "Bea took me\nto the garden", service="willow")
FOOD = comment("a", "The food", service="oak")
PROMPT = "[s]how, [h]ide, [b]lack out words, [n]ext, [u]ndo, [q]uit: "


class Ward:
    """An installation where comments wait to be read."""

    def __init__(self, folder: Path) -> None:
        self.sayso = Sayso(folder)
        self.url = database_of(folder)

    def have(self, said: Sequence[Comment]) -> None:
        async def have() -> None:
            async with open_store(self.url) as store:
                for service in (WILLOW, OAK):
                    await store.services.add(service, LOGGED)
                await put(store.database, [], said)

        asyncio.run(have())

    def review(self, *lines: str, ward: str | None = None, decided: bool = False) -> Ran:
        arguments = (() if ward is None else ("--ward", ward)) + (("--decided",) if decided else ())
        return self.sayso("review", "--role", "QI lead", *arguments, types="".join(f"{line}\n" for line in lines))

    @property
    def kept(self) -> dict[str, tuple[str, str]]:
        async def kept() -> dict[str, tuple[str, str]]:
            async with open_store(self.url) as store:
                return {each.id: (each.text, state) async for each, state in Kept(store.database).comments()}

        return asyncio.run(kept())


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


@pytest.mark.usefixtures("either_database")
def test_comments_are_read_one_at_a_time_with_what_was_asked_and_decided_about(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.review("s", "b bea", "h")

    assert (ran.code, ran.complained) == (0, "")
    assert ran.lines == [
        "",
        "2 comments left.",
        "",
        "Oak Ward, March 2026, patient",
        "Overall, how was your experience of our service? Good",
        "What is good?",
        "",
        "  │ The food",
        "",
        PROMPT,
        "It may be shown.",
        "",
        "1 comment left.",
        "",
        "Willow Ward, March 2026, patient",
        "Overall, how was your experience of our service? Good",
        "What is good?",
        "",
        "  │ Bea took me",
        "  │ to the garden",
        "",
        PROMPT,
        "Taken out. Now decide about the rest.",
        "",
        "1 comment left.",
        "",
        "Willow Ward, March 2026, patient",
        "Overall, how was your experience of our service? Good",
        "What is good?",
        "",
        "  │ [taken out] took me",
        "  │ to the garden",
        "",
        PROMPT,
        "It is hidden.",
        "",
        "That was the last one.",
        "[u]ndo, [q]uit: ",
        "There are no comments to read.",
    ]
    assert ward.kept == {"a": ("The food", "shown"), "b": ("[taken out] took me\nto the garden", "hidden")}


def test_where_nothing_waits_it_says_so(ward: Ward) -> None:
    assert ward.review("s").lines == ["There are no comments to read."]


def test_whole_words_are_understood_and_what_was_decided_is_undone(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.review("NEXT", "black out", "the garden", " Show ", "Undo", "U", "undo", "Quit", "h")

    assert (ran.code, ran.complained) == (0, "")
    assert "The words to take out, exactly as written: " in ran.lines
    assert ran.lines.count("Undone.") == 2
    assert "There is nothing to undo." in ran.lines
    assert ran.lines[-1] == "2 comments still to read."
    assert ward.kept == {"a": ("The food", "held"), "b": (GARDEN.text, "held")}


def test_black_out_takes_words_on_the_same_line_whole_word_or_letter(ward: Ward) -> None:
    ward.have([GARDEN])

    ward.review("black out took me", "blackout the", "Black bea", "q")

    assert ward.kept == {"b": ("[taken out] [taken out]\nto [taken out] garden", "held")}


def test_what_cannot_be_done_is_told_and_changes_nothing(ward: Ward) -> None:
    ward.have([GARDEN])

    ran = ward.review("x", "", "show it", "u", "b", "", "b Sarah")

    assert ran.code == 0
    said = [line for line in ran.lines if line and line != PROMPT and not line.startswith("  │")]
    assert said[4:] == [
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

    ran = ward.review("s", "s", "b", "n", "u", "h", "q")

    assert ran.lines.count("There is no comment left to decide about.") == 3
    assert ward.kept == {"b": (GARDEN.text, "hidden")}


def test_comments_that_may_tell_of_harm_come_first(ward: Ward) -> None:
    ward.have([FOOD, comment("z", "They hit me"), comment("y", "He wants to kill himself"), GARDEN])

    ran = ward.review("q")
    assert "  │ He wants to kill himself" in ran.lines
    assert "ward not known, March 2026, patient" in ran.lines

    ran = ward.review(*"nnnn")
    comments = [line.removeprefix("  │ ") for line in ran.lines if line.startswith("  │ ")]
    assert comments == ["He wants to kill himself", "They hit me", "The food", "Bea took me", "to the garden"]
    assert ran.lines[-1] == "4 comments still to read."


def test_the_comments_of_one_ward_can_be_read_alone(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    assert "1 comment left." in ward.review(ward="oak").lines
    assert ward.review(ward="elm").complained == (
        "sayso: There is no service with the code elm. See: sayso services list\n"
    )


def test_a_question_that_is_no_longer_asked_is_told_by_its_id(ward: Ward) -> None:
    old = replace(FOOD, question=StepId("best"), fft=ChoiceId("splendid"))
    ward.have([old, replace(GARDEN, flow=FlowId("visitor"))])

    ran = ward.review("n")

    assert ran.lines[3:6] == [
        "Oak Ward, March 2026, patient",
        "Overall, how was your experience of our service? splendid",
        "best",
    ]
    assert "Willow Ward, March 2026, visitor" in ran.lines


def test_what_somebody_wrote_can_neither_move_the_screen_nor_pass_for_ours(ward: Ward) -> None:
    ward.have([comment("a", f"\x1b[2Jgone\r\u202e\n\n3 comments left.\n{'long ' * 40}")])

    ran = ward.review()

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


@pytest.mark.usefixtures("either_database")
def test_what_was_decided_is_found_with_who_decided_and_decided_otherwise(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])
    ward.review("s", "h")

    ran = ward.review("h", "w", decided=True)

    assert (ran.code, ran.complained) == (0, "")
    decided = [line for line in ran.lines if " by QI lead, 20" in line]
    assert [line.partition(",")[0] for line in decided] == ["Shown by QI lead", "Hidden by QI lead"]
    assert "[s]how, [h]ide, [w]ait again, [b]lack out words, [n]ext, [u]ndo, [q]uit: " in ran.lines
    assert "It waits to be read again." in ran.lines
    assert ran.lines[-1] == "1 comment decided about."
    assert {name: state for name, (_, state) in ward.kept.items()} == {"a": "hidden", "b": "held"}


def test_a_held_comment_cannot_wait_again(ward: Ward) -> None:
    ward.have([GARDEN])

    assert "Type one of the letters in brackets, or the whole word." in ward.review("w").lines


def test_without_a_role_a_script_is_shown_which_option_to_add(ward: Ward) -> None:
    ran = ward.sayso("review")

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained == 'sayso: This needs one more option: --role "ward manager"\n'


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_the_role_is_asked_for(ward: Ward) -> None:
    code, printed = at_a_terminal(ward.sayso.folder, "QI lead\n", "review")

    assert code == 0
    assert printed.startswith("Your role, such as ward manager (no names): There are no comments to read.")
