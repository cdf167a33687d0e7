"""CSV that no spreadsheet takes for a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 - the full-width ones
_QUOTES = "\"'“‘ "
_BETWEEN = "\x1f"
_UNSAFE = re.compile(rf"[{_BETWEEN}\n][{re.escape(_QUOTES)}]*[{re.escape(''.join(_FORMULA))}]|[\r\0]")
"""Finds whether any cell of some rows has to be looked at by itself: nearly none has, and rows are many."""

_AT_ONCE = 500


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
        self.write([tuple(columns)])

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Write rows."""
        rest = iter(rows)
        while some := list(islice(rest, _AT_ONCE)):
            if _UNSAFE.search(_BETWEEN + _BETWEEN.join(chain.from_iterable(some))):
                some = [[safe(cell) for cell in row] for row in some]
            self._writer.writerows(some)
