"""What a form of other people holds that a conversation has nothing for: carried as near as can be, and always told."""

from pathlib import Path

import pytest

from bot.flows.sources import Sources
from bot.xlsform.carry import carry_in, carry_out
from tests.xlsform.workbooks import CHOICES, SURVEY, Lines, read, told, with_rows, workbook


@pytest.mark.parametrize(
    ("row", "warning"),
    [
        (
            ["integer", "age", "How old?"],
            ("form.xlsx:4:1: survey!A4: warning: the type “integer” is not carried"
            " - ask with choices, such as ranges, or with “text”"),
        ),
        (
            ["begin group", "g", "About you"],
            ("form.xlsx:4:1: survey!A4: warning: the type “begin group” is not carried"
            " - groups are not carried: if it has a “relevant”, give it to each question inside"),
        ),
        (
            ["deviceid", "device", None],
            ("form.xlsx:4:1: survey!A4: warning: the type “deviceid” is not carried"
            " - Sayso keeps nothing that could show who answered"),
        ),
        (
            ["select_one yes_no or_other", "more-yes", "More?"],
            ("form.xlsx:4:1: survey!A4: warning: the type “select_one yes_no or_other” is not carried"
            " - known here: note, text, select_one LIST, select_multiple LIST"),
        ),
        (
            [None, "stray", "Stray"],
            ("form.xlsx:4:2: survey!B4: warning: this row has no type, so it is not carried"
            " - fill it in, or delete the row"),
        ),
        (
            ["note", "Thank_you", "Thank you"],
            "form.xlsx:4:2: survey!B4: warning: “Thank_you” is called “thank-you” here",
        ),
        (
            ["note", "thanks", "You said ${asked}"],
            ("form.xlsx:4:3: survey!C4: warning: the words of this question in en have “${…}” in them,"
            " which is not filled in here - say it without"),
        ),
    ],
)  # fmt: skip
def test_a_row_that_is_not_carried_as_it_stands_is_told(
    row: list[object], warning: str, shipped: Sources, tmp_path: Path
) -> None:
    assert told(shipped, workbook(tmp_path / "form.xlsx", with_rows(row))) == [warning]


@pytest.mark.parametrize(
    ("named", "warning"),
    [
        (("constraint", ". > 3"), "the column “constraint” is not carried - nothing that people write is refused"),
        (
            ("audio::English (en)", "asked.mp3"),
            "the column “audio” is not carried - a conversation has no recordings of its own",
        ),
        (("mood", "glad"), "the column “mood” is not carried - leave it, or take it out"),
        (
            ("hint::Polski (pl)", "Prosto"),
            "the words in pl are not carried: no question has a label in it - add the column “label::Polski (pl)”",
        ),
        (
            ("image", "nowhere.png"),
            "there is no picture “nowhere” in common/pictures.yaml - name it in common/pictures.yaml first",
        ),
        (("required", "perhaps"), "“perhaps” is neither yes nor no, so it is not carried - write yes or no"),
        (("sayso_kind", "cheque"), "“text” cannot be of the kind “cheque” here - empty the cell"),
        (("sayso_from", "openning"), "there are no shared steps “openning” - did you mean “opening”?"),
        (("sayso_registers", "hard"), "“hard” is not carried - known here: standard, easy-read"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_carried_is_told(
    named: tuple[str, str], warning: str, shipped: Sources, tmp_path: Path
) -> None:
    column, cell = named
    survey = [[*SURVEY[0], column], *SURVEY[1:], ["text", "why", "Why?", cell]]

    lines = told(shipped, workbook(tmp_path / "form.xlsx", survey))

    assert lines == [f"form.xlsx:4:4: survey!D4: warning: {warning}"]


@pytest.mark.parametrize(
    ("relevant", "warning"),
    [
        ("${asked} > 3", "the condition is not carried: “> 3” is not read here"),
        ("${asked} = 'yes' and today()", "the condition is not carried: “today” is not expected there"),
        ("${asked} = 'perhaps'", "the condition is not carried: “asked” has no choice “perhaps”"),
        ("${late} = 'yes'", "the condition is not carried: there is no question “late” before it that is carried"),
        ("${more} = 'much'", "the condition is not carried: “more” has no choice “much”"),
        ("(${asked} = 'yes'", "the condition is not carried: it ends too early"),
        ("(" * 500 + "${asked} = 'yes'" + ")" * 500, "the condition is not carried: there are too many brackets in"),
        ("${asked} != 'yes'", "where “asked” was skipped, XLSForm shows this and Sayso does not"),
        ("${several} = 'yes'", "Sayso looks whether “yes” is among what was picked: write selected(…)"),
    ],
)
def test_a_condition_that_is_not_carried_as_it_stands_is_told(
    relevant: str, warning: str, shipped: Sources, tmp_path: Path
) -> None:
    survey = [
        [*SURVEY[0], "relevant"],
        *SURVEY[1:],
        ["select_multiple yes_no", "several", "Several?"],
        ["text", "why", "Why?", relevant],
    ]

    lines = told(shipped, workbook(tmp_path / "form.xlsx", survey))

    assert len(lines) == 1
    assert lines[0].startswith(f"form.xlsx:5:4: survey!D5: warning: {warning}")


def test_lists_and_rows_of_settings_that_nothing_uses_are_told(shipped: Sources, tmp_path: Path) -> None:
    choices = [*CHOICES, ["moods", "glad", "Glad"]]
    file = workbook(
        tmp_path / "form.xlsx", SURVEY, choices,
        settings=[["form_title", "form_id", "version"], ["Lunch on the ward", "lunch", 7], ["Again", "again", 8]],
    )  # fmt: skip

    assert [line.partition("warning: ")[2] for line in told(shipped, file)] == [
        "the title “Lunch on the ward” is not carried: a conversation is called by its id",
        "the column “version” is not carried (row 3 too) - leave it, or take it out",
        "only the first row of the settings is read",
        "no question that is carried uses the list “moods”, so it is not carried",
    ]


def test_a_plain_form_is_carried_without_a_word(shipped: Sources, tmp_path: Path) -> None:
    survey = [["type", "name", "label", "required"], *SURVEY[1:], ["note", "bye", "Bye.", False]]
    arrived = read(shipped, workbook(tmp_path / "form.xlsx", survey))

    assert arrived.issues == ()
    assert arrived.files is not None
    kinds = [(step.kind, step.id) for step in arrived.files.flow.model.steps]
    assert kinds == [("pick one", "asked"), ("free text", "more"), ("message", "bye")]


def test_a_scale_whose_choices_were_changed_keeps_them_as_its_own(shipped: Sources, tmp_path: Path) -> None:
    survey: Lines = [[*SURVEY[0], "sayso_of"], ["select_one agree", "heard", "Do staff listen?", "agree"]]
    choices: Lines = [CHOICES[0], ["agree", "yes", "Yes"], ["agree", "no", "No"]]

    arrived = read(shipped, workbook(tmp_path / "form.xlsx", survey, choices))

    assert [str(each) for each in arrived.issues] == [
        (
            "form.xlsx:2:4: survey!D2: warning: these are not the choices of the scale “agree”"
            " - its own choices are written; to share them, change common/scales.yaml"
        )
    ]
    assert arrived.files is not None
    step = arrived.files.flow.model.steps[0]
    assert (step.kind, [each.id for each in step.choices or []]) == ("pick one", ["yes", "no"])


def test_what_other_programs_do_not_follow_is_told_on_the_way_out(shipped: Sources, tmp_path: Path) -> None:
    lines = [str(each) for each in carry_out(shipped, "welcome", tmp_path / "form.xlsx").issues]

    assert [line.partition("warning: ")[2] for line in lines] == [
        "pictures are named here; the drawings themselves are not in the workbook",
        "pictures are named here; the drawings themselves are not in the workbook",
        "other programs do not follow “sayso_register” (rows 2, 3): others change no words after these choices",
        "other programs do not follow “sayso_kept” (rows 2 to 4): others keep these answers too",
        (
            "other programs do not follow “sayso_kind” (row 3): in the place of a choice of wards others ask for text,"
            " and of the check show a note"
        ),
        "other programs do not follow “sayso_opens” (rows 4 to 6): others open nothing after these choices",
    ]


def test_a_wording_that_is_not_in_the_workbook_stays(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", [["type", "name", "label"], ["note", "hello", "Hello."]], [])

    arrived = carry_in(shipped, file, "patient")

    assert arrived.files is not None
    assert [str(wording) for wording in arrived.files.words] == ["en", "en.easy-read"]
    assert any("there are no words in en.easy-read here" in str(each) for each in arrived.issues)
    easy = shipped.flows["patient"].words
    assert [each for each in arrived.files.words.values() if each in easy.values()]
