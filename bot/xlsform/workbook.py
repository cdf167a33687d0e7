"""Reading a workbook into sheets of text, with columns by name and the position of every cell."""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter

from bot.engine.issues import Issue, Severity
from bot.engine.wording import Wording
from bot.errors import SaysoError
from bot.xlsform import safety
from bot.xlsform.names import CHOICES, OWN_WORDS, SETTINGS, SURVEY, Language, language

Heading = tuple[str, Wording | None]
"""A column: its name, and its wording if it has words."""

CellPosition = tuple[str, int, int]
"""A cell: the name of its sheet, its row and its column, from 1."""

_TRANSLATED = {"label", "hint", "guidance_hint", "image", "audio", "video", "sayso_title", "text"}
_ALIASES = {"relevance": "relevant", "list": "list_name", "value": "name", "caption": "label"}


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a sheet: its number, and the cells that are not empty."""

    number: int
    cells: Mapping[Heading, str]

    def get(self, column: str, wording: Wording | None = None) -> str:
        """Return the cell of a column, or an empty text."""
        return self.cells.get((column, wording), "")


@dataclass(slots=True)
class FormSheet:
    """A sheet of a form; empty if the workbook lacks it."""

    name: str
    columns: dict[Heading, int] = field(default_factory=dict)
    rows: list[FormRow] = field(default_factory=list)

    def column_of(self, name: str) -> int:
        """Return the number of the first column of this name; 1 if there is none."""
        return min((number for (column, _), number in self.columns.items() if column == name), default=1)


@dataclass(slots=True)
class Workbook:
    """The sheets of a form, its languages, and the issues in it."""

    file: str
    sheets: dict[str, FormSheet] = field(default_factory=dict)
    languages: dict[Wording, Language] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def sheet(self, name: str) -> FormSheet:
        """Return a sheet by its name; an empty one if there is none."""
        return self.sheets.get(name) or FormSheet(name)

    def error(self, position: CellPosition, what: str, suggestion: str = "") -> None:
        """Record an issue without whose correction the workbook cannot be imported."""
        issue = warning_at(self.file, position, what, suggestion)
        self.issues.append(replace(issue, severity=Severity.ERROR))

    def warn(self, position: CellPosition, what: str, suggestion: str = "") -> None:
        """Record content that is not imported, or is changed."""
        self.issues.append(warning_at(self.file, position, what, suggestion))


def warning_at(file: str, position: CellPosition, what: str, suggestion: str = "") -> Issue:
    """Return a warning about a cell of a workbook; its path is the cell's reference, such as `survey!C4`."""
    sheet, row, column = position
    return Issue(file, row, column, f"{sheet}!{get_column_letter(column)}{row}", what, suggestion, Severity.WARNING)


def read_workbook(file: Path, known: Sequence[Language]) -> Workbook:
    """Read the sheets of a form. Raises SaysoError if the file is not a readable workbook.

    `known`: the languages that a column may name without a code. Errors in the sheets are in `issues`.
    """
    content = safety.read_checked(file)
    book = Workbook(file.name)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles, which are not read, and of impossible dates, which become issues.
            warnings.simplefilter("ignore")
            _read(book, content, {str(language).rpartition(" (")[0]: language for language in known})
    except SaysoError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises anything on a damaged file
        what = f"{file.name} is damaged ({type(error).__name__}). Save it again as .xlsx."
        raise SaysoError(what) from None
    if SURVEY not in book.sheets:
        raise SaysoError(f"{file.name} has no sheet “{SURVEY}”. An XLSForm has one, with a row for each question.")
    return book


def _read(book: Workbook, content: bytes, known: Mapping[str, Language]) -> None:
    reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read()
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    sheets = {sheet.title.strip().lower(): sheet for sheet in reader.wb.worksheets}
    if safety.has_external_links(content):
        book.warn(("workbook", 1, 1), "the workbook refers to other workbooks, which are not read")
    for name in sorted(sheets.keys() - {SURVEY, CHOICES, SETTINGS, OWN_WORDS}):
        book.warn((sheets[name].title, 1, 1), "this sheet is not read", "leave it or delete it")
    default = language("English (en)", {})
    for name in (SETTINGS, SURVEY, CHOICES, OWN_WORDS):
        if name not in sheets:
            continue
        _report_hidden(book, name, safety.find_hidden(content, parts[sheets[name].title], name))
        cells = sheets[name].iter_rows(max_row=safety.MAX_ROWS, max_col=safety.MAX_COLUMNS)
        sheet = _read_sheet(book, name, enumerate(cells, 1), (known, default))
        book.sheets[name] = sheet
        if name == SETTINGS and sheet.rows and (name_or_code := sheet.rows[0].get("default_language")):
            default = language(name_or_code, known) or default
    reader.wb.close()


def _report_hidden(book: Workbook, sheet: str, hidden: safety.HiddenContent) -> None:
    for row in hidden.rows:
        book.warn((sheet, row, 1), "this row is hidden, but imported", "delete it if it should not be imported")
    for column in hidden.columns:
        book.warn((sheet, 1, column), "this column is hidden, but imported")
    for reference, row, column in hidden.merged:
        what = f"the cells {reference} are merged, so only the first has a value"
        book.warn((sheet, row, column), what, "unmerge them, and fill in each")
    for row, column in hidden.formulas:
        if (row, column) in hidden.without_value:
            what = "the workbook has no value for this formula"
            book.warn((sheet, row, column), what, "write the right value")
        else:
            book.warn((sheet, row, column), "a formula: its value when the workbook was saved is used")


def _read_sheet(
    book: Workbook,
    name: str,
    rows: Iterator[tuple[int, Sequence[Any]]],
    languages: tuple[Mapping[str, Language], Language | None],
) -> FormSheet:
    sheet = FormSheet(name)
    headings: dict[int, Heading] = {}
    for number, cells in rows:
        texts = dict(_texts(book, name, number, cells))
        if not texts:
            continue
        if not sheet.columns:
            headings = dict(_headings(book, name, (number, texts), languages))
            sheet.columns = {heading: column for column, heading in headings.items()}
            continue
        for column in texts.keys() - headings.keys():
            book.warn(
                (name, number, column), "this cell has no column name above it", "name the column, or empty the cell"
            )
        filled = {headings[column]: text for column, text in texts.items() if column in headings}
        if filled:
            sheet.rows.append(FormRow(number, filled))
    return sheet


def _headings(
    book: Workbook,
    sheet: str,
    row: tuple[int, Mapping[int, str]],
    languages: tuple[Mapping[str, Language], Language | None],
) -> Iterator[tuple[int, Heading]]:
    number, texts = row
    known, default = languages
    seen: set[Heading] = set()
    for column, text in texts.items():
        head, _, tail = text.removeprefix("media::").partition("::")
        base = "_".join(head.lower().split())
        base = _ALIASES.get(base, base)
        wording: Wording | None = None
        if base in _TRANSLATED:
            column_language = language(tail.strip(), known) if tail else default
            if column_language is None:
                suggestion = f"write “{head}::{tail} (CODE)”, such as “{head}::English (en)”"
                book.error((sheet, number, column), f"the language “{tail}” has no code", suggestion)
                continue
            wording = column_language.wording
            book.languages.setdefault(wording, column_language)
        elif tail:
            base = f"{base}::{tail}"
        if (base, wording) in seen:
            book.error((sheet, number, column), f"the column “{text}” appears twice", "keep one")
            continue
        seen.add((base, wording))
        yield column, (base, wording)


def _texts(book: Workbook, sheet: str, row: int, cells: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(cells, 1):
        value = cell.value
        if value is None:
            continue
        if cell.data_type == "e":
            book.warn((sheet, row, column), f"this cell contains “{value}”, so it is not read", "write the right value")
            continue
        if isinstance(value, datetime | date | time):
            what = "this cell is a date or a time, so it is not read"
            book.warn((sheet, row, column), what, "format the cell as text, and write it as people should read it")
            continue
        text = _text(value)
        if text:
            yield column, text


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
