"""A checking sheet shows all that signing off would cover, as people see it, and nothing less."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.engine.wording import Register, Wording
from bot.flows.files import read_files
from bot.flows.format import WordsFile
from bot.flows.sources import read_sources
from bot.media.sheets import sign_off_command
from bot.privacy.redaction import redact
from bot.usecases.authoring.sheet import BLANK, Block, CheckingSheet, SheetLine, make_sheet
from bot.usecases.authoring.sign_off import sign_off
from tests.flows.conversations import SHIPPED, Copy
from tests.refusals import expect_refusal

EASY = Wording("en", Register.EASY_READ)
DAY = date(2026, 3, 2)


def blocks(sheet: CheckingSheet) -> list[Block]:
    return [block for part in sheet.parts for block in part.blocks]


def block(sheet: CheckingSheet, words: str) -> Block:
    return next(each for each in blocks(sheet) if each.words.startswith(words))


def shown(sheet: CheckingSheet) -> set[str]:
    """Return every text on the sheet, and every paragraph of one."""
    texts: set[str] = set()
    for each in blocks(sheet):
        found = [each.words, *(row.words for row in (*each.buttons, *each.rows)), *(text for _, text in each.notes)]
        texts.update(found)
        texts.update(part for text in found for part in text.split("\n\n"))
        texts.update(part for row in each.rows for part in row.words.split(", "))
    return texts


def as_shown(text: str) -> str:
    return re.sub(r"\{[^{}]*\}", BLANK, text.replace("{service}", "Example Ward"))


def unshown(words: WordsFile, sheet: CheckingSheet) -> list[str]:
    texts = shown(sheet)
    return [
        ".".join(path)
        for path, text in words.texts()
        if as_shown(text) not in texts and not set(as_shown(text).split("\n\n")) <= texts
    ]


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("flow", ["patient", "carer", "co-production", "welcome"])
def test_every_text_that_is_signed_off_is_on_the_sheet(flow: str, register: Register) -> None:
    wording = Wording("en", register)
    folder = read_sources(read_files(SHIPPED))
    sheet = make_sheet(read_files(SHIPPED), flow, wording)

    assert set(sheet.hashes) == {flow, "common"}
    for words in (folder.flows[flow].words[wording].model, folder.words[wording].model):
        assert len(list(words.texts())) > 3
        assert unshown(words, sheet) == []


def test_a_question_stands_as_people_see_it() -> None:
    asked = block(make_sheet(read_files(SHIPPED), "patient", EASY), "Do staff tell you about your rights?")

    assert asked == Block(
        heading="6. A question",
        words="Do staff tell you about your rights?\n\nRights are things the law says you can have.",
        picture=asked.picture,
        buttons=(
            SheetLine("Yes", asked.buttons[0].picture),
            *(
                SheetLine(words, each.picture)
                for words, each in zip(("Sometimes", "No"), asked.buttons[1:3], strict=True)
            ),
            SheetLine("I do not know", asked.buttons[3].picture),
        ),
        notes=(("In the list of answers", "Your rights"),),
    )
    assert asked.picture is not None
    assert (asked.picture.id, asked.picture.alt) == ("rights", "Scales for weighing things.")
    assert [each.picture for each in asked.buttons] == ["yes", "partly", "no", "not-sure"]


def test_standard_words_stand_without_pictures_and_with_what_explains_them() -> None:
    asked = block(make_sheet(read_files(SHIPPED), "patient", Wording("en")), "Have staff explained your rights")

    assert asked.picture is None
    assert {each.picture for each in asked.buttons} == {None}
    label, explanation = asked.notes[0]
    assert label == "After a press on “What does this mean?”"
    assert explanation.startswith("Your rights are what the law says")


def test_a_question_that_not_everyone_sees_says_so() -> None:
    asked = block(make_sheet(read_files(SHIPPED), "patient", EASY), "How old are you?")

    assert asked.notes[0] == ("Not everyone sees this", "Only if about-you is “Yes”.")


def test_free_text_stands_with_what_is_said_under_it() -> None:
    asked = block(make_sheet(read_files(SHIPPED), "patient", EASY), "What is good?")

    assert asked.words.endswith("Do not write names.\nDo not write phone numbers.")


def test_common_words_that_are_signed_off_need_no_second_look(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    files = read_files(copy.root)
    changed, _ = sign_off(files, "patient", EASY, checked_by="4 people", on=DAY, today=DAY, redact=redact)

    sheet = make_sheet(files.with_changes(changed), "carer", EASY)

    assert set(sheet.hashes) == {"carer"}
    assert [part.title for part in sheet.parts] == ["The conversation"]


def test_the_hashes_are_those_that_are_signed_off(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    sheet = make_sheet(read_files(copy.root), "patient", EASY)

    files = read_files(copy.root)
    _, signed = sign_off(files, "patient", EASY, checked_by="4 people", on=DAY, today=DAY, redact=redact)

    assert [each.hash for each in signed] == list(sheet.hashes.values())
    assert sign_off_command(sheet) == 'sayso sign-off patient --easy-read --checked-by "…"'


def test_a_language_that_nobody_is_offered_yet_has_a_sheet_to_check_it_with() -> None:
    sheet = make_sheet(read_files(SHIPPED), "patient", Wording("cy"))
    folder = read_sources(read_files(SHIPPED), unpublished={"cy"})
    assert set(sheet.hashes) == {"patient", "common"}
    assert not unshown(folder.flows["patient"].words[Wording("cy")].model, sheet)
    assert not unshown(folder.words[Wording("cy")].model, sheet)


def test_what_is_not_there_is_told() -> None:
    with expect_refusal("There is no conversation “lunch”"):
        make_sheet(read_files(SHIPPED), "lunch", EASY)
    with expect_refusal("“patient” has no words in fr"):
        make_sheet(read_files(SHIPPED), "patient", Wording("fr"))


def test_a_rule_that_words_break_on_purpose_is_on_their_sheet_with_why(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    excepted = "exceptions: [{rule: L06, step: rights, because: The group chose it.}]\nsteps:\n"
    copy.change("patient/words/en.easy-read.yaml", "steps:\n", excepted)

    sheet = make_sheet(read_files(copy.root), "patient", EASY)

    rows = [row.words for each in blocks(sheet) for row in each.rows]
    assert "L06 in steps.rights: The group chose it." in rows
