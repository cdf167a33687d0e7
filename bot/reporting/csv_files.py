"""CSV that no spreadsheet takes for a formula."""

import csv
import re
from collections.abc import Iterable
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 - the full-width ones
_QUOTES = "\"'“‘ "
_BETWEEN = "\x1f"
_UNSAFE = re.compile(rf"[{_BETWEEN}\n][{re.escape(_QUOTES)}]*[{re.escape(''.join(_FORMULA))}]|[\r\0]")
"""Finds whether any cell of a row has to be looked at by itself: nearly none has, and rows are many."""


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
        self.write(columns)

    def write(self, row: Iterable[str]) -> None:
        """Write one row."""
        cells = list(row)
        if _UNSAFE.search(_BETWEEN + _BETWEEN.join(cells)):
            cells = [safe(cell) for cell in cells]
        self._writer.writerow(cells)
