"""Workbooks as other people make them."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from bot.flows.sources import Sources
from bot.xlsform.conversion import WorkbookImport, import_workbook

Lines = Sequence[Sequence[object]]

SURVEY: Lines = [
    ["type", "name", "label::English (en)"],
    ["select_one yes_no", "asked", "Have staff asked you?"],
    ["text", "more", "What did they say?"],
]
CHOICES: Lines = [
    ["list_name", "name", "label::English (en)"],
    ["yes_no", "yes", "Yes"],
    ["yes_no", "no", "No"],
]


def workbook(file: Path, survey: Lines | None = None, choices: Lines | None = None, **others: Lines) -> Path:
    """Write a workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = {"survey": SURVEY if survey is None else survey, "choices": CHOICES if choices is None else choices}
    for name, rows in (sheets | others).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file


def with_rows(*rows: Sequence[object]) -> Lines:
    """Return a survey with these additional rows."""
    return [*SURVEY, *rows]


def issues_in(folder: Sources, file: Path) -> list[str]:
    """Return the issues in a workbook as text."""
    return [str(issue) for issue in read(folder, file).issues]


def read(folder: Sources, file: Path) -> WorkbookImport:
    """Read a workbook as the conversation “lunch”."""
    return import_workbook(folder, file, "lunch")
