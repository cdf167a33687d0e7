"""Files that are not workbooks, damaged or malicious: the error says so, and nothing in them is run."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.errors import SaysoError
from bot.flows.sources import Sources
from tests.xlsform.workbooks import CHOICES, SURVEY, Lines, issues_in, read, with_rows, workbook


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
        (declaring, "declares an XML document type in xl/worksheets/sheet1.xml. Copy the sheets into a new workbook."),
        (declaring_in_utf16, "declares an XML document type in xl/worksheets/sheet1.xml."),
        (broken_inside, "is damaged ("),
        (without_survey, "has no sheet “survey”. An XLSForm has one, with a row for each question."),
        (
            long_sheet,
            "The sheet survey has a value in row 2004, column 1. At most 2000 rows and 300 columns are read",
        ),
        (wide_sheet, "The sheet survey has a value in row 1, column 304. At most 2000 rows and 300 columns are read"),
        (lambda file: None, "cannot be read (No such file or directory)"),
    ],
)
def test_a_file_that_cannot_be_opened_is_an_error(
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
            "form.xlsx:4:2: survey!B4: the name “asked” is already used in row 2 - give each question its own name",
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
            ("form.xlsx:4:2: survey!B4: “a_name_much_longer_than_20” cannot be an id in Sayso"
            " - use lower case letters, digits and hyphens, at most 20"),
        ),
        (
            (with_rows(["text", None, "Nameless?"]), CHOICES),
            ("form.xlsx:4:2: survey!B4: this question has no name"
            " - use lower case letters, digits and hyphens, at most 20"),
        ),
        (
            ([[*SURVEY[0], "label::English (en)"], *SURVEY[1:]], CHOICES),
            "form.xlsx:1:4: survey!D1: the column “label::English (en)” appears twice - keep one",
        ),
        (
            ([[*SURVEY[0], "label::Klingon"], *SURVEY[1:]], CHOICES),
            ("form.xlsx:1:4: survey!D1: the language “Klingon” has no code"
            " - write “label::Klingon (CODE)”, such as “label::English (en)”"),
        ),
        (
            ([["type", "name", "label"], ["calculate", "sum", "1 + 1"]], CHOICES),
            "form.xlsx:1:1: survey!A1: there is no question that can be imported - add one, such as “text”",
        ),
    ],
)  # fmt: skip
def test_an_error_is_reported_with_sheet_row_and_column(
    sheets: tuple[Lines, Lines], fault: str, shipped: Sources, tmp_path: Path
) -> None:
    imported = read(shipped, workbook(tmp_path / "form.xlsx", *sheets))

    assert imported.files is None
    assert fault in [str(issue) for issue in imported.errors]


def test_formulas_are_never_calculated(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["text", "sum", '=CONCATENATE("a","b")']))

    assert issues_in(shipped, file) == [
        ("form.xlsx:4:3: survey!C4: warning: the workbook has no value for this formula - write the right value"),
    ]


def test_the_stored_value_of_a_formula_is_used(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["text", "sum", "=A1"]))
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    with_value = re.sub(rb"<v ?/>|<v></v>", b"<v>What else?</v>", sheet.replace(b'r="C4"', b'r="C4" t="str"'))
    parts_of(file, xl_worksheets_sheet1__xml=with_value)

    imported = read(shipped, file)

    assert [str(issue) for issue in imported.issues] == [
        "form.xlsx:4:3: survey!C4: warning: a formula: its value when the workbook was saved is used"
    ]
    assert imported.files is not None
    assert [words.model.steps["sum"].prompt for words in imported.files.words.values()] == ["What else?"]


def test_hidden_content_is_reported(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["note", "bye", "Bye"], ["note", "end", None]), notes=[["mine"]])
    book = load_workbook(file)
    book["survey"].row_dimensions[4].hidden = True
    book["survey"].column_dimensions["B"].hidden = True
    book["survey"].merge_cells("C4:C5")
    book.save(file)
    parts_of(file, xl_externalLinks_externalLink1__xml=b"<externalLink/>")

    assert issues_in(shipped, file) == [
        "form.xlsx:1:1: notes!A1: warning: this sheet is not read - leave it or delete it",
        "form.xlsx:1:1: workbook!A1: warning: the workbook refers to other workbooks, which are not read",
        "form.xlsx:1:2: survey!B1: warning: this column is hidden, but imported",
        (
            "form.xlsx:4:1: survey!A4: warning: this row is hidden, but imported"
            " - delete it if it should not be imported"
        ),
        (
            "form.xlsx:4:3: survey!C4: warning: the cells C4:C5 are merged, so only the first has a value"
            " - unmerge them, and fill in each"
        ),
    ]


def test_a_date_and_an_error_in_a_cell_are_reported(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["note", "when", date(2026, 3, 2)], ["note", "bad", "#REF!"]))

    assert [line.partition("warning: ")[2] for line in issues_in(shipped, file)] == [
        (
            "this cell is a date or a time, so it is not read"
            " - format the cell as text, and write it as people should read it"
        ),
        "this cell contains “#REF!”, so it is not read - write the right value",
    ]


def test_an_impossible_date_is_reported(shipped: Sources, tmp_path: Path) -> None:
    file = workbook(tmp_path / "form.xlsx", with_rows(["note", "when", -693594]))
    book = load_workbook(file)
    book["survey"]["C4"].number_format = "yyyy-mm-dd"
    book.save(file)

    assert [line.partition("warning: ")[2] for line in issues_in(shipped, file)] == [
        "this cell contains “#VALUE!”, so it is not read - write the right value"
    ]
