"""What conversations have no equivalent for: imported as far as possible, and always reported."""

from pathlib import Path

import pytest

from bot.flows.sources import Sources
from bot.xlsform.conversion import export_workbook, import_workbook
from tests.xlsform.workbooks import CHOICES, SURVEY, Lines, issues_in, read, with_rows, workbook


@pytest.mark.parametrize(
    ("row", "warning"),
    [
        (
            ["integer", "age", "How old?"],
            ("form.xlsx:4:1: survey!A4: warning: the type “integer” is not imported"
            " - ask with choices, such as ranges, or with “text”"),
        ),
        (
            ["begin group", "g", "About you"],
            ("form.xlsx:4:1: survey!A4: warning: the type “begin group” is not imported"
            " - groups are not imported: copy its “relevant”, if it has one, to each question in it"),
        ),
        (
            ["deviceid", "device", None],
            ("form.xlsx:4:1: survey!A4: warning: the type “deviceid” is not imported"
            " - Sayso keeps nothing that could show who answered"),
        ),
        (
            ["select_one yes_no or_other", "more-yes", "More?"],
            ("form.xlsx:4:1: survey!A4: warning: the type “select_one yes_no or_other” is not imported"
            " - supported: note, text, select_one LIST, select_multiple LIST"),
        ),
        (
            [None, "stray", "Stray"],
            ("form.xlsx:4:2: survey!B4: warning: this row has no type, so it is not imported"
            " - fill it in, or delete the row"),
        ),
        (
            ["note", "Thank_you", "Thank you"],
            "form.xlsx:4:2: survey!B4: warning: “Thank_you” becomes “thank-you” in Sayso",
        ),
        (
            ["note", "thanks", "You said ${asked}"],
            ("form.xlsx:4:3: survey!C4: warning: the words of this question in en contain “${…}”,"
            " which Sayso does not fill in - write it without"),
        ),
    ],
)  # fmt: skip
def test_a_row_that_is_changed_or_not_imported_is_reported(
    row: list[object], warning: str, shipped: Sources, tmp_path: Path
) -> None:
    assert issues_in(shipped, workbook(tmp_path / "form.xlsx", with_rows(row))) == [warning]


@pytest.mark.parametrize(
    ("named", "warning"),
    [
        (("constraint", ". > 3"), "the column “constraint” is not imported - answers are never rejected"),
        (
            ("audio::English (en)", "asked.mp3"),
            "the column “audio” is not imported - conversations have no audio of their own",
        ),
        (("mood", "glad"), "the column “mood” is not imported - leave it or delete it"),
        (
            ("hint::Polski (pl)", "Prosto"),
            "the words in pl are not imported: no question has a label in it - add the column “label::Polski (pl)”",
        ),
        (
            ("image", "nowhere.png"),
            "there is no picture “nowhere” in common/pictures.yaml - add it to common/pictures.yaml first",
        ),
        (("required", "perhaps"), "“perhaps” is neither yes nor no, so it is not imported - write yes or no"),
        (("sayso_kind", "cheque"), "“text” cannot have the kind “cheque” - empty the cell"),
        (("sayso_from", "openning"), "there are no shared steps “openning” - did you mean “opening”?"),
        (("sayso_registers", "hard"), "“hard” is not imported - supported: standard, easy-read"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_imported_is_reported(
    named: tuple[str, str], warning: str, shipped: Sources, tmp_path: Path
) -> None:
    column, cell = named
    survey = [[*SURVEY[0], column], *SURVEY[1:], ["text", "why", "Why?", cell]]

    lines = issues_in(shipped, workbook(tmp_path / "form.xlsx", survey))

    assert lines == [f"form.xlsx:4:4: survey!D4: warning: {warning}"]


@pytest.mark.parametrize(
    ("relevant", "warning"),
    [
        ("${asked} > 3", "the condition is not imported: “> 3” is not supported"),
        ("${asked} = 'yes' and today()", "the condition is not imported: “today” is unexpected"),
        ("${asked} = 'perhaps'", "the condition is not imported: “asked” has no choice “perhaps”"),
        ("${late} = 'yes'", "the condition is not imported: no question “late” is imported before this one"),
        ("${more} = 'much'", "the condition is not imported: “more” has no choice “much”"),
        ("(${asked} = 'yes'", "the condition is not imported: it ends too early"),
        ("(" * 500 + "${asked} = 'yes'" + ")" * 500, "the condition is not imported: brackets are nested too deeply"),
        ("${asked} != 'yes'", "where “asked” was skipped, XLSForm shows this and Sayso does not"),
        ("${several} = 'yes'", "Sayso looks for “yes” among the selected choices: write selected(…)"),
    ],
)
def test_a_condition_that_is_changed_or_not_imported_is_reported(
    relevant: str, warning: str, shipped: Sources, tmp_path: Path
) -> None:
    survey = [
        [*SURVEY[0], "relevant"],
        *SURVEY[1:],
        ["select_multiple yes_no", "several", "Several?"],
        ["text", "why", "Why?", relevant],
    ]

    lines = issues_in(shipped, workbook(tmp_path / "form.xlsx", survey))

    assert len(lines) == 1
    assert lines[0].startswith(f"form.xlsx:5:4: survey!D5: warning: {warning}")


def test_unused_lists_and_additional_settings_are_reported(shipped: Sources, tmp_path: Path) -> None:
    choices = [*CHOICES, ["moods", "glad", "Glad"]]
    file = workbook(
        tmp_path / "form.xlsx", SURVEY, choices,
        settings=[["form_title", "form_id", "version"], ["Lunch on the ward", "lunch", 7], ["Again", "again", 8]],
    )  # fmt: skip

    assert [line.partition("warning: ")[2] for line in issues_in(shipped, file)] == [
        "the title “Lunch on the ward” is not imported: a conversation has only its id",
        "the column “version” is not imported (row 3 too) - leave it or delete it",
        "only the first row of the settings is read",
        "no imported question uses the list “moods”, so it is not imported",
    ]


def test_a_plain_form_is_imported_without_issues(shipped: Sources, tmp_path: Path) -> None:
    survey = [["type", "name", "label", "required"], *SURVEY[1:], ["note", "bye", "Bye.", False]]
    imported = read(shipped, workbook(tmp_path / "form.xlsx", survey))

    assert imported.issues == ()
    assert imported.files is not None
    kinds = [(step.kind, step.id) for step in imported.files.flow.model.steps]
    assert kinds == [("pick one", "asked"), ("free text", "more"), ("message", "bye")]


def test_a_scale_whose_choices_were_changed_keeps_them_as_its_own(shipped: Sources, tmp_path: Path) -> None:
    survey: Lines = [[*SURVEY[0], "sayso_of"], ["select_one agree", "heard", "Do staff listen?", "agree"]]
    choices: Lines = [CHOICES[0], ["agree", "yes", "Yes"], ["agree", "no", "No"]]

    imported = read(shipped, workbook(tmp_path / "form.xlsx", survey, choices))

    assert [str(issue) for issue in imported.issues] == [
        (
            "form.xlsx:2:4: survey!D2: warning: these are not the choices of the scale “agree”"
            " - they become the question's own choices; to share them, change common/scales.yaml"
        )
    ]
    assert imported.files is not None
    step = imported.files.flow.model.steps[0]
    assert (step.kind, [choice.id for choice in step.choices or []]) == ("pick one", ["yes", "no"])


def test_an_export_reports_what_other_programs_ignore(shipped: Sources, tmp_path: Path) -> None:
    lines = [str(issue) for issue in export_workbook(shipped, "welcome", tmp_path / "form.xlsx").issues]

    assert [line.partition("warning: ")[2] for line in lines] == [
        "the workbook has the names of pictures, not their drawings",
        "the workbook has the names of pictures, not their drawings",
        "other programs ignore “sayso_register” (rows 2, 3): they do not change the words after these choices",
        "other programs ignore “sayso_kept” (rows 2 to 4): they keep these answers too",
        (
            "other programs ignore “sayso_kind” (row 3): they ask for text instead of a ward,"
            " and show the check as a note"
        ),
        "other programs ignore “sayso_opens” (rows 4 to 6): they do not open another conversation after these choices",
    ]


def test_a_wording_that_the_workbook_lacks_is_kept(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", [["type", "name", "label"], ["note", "hello", "Hello."]], [])

    imported = import_workbook(shipped, file, "patient")

    assert imported.files is not None
    assert [str(wording) for wording in imported.files.words] == ["en", "en.easy-read"]
    assert any("the workbook has no words in en.easy-read" in str(issue) for issue in imported.issues)
    easy = shipped.flows["patient"].words
    assert [words for words in imported.files.words.values() if words in easy.values()]
