"""Tables as a workbook and as Parquet, written in batches, so that memory does not grow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

_BATCH_ROWS = 20_000
_MOST_ROWS = 1_000_000
"""A worksheet holds 1,048,576 rows; more go to another worksheet."""

_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""What a workbook says of when it was made, as its files inside do: two exports of a release are the same bytes."""

Row = Sequence[str | float | None]
"""Cells: text, numbers, and None for nothing."""

_WIDEST, _SAMPLE = 60, 200
"""The width of a column in characters, at most; and how many rows it is fitted to."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A table of a workbook."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Row]


def write_xlsx(file: Path, sheets: Iterable[Worksheet]) -> None:
    """Write a workbook of tables that can be filtered. Numbers are numbers; text is text, so that none can run."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(file), options) as book:
        book.set_properties({"created": _CREATED})
        heading = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            for number, rows in enumerate(_batches(sheet.rows, _MOST_ROWS), 1):
                _write_sheet(
                    book.add_worksheet(sheet.name if number == 1 else f"{sheet.name} {number}"),
                    sheet.columns,
                    rows,
                    heading,
                )


def _write_sheet(page: Any, columns: Sequence[str], rows: Iterator[Row], heading: Any) -> None:  # noqa: ANN401 - untyped
    sample = list(islice(rows, _SAMPLE))
    for place, name in enumerate(columns):
        longest = max((len(str(row[place])) for row in sample if row[place] is not None), default=0)
        page.set_column(place, place, min(_WIDEST, max(len(name), longest)) + 2)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for place, name in enumerate(columns):
        page.write_string(0, place, name, heading)
    last = 0
    for last, row in enumerate(chain(sample, rows), 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(last, place, cell)
            elif cell is not None:
                page.write_number(last, place, cell)
    page.autofilter(0, 0, last, len(columns) - 1)


def write_parquet(
    file: Path, columns: Mapping[str, pa.DataType], rows: Iterable[Row], notes: Mapping[str, str]
) -> None:
    """Write columns of these types, with notes in the file's metadata."""
    schema = pa.schema([pa.field(name, type_) for name, type_ in columns.items()], metadata=dict(notes))
    with pq.ParquetWriter(file, schema) as writer:
        for some in _batches(rows, _BATCH_ROWS):
            cells = list(some)
            arrays = [pa.array([row[place] for row in cells], type_) for place, type_ in enumerate(columns.values())]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _batches(rows: Iterable[Row], most: int) -> Iterator[Iterator[Row]]:
    """Yield rows in batches of at most `most`; at least one batch, which may be empty."""
    rest = iter(rows)
    first: Iterator[Row] = iter(())
    while True:
        yield islice(chain(first, rest), most)
        following = next(rest, None)
        if following is None:
            return
        first = iter((following,))
