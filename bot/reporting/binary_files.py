"""Tables as a workbook and as Parquet, written in batches, so that memory does not grow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

_BATCH_ROWS = 20_000
_MOST_ROWS = 1_000_000
"""A worksheet holds 1,048,576 rows; more go to another worksheet."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A table of a workbook."""

    name: str
    columns: Row
    rows: Iterable[Row]


def write_xlsx(file: Path, sheets: Iterable[Worksheet]) -> None:
    """Write a workbook. Every cell is text, so that none can run."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(file), options) as book:
        for sheet in sheets:
            for number, rows in enumerate(_batches(sheet.rows, _MOST_ROWS), 1):
                page = book.add_worksheet(sheet.name if number == 1 else f"{sheet.name} {number}")
                page.freeze_panes(1, 0)
                for place, row in enumerate(chain([sheet.columns], rows)):
                    for column, cell in enumerate(row):
                        page.write_string(place, column, cell)


def write_parquet(file: Path, columns: Row, rows: Iterable[Row], notes: Mapping[str, str]) -> None:
    """Write columns of text, with notes in the file's metadata."""
    fields = [pa.field(name, pa.string()) for name in columns]
    schema = pa.schema(fields, metadata=dict(notes))
    with pq.ParquetWriter(file, schema) as writer:
        for some in _batches(rows, _BATCH_ROWS):
            cells = list(some)
            arrays = [pa.array([row[place] for row in cells], pa.string()) for place in range(len(columns))]
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
