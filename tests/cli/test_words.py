"""The commands that words are written, checked and signed off with, run as people run them."""

import pytest

from tests.cli.sayso import Sayso

pytestmark = pytest.mark.slow


def test_a_conversation_is_signed_off_with_what_was_signed_and_no_longer_a_draft(sayso: Sayso) -> None:
    folder = sayso.copied()
    signed = sayso(
        *("sign-off", "patient", "--easy-read", "--on", "2026-03-02"),
        *("--checked-by", "4 people with a learning disability"),
    )

    assert (signed.code, signed.complained) == (0, "")
    for line, name in zip(signed.lines, ("patient", "common"), strict=False):
        assert line.startswith(f"Signed off: conversations/{name}/words/en.easy-read.yaml, hash ")
        assert line.endswith(", checked by 4 people with a learning disability on 2026-03-02")
    assert "checked_by: 4 people" in (folder / "patient" / "words" / "en.easy-read.yaml").read_text("utf-8")
    assert "DRAFT conversations/patient/words/en.easy-read.yaml" not in sayso("check").printed

    again = sayso("sign-off", "patient", "--easy-read", "--checked-by", "2 carers")
    assert again.lines[-1] == "Nothing has changed since, so nothing was written."
    assert again.lines[0].startswith("Signed off before: conversations/patient")


def test_a_name_and_a_day_that_is_none_are_refused(sayso: Sayso) -> None:
    sayso.copied()

    named = sayso("sign-off", "patient", "--checked-by", "Sarah Smith")
    assert (named.code, named.printed) == (1, "")
    assert "Write how many and what they are, and no names" in named.complained
    someday = sayso("sign-off", "patient", "--checked-by", "4 people", "--on", "monday")
    assert someday.complained == "sayso: “monday” is not a day. Write it like 2026-03-02.\n"


def test_a_map_is_shown_as_a_tree_and_written_as_a_drawing(sayso: Sayso) -> None:
    shown = sayso("map", "patient", "--register", "easy-read")
    assert (shown.code, shown.complained) == (0, "")
    assert shown.lines[:2] == [
        "The conversation “patient”, in easy read words",
        "Comes from: “I am a patient” in welcome",
    ]
    assert "├── 4  start: pick one, not kept, needs an answer" in shown.lines
    assert "standard:" not in shown.printed

    written = sayso("map", "patient", "--out", "patient.svg")
    assert written.lines == ["Written to patient.svg."]
    assert (sayso.folder / "patient.svg").read_text("utf-8").startswith("<svg ")


def test_a_map_of_what_is_not_there_is_told(sayso: Sayso) -> None:
    assert "There is no conversation “lunch”. There are: carer" in sayso("map", "lunch").complained
    assert sayso("map", "patient", "--register", "easy").complained == (
        "sayso: “easy” is not known. There are: standard, easy-read.\n"
    )
    assert "none/x.svg cannot be written" in sayso("map", "patient", "--out", "none/x.svg").complained


def test_a_new_conversation_passes_the_check_and_says_what_comes_next(sayso: Sayso) -> None:
    sayso.copied()

    made = sayso("new", "visitors")

    assert (made.code, made.complained) == (0, "")
    assert [line.rpartition("/")[2] for line in made.lines[:5]] == [
        *("flow.yaml", "straight-through-easy-read.yaml", "straight-through.yaml", "en.easy-read.yaml", "en.yaml"),
    ]
    assert "sayso try visitors" in made.lines[-1]
    checked = sayso("check")
    assert checked.code == 0
    assert any(line.startswith("visitors: 8 steps in en, en.easy-read") for line in checked.lines)
    journey = str(sayso.conversations / "visitors" / "journeys" / "straight-through.yaml")
    assert "differs" not in sayso("try", "--journey", journey).printed
    assert "visitors is there already" in sayso("new", "visitors").complained


def test_a_sheet_to_print_is_named_after_the_words(sayso: Sayso) -> None:
    made = sayso("sheet", "welcome", "--easy-read")

    assert (made.code, made.complained) == (0, "")
    assert made.lines == [
        "Written to welcome.en.easy-read.pdf. When the words are right, fill in the last page and sign them off."
    ]
    assert (sayso.folder / "welcome.en.easy-read.pdf").read_bytes().startswith(b"%PDF-")
    assert "“welcome” has no words in fr" in sayso("sheet", "welcome", "--locale", "fr").complained


def test_the_words_of_another_folder_are_worked_on_with_its_name(sayso: Sayso) -> None:
    folder = sayso.copied()
    sayso.conversations = sayso.folder / "nowhere"

    assert sayso("new", "visitors", "--folder", str(folder)).code == 0
    assert "The conversation “visitors”" in sayso("map", "visitors", "--folder", str(folder)).printed
    assert sayso("sheet", "visitors", "--folder", str(folder), "--out", "v.pdf").code == 0
    signed = sayso("sign-off", "visitors", "--checked-by", "4 visitors, all carers", "--folder", str(folder))
    assert signed.lines[0].startswith("Signed off: conversations/visitors/words/en.yaml")
    assert f"There is no folder {sayso.conversations}" in sayso("map", "patient").complained
