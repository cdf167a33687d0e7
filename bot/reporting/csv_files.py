"""CSV that no spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 - the full-width ones
_QUOTES = "\"'“‘ "
_MOST_KNOWN = 10_000


def safe(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it is (OWASP, "CSV Injection").

    A cell that a spreadsheet could run, also behind quotes or spaces, gets an apostrophe in front; so does each
    line of it.

    >>> safe("=1+1"), safe("-5"), safe("fine")
    ("'=1+1", "'-5", 'fine')
    """
    if cell.startswith(_FORMULA) or cell.lstrip(_QUOTES).startswith(_FORMULA):
        cell = f"'{cell}"
    if "\n" in cell or "\r" in cell:
        first, *rest = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        cell = "\n".join([first, *(f"'{line}" if line.lstrip(_QUOTES).startswith(_FORMULA) else line for line in rest)])
    return cell.replace("\0", "")


class CsvTable:
    """Writes rows to a file as UTF-8 CSV with a header."""

    def __init__(self, file: TextIO, columns: Iterable[str]) -> None:
        self._writer = csv.writer(file, lineterminator="\r\n")
        # Rows are many, and most of their cells are the same few.
        self._known: set[str] = set()
        self.write(columns)

    def write(self, row: Iterable[str]) -> None:
        """Write one row."""
        known = self._known
        self._writer.writerow([cell if cell in known else self._safe(cell) for cell in row])

    def _safe(self, cell: str) -> str:
        shown = safe(cell)
        if shown == cell:
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            self._known.add(cell)
        return shown
