"""Whether a file may be opened as a workbook at all, and what its sheets hide from who reads only their cells.

A workbook is a zip of XML and comes from anybody. It is looked at here before a library unpacks it: how large it would
get, macros, and declarations by which XML can grow without end. Nothing in it is ever run or followed.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import range_boundaries
from openpyxl.xml.functions import iterparse

from bot.errors import SaysoError

MOST_ROWS, MOST_COLUMNS = 2_000, 300
_LARGEST, _LARGEST_UNPACKED, _MOST_PARTS = 5_000_000, 30_000_000, 1_000
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(slots=True)
class Hidden:
    """What a sheet holds besides the values of its cells: places by row and column, from 1."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    merged: list[tuple[str, int, int]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    without_value: list[tuple[int, int]] = field(default_factory=list)
    """Formulas whose value the file does not hold."""


def bytes_of(file: Path) -> bytes:
    """Return what is in a workbook's file. Raises SaysoError where it may not be opened."""
    try:
        if file.stat().st_size > _LARGEST:
            raise SaysoError(f"{file.name} is larger than 5 MB. Take pictures and other sheets out of it.")
        content = file.read_bytes()
    except OSError as error:
        raise SaysoError(f"{file} cannot be read ({error.strerror}).") from None
    if content.startswith(_OLD_OR_LOCKED):
        raise SaysoError(f"{file.name} is an old (.xls) or locked workbook. Save it as .xlsx, without a password.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _look_at(archive, file.name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise SaysoError(f"{file.name} is not a workbook, or it is damaged. Save it again as .xlsx.") from None
    return content


def external(content: bytes) -> bool:
    """Tell whether the workbook refers to other workbooks."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return any(name.startswith("xl/externalLinks/") for name in archive.namelist())


def hidden(content: bytes, part: str, name: str) -> Hidden:
    """Return what the sheet in this part of the workbook hides. Raises SaysoError where it is too large."""
    found = Hidden()
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(part) as xml:
        row = 0
        for _, element in iterparse(xml):
            if element.tag == f"{_MAIN}row":
                row = int(element.get("r", row + 1))
                _look_at_row(element, row, name, found)
                element.clear()
            elif element.tag == f"{_MAIN}mergeCell":
                first, top, *_ = range_boundaries(element.get("ref"))
                found.merged.append((str(element.get("ref")), int(top or 1), int(first or 1)))
            elif element.tag == f"{_MAIN}col" and element.get("hidden") in {"1", "true"}:
                last = min(int(element.get("max")), MOST_COLUMNS)
                found.columns.extend(range(int(element.get("min")), last + 1))
    return found


def _look_at(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise SaysoError(f"{name} would be larger than 30 MB unpacked. Copy the sheets into a new workbook.")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise SaysoError(f"{name} is not a workbook. Save it as .xlsx.")
    if any(part.endswith("vbaProject.bin") for part in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise SaysoError(f"{name} has macros. Save it as .xlsx, which has none.")
    for part in names:
        if part.endswith((".xml", ".rels")) and _declares(archive.read(part)):
            raise SaysoError(f"{name} declares XML of its own in {part}. Copy the sheets into a new workbook.")


def _declares(xml: bytes) -> bool:
    plain = xml.replace(b"\x00", b"")  # As it is in UTF-16.
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _look_at_row(element: Element, row: int, name: str, found: Hidden) -> None:
    filled = False
    for column, cell in _cells(element):
        formula, value = cell.find(f"{_MAIN}f"), cell.find(f"{_MAIN}v")
        has_value = value is not None and bool(value.text)
        if formula is not None:
            found.formulas.append((row, column))
            if not has_value:
                found.without_value.append((row, column))
        if formula is not None or has_value or cell.find(f"{_MAIN}is") is not None:
            filled = True
            if row > MOST_ROWS or column > MOST_COLUMNS:
                raise SaysoError(
                    f"The sheet {name} has something in row {row}, column {column}. At most {MOST_ROWS} rows and"
                    f" {MOST_COLUMNS} columns are read: delete what is beyond."
                )
    if filled and element.get("hidden") in {"1", "true"}:
        found.rows.append(row)


def _cells(element: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in element.findall(f"{_MAIN}c"):
        reference = cell.get("r")
        column = int(range_boundaries(reference)[0] or 1) if reference else column + 1
        yield column, cell
