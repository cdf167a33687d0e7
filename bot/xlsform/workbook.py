"""A workbook as tables of text: each sheet with its columns by name, and the place of every cell."""

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
"""A column by its name, with the wording for a column of words."""

Place = tuple[str, int, int]
"""A cell: the name of its sheet, its row and its column, from 1."""

_WITH_LANGUAGE = {"label", "hint", "guidance_hint", "image", "audio", "video", "sayso_title", "text"}
_OTHER_NAMES = {"relevance": "relevant", "list": "list_name", "value": "name", "caption": "label"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the sheet, and its cells that are not empty."""

    number: int
    cells: Mapping[Heading, str]

    def get(self, column: str, wording: Wording | None = None) -> str:
        """Return what stands in a column; empty if nothing does."""
        return self.cells.get((column, wording), "")


@dataclass(slots=True)
class Table:
    """One sheet, as read; empty where the workbook has no such sheet."""

    name: str
    columns: dict[Heading, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def place(self, column: str) -> int:
        """Return the number of the first column of this name, from 1; 1 if there is none."""
        return min((number for (name, _), number in self.columns.items() if name == column), default=1)


@dataclass(slots=True)
class Book:
    """A workbook's sheets of a form, its languages, and all that was met on the way."""

    file: str
    tables: dict[str, Table] = field(default_factory=dict)
    languages: dict[Wording, Language] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def table(self, name: str) -> Table:
        """Return a sheet by its name; an empty one if there is none."""
        return self.tables.get(name) or Table(name)

    def fault(self, place: Place, what: str, do: str = "") -> None:
        """Note what has to be put right before the workbook can be read."""
        issue = issue_at(self.file, place, what, do)
        self.issues.append(replace(issue, severity=Severity.ERROR))

    def left(self, place: Place, what: str, do: str = "") -> None:
        """Note what is not carried, or not quite as it stands."""
        self.issues.append(issue_at(self.file, place, what, do))


def issue_at(file: str, place: Place, what: str, do: str = "") -> Issue:
    """Return a warning at a sheet, row and column of a workbook, with the cell's name as a spreadsheet shows it."""
    sheet, row, column = place
    return Issue(file, row, column, f"{sheet}!{get_column_letter(column)}{row}", what, do, Severity.WARNING)


def open_book(file: Path, known: Sequence[Language]) -> Book:
    """Read the sheets of a form. Raises SaysoError where the file is not a workbook that can be read.

    `known`: the languages that a column may name without its code. What is wrong in the sheets stands in `issues`.
    """
    content = safety.bytes_of(file)
    book = Book(file.name)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles, which are not read, and of dates that are none, which are told as faults.
            warnings.simplefilter("ignore")
            _read(book, content, {str(each).rpartition(" (")[0]: each for each in known})
    except SaysoError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever it meets in a file that is damaged
        what = f"{file.name} is damaged ({type(error).__name__}). Save it again as .xlsx."
        raise SaysoError(what) from None
    if SURVEY not in book.tables:
        raise SaysoError(f"{file.name} has no sheet “{SURVEY}”. An XLSForm has one, with a row for each question.")
    return book


def _read(book: Book, content: bytes, known: Mapping[str, Language]) -> None:
    reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read()
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    sheets = {sheet.title.strip().lower(): sheet for sheet in reader.wb.worksheets}
    if safety.external(content):
        book.left(("workbook", 1, 1), "the workbook refers to other workbooks, which are not read")
    for name in sorted(sheets.keys() - {SURVEY, CHOICES, SETTINGS, OWN_WORDS}):
        book.left((sheets[name].title, 1, 1), "this sheet is not read", "leave it, or take it out")
    default = language("English (en)", {})
    for name in (SETTINGS, SURVEY, CHOICES, OWN_WORDS):
        if name not in sheets:
            continue
        _tell_hidden(book, name, safety.hidden(content, parts[sheets[name].title], name))
        cells = sheets[name].iter_rows(max_row=safety.MOST_ROWS, max_col=safety.MOST_COLUMNS)
        table = _table(book, name, enumerate(cells, 1), (known, default))
        book.tables[name] = table
        if name == SETTINGS and table.rows and (wanted := table.rows[0].get("default_language")):
            default = language(wanted, known) or default
    reader.wb.close()


def _tell_hidden(book: Book, sheet: str, hidden: safety.Hidden) -> None:
    for row in hidden.rows:
        book.left((sheet, row, 1), "this row is hidden; it is read like the others", "delete it if it does not belong")
    for column in hidden.columns:
        book.left((sheet, 1, column), "this column is hidden; it is read like the others")
    for reference, row, column in hidden.merged:
        what = f"the cells {reference} are merged, so only the first has the words"
        book.left((sheet, row, column), what, "unmerge them, and fill in each")
    for row, column in hidden.formulas:
        if (row, column) in hidden.without_value:
            what = "a formula, of which the workbook does not hold the value"
            book.left((sheet, row, column), what, "write what it should say")
        else:
            book.left((sheet, row, column), "a formula; what it said when the workbook was saved is taken")


def _table(
    book: Book,
    name: str,
    rows: Iterator[tuple[int, Sequence[Any]]],
    languages: tuple[Mapping[str, Language], Language | None],
) -> Table:
    table = Table(name)
    headings: dict[int, Heading] = {}
    for number, cells in rows:
        texts = dict(_texts(book, name, number, cells))
        if not texts:
            continue
        if not table.columns:
            headings = dict(_headings(book, name, (number, texts), languages))
            table.columns = {heading: column for column, heading in headings.items()}
            continue
        for column in texts.keys() - headings.keys():
            book.left(
                (name, number, column), "this cell has no column name above it", "name the column, or empty the cell"
            )
        found = {headings[column]: text for column, text in texts.items() if column in headings}
        if found:
            table.rows.append(Row(number, found))
    return table


def _headings(
    book: Book,
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
        base = _OTHER_NAMES.get(base, base)
        wording: Wording | None = None
        if base in _WITH_LANGUAGE:
            spoken = language(tail.strip(), known) if tail else default
            if spoken is None:
                do = f"write “{head}::{tail} (CODE)”, such as “{head}::English (en)”"
                book.fault((sheet, number, column), f"the language “{tail}” has no code", do)
                continue
            wording = spoken.wording
            book.languages.setdefault(wording, spoken)
        elif tail:
            base = f"{base}::{tail}"
        if (base, wording) in seen:
            book.fault((sheet, number, column), f"the column “{text}” is here twice", "keep one")
            continue
        seen.add((base, wording))
        yield column, (base, wording)


def _texts(book: Book, sheet: str, row: int, cells: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(cells, 1):
        value = cell.value
        if value is None:
            continue
        if cell.data_type == "e":
            book.left((sheet, row, column), f"this cell says “{value}”, so it is not read", "write what it should say")
            continue
        if isinstance(value, datetime | date | time):
            what = "this cell is a date or a time, so it is not read"
            book.left((sheet, row, column), what, "format the cell as text, and write it as people should read it")
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
