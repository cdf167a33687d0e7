"""Reading comments with `sayso review`, run as people run it: what is asked, what is said, and what is kept."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Update, update

from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.privacy.side import side_of
from bot.privacy.submission import Comment
from bot.store.opening import open_store
from bot.store.tables import comments
from tests.cli.sayso import Ran, Sayso
from tests.cli.terminal import type_when_asked
from tests.program import database_of
from tests.store.examples import LOGGED, OAK, WILLOW, Kept, comment, put

GARDEN = comment("b", "Bea took me\nto the garden", service="willow")
FOOD = comment("a", "The food", service="oak")
PROMPT = "[s]how [h]ide [p]ass on [b]lack out [t]heme [n]ext [u]ndo [/]search [q]uit: "
ASKED = "[q]uit: "
DECIDED = PROMPT.replace("[b]lack", "[w]ait again [b]lack")


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
                for one in said:
                    # As the close would set it.
                    label = update(comments).where(comments.c.text == one.text).values(side=side_of(one.fft))
                    await store.database.write(partial(_execute, label))

        asyncio.run(have())

    def types(self, *lines: str, options: Sequence[str] = ()) -> Ran:
        return self.sayso("review", "--role", "QI lead", *options, types="".join(f"{line}\n" for line in lines))

    def listed(self, *options: str, **settings: str) -> list[str]:
        return self.sayso("review", "list", *options, **settings).lines

    def pass_on_long_ago(self) -> None:
        async def date_back() -> None:
            async with open_store(self.url) as store:
                long_ago = update(comments).values(decided_when="2026-03-09")
                await store.database.write(lambda connection: connection.execute(long_ago))

        asyncio.run(date_back())

    @property
    def kept(self) -> dict[str, tuple[str, str]]:
        async def kept() -> dict[str, tuple[str, str]]:
            async with open_store(self.url) as store:
                return {each.id: (each.text, state) async for each, state in Kept(store.database).comments()}

        return asyncio.run(kept())


def _execute(statement: Update, connection: Connection) -> None:
    connection.execute(statement)


def without_age(ran: Ran) -> list[str]:
    """Return the lines without how long ago a month was: that depends on the day of the test."""
    return [re.sub(r", the oldest has waited up to \d+ weeks?\.", ".", line) for line in ran.lines]


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


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


@pytest.mark.usefixtures("either_database")
def test_what_was_decided_is_found_with_who_decided_and_decided_otherwise(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])
    ward.types("s", "h")

    ran = ward.types("h", "w", options=["--decided"])

    assert (ran.code, ran.complained) == (0, "")
    decided = [line for line in ran.lines if " by QI lead, 20" in line]
    assert [line.partition(",")[0] for line in decided] == ["Shown by QI lead", "Hidden by QI lead"]
    assert DECIDED in ran.lines
    assert "It waits to be read again." in ran.lines
    assert ran.lines[-1] == "1 comment decided about."
    assert {name: state for name, (_, state) in ward.kept.items()} == {"a": "hidden", "b": "held"}


def test_a_held_comment_cannot_wait_again(ward: Ward) -> None:
    ward.have([GARDEN])

    assert "Type one of the letters in brackets, or the whole word." in ward.types("w").lines


def test_without_a_role_a_script_is_shown_which_option_to_add(ward: Ward) -> None:
    ran = ward.sayso("review")

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained == 'sayso: This needs one more option: --role "ward manager"\n'


@pytest.mark.usefixtures("either_database")
def test_a_comment_gets_themes_by_name_and_by_key_and_loses_one_again(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])

    ran = ward.types("theme food", "t", "Noise at night", "1", "t", "", "t 9", "t 12,3", "s", "2", "s")

    assert (ran.code, ran.complained) == (0, "")
    assert "Its themes: food, Noise at night" in ran.lines
    assert "Keys for themes: 1 food, 2 Noise at night" in ran.lines
    assert "  1  food (1)" in ran.lines
    assert "No theme was chosen." in ran.lines
    assert "There is no theme of that number." in ran.lines
    assert any(line.startswith("A theme is a name of at most 30 letters") for line in ran.lines)
    assert ward.sayso("review", "themes").lines == [
        "food: 1 shown comment",
        "  Willow Ward, patient.good: 1",
        "Noise at night: 1 shown comment",
        "  Oak Ward, patient.good: 1",
    ]
    assert ward.listed("--theme", "food")[0] == "Willow Ward, not released yet"


def test_themes_count_only_comments_that_are_shown(ward: Ward) -> None:
    assert ward.sayso("review", "themes").lines == ["There are none yet. Give a comment one: sayso review"]
    ward.have([GARDEN])
    ward.types("theme food", "h")

    assert ward.sayso("review", "themes").lines == ["food: 0 shown comments"]


def test_a_theme_is_undone_like_a_decision(ward: Ward) -> None:
    ward.have([GARDEN])

    ran = ward.types("theme food", "u", "s")

    assert "Undone." in ran.lines
    assert ward.sayso("review", "themes").lines == ["food: 0 shown comments"]


def test_a_comment_is_passed_on_to_the_role_in_the_settings_and_is_overdue_after_their_days(ward: Ward) -> None:
    ward.have([comment("a", "They hit me", service="oak")])

    ran = ward.types("pass on")
    (passed,) = [line for line in ran.lines if line.startswith("It is passed on")]
    assert passed == "It is passed on to the safeguarding lead, for 5 days. Tell them: Sayso sends nothing."
    assert ward.kept == {"a": ("They hit me", "passed")}

    lines = ward.listed("--passed", safeguarding_owner="named nurse", safeguarding_days="3")
    assert lines[0] == "Oak Ward, not released yet"
    assert re.fullmatch(r"  a  passed on by QI lead, \S+, named nurse by \S+", lines[1])
    assert lines[2:] == ["            They hit me", "1 comment."]

    ward.pass_on_long_ago()
    lines = ward.listed("--passed")
    assert lines[1] == "  a  passed on by QI lead, 2026-03-09, safeguarding lead by 2026-03-14, OVERDUE"
    assert lines[-1] == "1 overdue."


@pytest.mark.usefixtures("either_database")
def test_what_was_decided_is_listed_by_ward_with_who_decided(ward: Ward) -> None:
    ward.have([GARDEN, FOOD, comment("c", "Tea")])
    ward.types("s", "s", "h")

    lines = ward.listed()

    headings = [line for line in lines if not line.startswith(" ")]
    assert headings == [
        "Ward not known, not released yet",
        "Oak Ward, not released yet",
        "Willow Ward, not released yet",
        "3 comments.",
    ]
    assert "            Bea took me to the garden" in lines
    assert ward.listed("--hidden", "--ward", "willow")[1].startswith("  b  hidden by QI lead, 20")
    assert ward.listed("--shown", "--search", "FOOD", "--side", "positive")[-1] == "1 comment."
    assert ward.listed("--release", "2026-03") == ["0 comments."]


def test_a_comment_that_was_shown_by_mistake_is_taken_back(ward: Ward) -> None:
    ward.have([GARDEN])
    ward.types("s")

    ran = ward.sayso("review", "unshow", "b", "--role", "QI lead")

    assert ran.lines == ["It is no longer shown. Files that were exported earlier do not change: replace them."]
    assert ward.kept == {"b": (GARDEN.text, "hidden")}
    again = ward.sayso("review", "unshow", "b", "--role", "QI lead")
    assert again.complained == ("sayso: That comment is not shown, so it is in no later export. Nothing was changed.\n")
    assert "one more option: the id" in ward.sayso("review", "unshow", "--role", "QI lead").complained


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


def test_options_before_the_name_of_a_command_are_refused_because_they_would_do_nothing(ward: Ward) -> None:
    ran = ward.sayso("review", "--ward", "oak", "list")

    assert ran.complained == "sayso: Write the options after “list”.\n"


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


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_the_role_is_asked_for_and_one_key_is_enough(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])
    keys = [(ASKED, key) for key in ("x", "\x1b[A", "é", "s", "b")]

    code, screen = type_when_asked(
        ward.sayso.folder,
        [
            ("(no names): ", "QI lead\n"),
            *keys,
            ("written: ", "gardem\x7fn\n"),
            (ASKED, "uhq"),
        ],
        "review",
    )

    assert code == 0
    assert "2 comments left." in screen
    assert screen.count("Type one of the letters in brackets") == 3
    assert "to the [taken out]" in screen
    assert ward.kept == {"a": ("The food", "shown"), "b": (GARDEN.text, "hidden")}


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_words_of_harm_are_in_bold_too(ward: Ward) -> None:
    ward.have([comment("a", "They hit me")])

    _, screen = type_when_asked(ward.sayso.folder, [(ASKED, "q")], "review", "--role", "QI lead")

    assert "They \x1b[1m«hit me»\x1b[0m" in screen


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_ctrl_d_ends_words_first_and_then_the_sitting(ward: Ward) -> None:
    ward.have([GARDEN])

    code, screen = type_when_asked(
        ward.sayso.folder, [(ASKED, "b"), ("written: ", "\x04"), (ASKED, "\x04")], "review", "--role", "QI lead"
    )

    assert code == 0
    assert "Nothing was taken out." in screen
    assert screen.endswith("1 comment still to read.\n")


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_shown_comments_are_listed_to_choose_the_one_to_take_back(ward: Ward) -> None:
    ward.have([GARDEN, FOOD])
    ward.types("s", "h")

    code, screen = type_when_asked(
        ward.sayso.folder, [("comment begins: ", "a\n")], "review", "unshow", "--role", "QI lead"
    )

    assert code == 0
    assert "The food" in screen
    assert "Bea" not in screen
    assert {state for _, state in ward.kept.values()} == {"hidden"}
