"""CSV whose cells no spreadsheet runs as a formula."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 - the full-width ones
_QUOTES = "\"'“‘ "
_MOST_CACHED = 10_000


def escape_formula(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it is (OWASP, "CSV Injection").

    A cell that a spreadsheet could run, also behind quotes or spaces, gets an apostrophe in front; so does each
    line of it.

    >>> escape_formula("=1+1"), escape_formula("-5"), escape_formula("fine")
    ("'=1+1", "'-5", 'fine')
    """
    if _could_run(cell):
        cell = f"'{cell}"
    if "\n" in cell or "\r" in cell:
        first, *rest = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        cell = "\n".join([first, *(f"'{line}" if line.lstrip(_QUOTES).startswith(_FORMULA) else line for line in rest)])
    return cell.replace("\0", "")


def unescape_formula(cell: str) -> str:
    r"""Return what `escape_formula` was given, where that held no line breaks but `\n` and no NUL.

    >>> unescape_formula("'=1+1"), unescape_formula("'fine'")
    ('=1+1', "'fine'")
    """
    first, *rest = cell.split("\n")
    cell = "\n".join([first, *(line[1:] if line.startswith("'") and _could_run(line[1:]) else line for line in rest)])
    return cell[1:] if cell.startswith("'") and _could_run(cell[1:]) else cell


def _could_run(cell: str) -> bool:
    return cell.startswith(_FORMULA) or cell.lstrip(_QUOTES).startswith(_FORMULA)


class CsvTable:
    """Writes rows to a file as UTF-8 CSV with a header."""

    def __init__(self, file: TextIO, columns: Iterable[str]) -> None:
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._escaped = _EscapeCache()
        self.write([tuple(columns)])

    def write(self, rows: Iterable[Sequence[str | float | None]]) -> None:
        """Write rows. None is an empty cell."""
        self._writer.writerows([self._escaped[cell] if isinstance(cell, str) else cell for cell in row] for row in rows)


class _EscapeCache(dict[str, str]):
    """Escaped cells by cell: there are many rows, and most of their cells repeat."""

    def __missing__(self, cell: str) -> str:
        if len(self) == _MOST_CACHED:
            self.clear()
        return self.setdefault(cell, escape_formula(cell))
