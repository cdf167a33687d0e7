"""Checks whether a file is safe to open as a workbook, and finds what its sheets hide.

A workbook is a zip of XML from an untrusted source. Its unpacked size, macros and XML entity declarations are checked
before a library unpacks it. Nothing in it is ever run, and no link is followed.
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

MAX_ROWS, MAX_COLUMNS = 2_000, 300
_MAX_SIZE, _MAX_UNPACKED_SIZE, _MAX_PARTS = 5_000_000, 30_000_000, 1_000
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(slots=True)
class HiddenContent:
    """What the values of a sheet's cells do not show, by row and column from 1."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    merged: list[tuple[str, int, int]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    without_value: list[tuple[int, int]] = field(default_factory=list)
    """Formulas without a stored value."""


def read_checked(file: Path) -> bytes:
    """Read a workbook's file. Raises SaysoError if it is not safe to open."""
    try:
        if file.stat().st_size > _MAX_SIZE:
            raise SaysoError(f"{file.name} is larger than 5 MB. Take pictures and other sheets out of it.")
        content = file.read_bytes()
    except OSError as error:
        raise SaysoError(f"{file} cannot be read ({error.strerror}).") from None
    if content.startswith(_OLE_SIGNATURE):
        raise SaysoError(f"{file.name} is an old (.xls) or locked workbook. Save it as .xlsx, without a password.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_archive(archive, file.name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise SaysoError(f"{file.name} is not a workbook, or it is damaged. Save it again as .xlsx.") from None
    return content


def has_external_links(content: bytes) -> bool:
    """Tell whether the workbook refers to other workbooks."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return any(name.startswith("xl/externalLinks/") for name in archive.namelist())


def find_hidden(content: bytes, part: str, name: str) -> HiddenContent:
    """Return what the sheet in this part of the workbook hides. Raises SaysoError if the sheet is too large."""
    hidden = HiddenContent()
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(part) as xml:
        row = 0
        for _, element in iterparse(xml):
            if element.tag == f"{_MAIN}row":
                row = int(element.get("r", row + 1))
                _check_row(element, row, name, hidden)
                element.clear()
            elif element.tag == f"{_MAIN}mergeCell":
                first, top, *_ = range_boundaries(element.get("ref"))
                hidden.merged.append((str(element.get("ref")), int(top or 1), int(first or 1)))
            elif element.tag == f"{_MAIN}col" and element.get("hidden") in {"1", "true"}:
                last = min(int(element.get("max")), MAX_COLUMNS)
                hidden.columns.extend(range(int(element.get("min")), last + 1))
    return hidden


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED_SIZE:
        raise SaysoError(f"{name} would be larger than 30 MB unpacked. Copy the sheets into a new workbook.")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise SaysoError(f"{name} is not a workbook. Save it as .xlsx.")
    if any(part.endswith("vbaProject.bin") for part in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise SaysoError(f"{name} has macros. Save it as .xlsx, which has none.")
    for part in names:
        if part.endswith((".xml", ".rels")) and _has_doctype(archive.read(part)):
            raise SaysoError(f"{name} declares an XML document type in {part}. Copy the sheets into a new workbook.")


def _has_doctype(xml: bytes) -> bool:
    plain = xml.replace(b"\x00", b"")  # UTF-16 has one in every ASCII character.
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _check_row(element: Element, row: int, name: str, hidden: HiddenContent) -> None:
    has_values = False
    for column, cell in _cells(element):
        formula, value = cell.find(f"{_MAIN}f"), cell.find(f"{_MAIN}v")
        has_value = value is not None and bool(value.text)
        if formula is not None:
            hidden.formulas.append((row, column))
            if not has_value:
                hidden.without_value.append((row, column))
        if formula is not None or has_value or cell.find(f"{_MAIN}is") is not None:
            has_values = True
            if row > MAX_ROWS or column > MAX_COLUMNS:
                raise SaysoError(
                    f"The sheet {name} has a value in row {row}, column {column}. At most {MAX_ROWS} rows and"
                    f" {MAX_COLUMNS} columns are read: delete everything beyond."
                )
    if has_values and element.get("hidden") in {"1", "true"}:
        hidden.rows.append(row)


def _cells(element: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in element.findall(f"{_MAIN}c"):
        reference = cell.get("r")
        column = int(range_boundaries(reference)[0] or 1) if reference else column + 1
        yield column, cell
