"""What was decided about comments, run as people run it: the list, deciding otherwise, taking back, and themes."""

import re

import pytest

from tests.cli.ward import FOOD, GARDEN, PROMPT, Ward
from tests.store.examples import comment

DECIDED = PROMPT.replace("[b]lack", "[w]ait again [b]lack")


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


def test_options_before_the_name_of_a_command_are_refused_because_they_would_do_nothing(ward: Ward) -> None:
    ran = ward.sayso("review", "--ward", "oak", "list")

    assert ran.complained == "sayso: Write the options after “list”.\n"
