"""Files that are no workbook, or one that somebody broke or built to do harm: told in words, and nothing is run."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.errors import SaysoError
from bot.flows.sources import Sources
from tests.xlsform.workbooks import CHOICES, SURVEY, Lines, read, told, with_rows, workbook


def parts_of(file: Path, **changed: bytes) -> None:
    """Put other parts into a workbook: the name of each with “_” for “/” and “__” for “.”."""
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    named = {name.replace("__", ".").replace("_", "/"): content for name, content in changed.items()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | named).items():
            archive.writestr(name, content)


def cut_short(file: Path) -> None:
    file.write_bytes(workbook(file).read_bytes()[:900])


def other_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


def bomb(file: Path) -> None:
    parts_of(workbook(file), xl_worksheets_sheet9__xml=b"0" * 40_000_000)


def many_parts(file: Path) -> None:
    parts_of(workbook(file), **{f"xl_media_{number}": b"" for number in range(1_001)})


def declaring(file: Path) -> None:
    bad = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><worksheet>&b;</worksheet>'
    parts_of(workbook(file), xl_worksheets_sheet1__xml=bad)


def declaring_in_utf16(file: Path) -> None:
    bad = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "b">]><worksheet>&b;</worksheet>'
    parts_of(workbook(file), xl_worksheets_sheet1__xml=bad.encode("utf-16"))


def long_sheet(file: Path) -> None:
    workbook(file, [*SURVEY, *([[None]] * 2_000), ["note", "far", "Far down"]])


def wide_sheet(file: Path) -> None:
    workbook(file, [[*SURVEY[0], *([None] * 300), "far"], *SURVEY[1:]])


def without_survey(file: Path) -> None:
    book = Workbook()
    book.save(file)


def broken_inside(file: Path) -> None:
    parts_of(workbook(file), xl_workbook__xml=b"<workbook>")


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (
            lambda file: file.write_text("type,name,label", "utf-8"),
            "is not a workbook, or it is damaged. Save it again",
        ),
        (lambda file: file.write_bytes(b""), "is not a workbook, or it is damaged. Save it again as .xlsx."),
        (lambda file: file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1"), "is an old (.xls) or locked workbook. Save it as"),
        (lambda file: file.write_bytes(b"PK" * 2_600_000), "is larger than 5 MB. Take pictures and other sheets out"),
        (lambda file: parts_of(workbook(file), xl_vbaProject__bin=b"macro"), "has macros. Save it as .xlsx, which has"),
        (cut_short, "is not a workbook, or it is damaged. Save it again as .xlsx."),
        (other_zip, "is not a workbook. Save it as .xlsx."),
        (bomb, "would be larger than 30 MB unpacked. Copy the sheets into a new workbook."),
        (many_parts, "would be larger than 30 MB unpacked. Copy the sheets into a new workbook."),
        (declaring, "declares XML of its own in xl/worksheets/sheet1.xml. Copy the sheets into a new workbook."),
        (declaring_in_utf16, "declares XML of its own in xl/worksheets/sheet1.xml."),
        (broken_inside, "is damaged ("),
        (without_survey, "has no sheet “survey”. An XLSForm has one, with a row for each question."),
        (
            long_sheet,
            "The sheet survey has something in row 2004, column 1. At most 2000 rows and 300 columns are read",
        ),
        (wide_sheet, "The sheet survey has something in row 1, column 304. At most 2000 rows and 300 columns are read"),
        (lambda file: None, "cannot be read (No such file or directory)"),
    ],
)
def test_what_cannot_be_opened_is_told(
    broken: Callable[[Path], object], what: str, shipped: Sources, tmp_path: Path
) -> None:
    file = tmp_path / "form.xlsx"
    broken(file)

    with pytest.raises(SaysoError) as caught:
        read(shipped, file)

    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("sheets", "fault"),
    [
        (
            ([["type", "label::English (en)"], ["note", "Hello"]], CHOICES),
            "form.xlsx:1:1: survey!A1: this sheet has no column “name” - add it",
        ),
        (
            ([["type", "name"], ["note", "hello"]], CHOICES),
            "form.xlsx:1:1: survey!A1: this sheet has no column “label” - add it, such as “label::English (en)”",
        ),
        (
            (SURVEY, [["name", "label"], ["yes", "Yes"]]),
            "form.xlsx:1:1: choices!A1: this sheet has no column “list_name” or no column “name” - add it",
        ),
        (
            (with_rows(["text", "asked", "Again?"]), CHOICES),
            "form.xlsx:4:2: survey!B4: the name “asked” stands in row 2 already - give each question its own",
        ),
        (
            (with_rows(["select_one yes_on", "late", "Late?"]), CHOICES),
            "form.xlsx:4:1: survey!A4: there is no list “yes_on” - did you mean “yes_no”?",
        ),
        (
            (SURVEY, [*CHOICES, ["yes_no", "no", "No"]]),
            "form.xlsx:4:2: choices!B4: the list “yes_no” has the choice “no” twice - keep one",
        ),
        (
            (SURVEY, [*CHOICES, [None, "maybe", "Maybe"]]),
            "form.xlsx:4:1: choices!A4: this choice has no list - fill it in, or delete the row",
        ),
        (
            (with_rows(["text", "a_name_much_longer_than_20", "Long?"]), CHOICES),
            ("form.xlsx:4:2: survey!B4: “a_name_much_longer_than_20” cannot be an id here"
            " - use lower case letters, digits and hyphens, at most 20"),
        ),
        (
            (with_rows(["text", None, "Nameless?"]), CHOICES),
            ("form.xlsx:4:2: survey!B4: this question has no name"
            " - use lower case letters, digits and hyphens, at most 20"),
        ),
        (
            ([[*SURVEY[0], "label::English (en)"], *SURVEY[1:]], CHOICES),
            "form.xlsx:1:4: survey!D1: the column “label::English (en)” is here twice - keep one",
        ),
        (
            ([[*SURVEY[0], "label::Klingon"], *SURVEY[1:]], CHOICES),
            ("form.xlsx:1:4: survey!D1: the language “Klingon” has no code"
            " - write “label::Klingon (CODE)”, such as “label::English (en)”"),
        ),
        (
            ([["type", "name", "label"], ["calculate", "sum", "1 + 1"]], CHOICES),
            "form.xlsx:1:1: survey!A1: there is no question here that can be carried - add one, such as “text”",
        ),
    ],
)  # fmt: skip
def test_what_has_to_be_put_right_is_told_with_sheet_row_and_column(
    sheets: tuple[Lines, Lines], fault: str, shipped: Sources, tmp_path: Path
) -> None:
    arrived = read(shipped, workbook(tmp_path / "form.xlsx", *sheets))

    assert arrived.files is None
    assert fault in [str(each) for each in arrived.faults]


def test_formulas_are_never_reckoned(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["text", "sum", '=CONCATENATE("a","b")']))

    assert told(shipped, file) == [
        (
            "form.xlsx:4:3: survey!C4: warning: a formula, of which the workbook does not hold the value"
            " - write what it should say"
        ),
    ]


def test_what_a_formula_last_said_is_taken(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["text", "sum", "=A1"]))
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    told_then = sheet.replace(b'r="C4"', b'r="C4" t="str"').replace(b"<v/>", b"<v />")
    parts_of(file, xl_worksheets_sheet1__xml=told_then.replace(b"<v />", b"<v>What else?</v>"))

    arrived = read(shipped, file)

    assert [str(each) for each in arrived.issues] == [
        "form.xlsx:4:3: survey!C4: warning: a formula; what it said when the workbook was saved is taken"
    ]
    assert arrived.files is not None
    assert [each.model.steps["sum"].prompt for each in arrived.files.words.values()] == ["What else?"]


def test_what_a_spreadsheet_hides_is_told(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["note", "bye", "Bye"], ["note", "end", None]), notes=[["mine"]])
    book = load_workbook(file)
    book["survey"].row_dimensions[4].hidden = True
    book["survey"].column_dimensions["B"].hidden = True
    book["survey"].merge_cells("C4:C5")
    book.save(file)
    parts_of(file, xl_externalLinks_externalLink1__xml=b"<externalLink/>")

    assert told(shipped, file) == [
        "form.xlsx:1:1: notes!A1: warning: this sheet is not read - leave it, or take it out",
        "form.xlsx:1:1: workbook!A1: warning: the workbook refers to other workbooks, which are not read",
        "form.xlsx:1:2: survey!B1: warning: this column is hidden; it is read like the others",
        (
            "form.xlsx:4:1: survey!A4: warning: this row is hidden; it is read like the others"
            " - delete it if it does not belong"
        ),
        (
            "form.xlsx:4:3: survey!C4: warning: the cells C4:C5 are merged, so only the first has the words"
            " - unmerge them, and fill in each"
        ),
    ]


def test_a_date_and_an_error_in_a_cell_are_told(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["note", "when", date(2026, 3, 2)], ["note", "bad", "#REF!"]))

    assert [line.partition("warning: ")[2] for line in told(shipped, file)] == [
        (
            "this cell is a date or a time, so it is not read"
            " - format the cell as text, and write it as people should read it"
        ),
        "this cell says “#REF!”, so it is not read - write what it should say",
    ]


def test_a_cell_made_a_date_that_no_calendar_has_is_told(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["note", "when", -693594]))
    book = load_workbook(file)
    book["survey"]["C4"].number_format = "yyyy-mm-dd"
    book.save(file)

    assert [line.partition("warning: ")[2] for line in told(shipped, file)] == [
        "this cell says “#VALUE!”, so it is not read - write what it should say"
    ]
