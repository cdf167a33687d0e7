"""Reading comments at a terminal: one key is enough, and what is not given is asked for."""

import pytest

from tests.cli.terminal import type_when_asked
from tests.cli.ward import ASKED, FOOD, GARDEN, Ward
from tests.store.examples import comment


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
