"""The first export: everything that was sent, as CSV files for the QI team."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.engine.flow import Flow, Service
from bot.errors import SaysoError
from bot.reporting.csv_files import CsvTable
from bot.reporting.wide import (
    COMMENT_COLUMNS,
    DICTIONARY_COLUMNS,
    SUBMISSION_COLUMNS,
    WideRows,
    comment_row,
    dictionary_rows,
    question_columns,
)
from bot.usecases.ports import Services, Submissions

FILES = ("submissions.csv", "comments.csv", "data-dictionary.csv")

Progress = Callable[[int, int], None]
"""Told how many rows are written, of how many."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    submissions: int
    comments: int


async def export(
    submissions: Submissions, services: Services, *, flows: Iterable[Flow], out: Path, progress: Progress
) -> Exported:
    """Write the three files into a folder, all or none. Raises SaysoError where they cannot be written there."""
    flows = [flow for flow in flows if question_columns([flow])]
    _refuse_to_overwrite(out)
    try:
        with _unfinished(out) as folder:
            written = await _write(submissions, flows, folder, progress)
            _write_dictionary(flows, [each.service for each in await services.listed()], folder)
    except OSError as error:
        raise SaysoError(
            f"The files cannot be written to {out} ({error.strerror}). Choose another with --out."
        ) from None
    return Exported(out, *written)


@contextmanager
def _unfinished(out: Path) -> Iterator[Path]:
    """Yield a folder whose files are moved to `out` once all of them are written."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sayso-", dir=out) as folder:
        yield Path(folder)
        for name in FILES:
            shutil.move(Path(folder) / name, out / name)


def _refuse_to_overwrite(out: Path) -> None:
    for name in FILES:
        if (out / name).exists():
            raise SaysoError(f"{out / name} is there already. Choose another folder with --out, or move it away first.")


async def _write(submissions: Submissions, flows: list[Flow], folder: Path, progress: Progress) -> tuple[int, int]:
    sent, said = await submissions.count()
    columns = question_columns(flows)
    wide = WideRows(columns)
    rows = comments = 0
    with _csv(folder / FILES[0]) as file:
        table = CsvTable(file, [*SUBMISSION_COLUMNS, *(column.name for column in columns)])
        async for submission in submissions.submissions():
            table.write(wide.row(submission))
            rows += 1
            progress(rows, sent + said)
    with _csv(folder / FILES[1]) as file:
        table = CsvTable(file, COMMENT_COLUMNS)
        async for comment, state in submissions.comments():
            table.write(comment_row(comment, state))
            comments += 1
            progress(rows + comments, sent + said)
    return rows, comments


def _write_dictionary(flows: list[Flow], services: list[Service], folder: Path) -> None:
    with _csv(folder / FILES[2]) as file:
        table = CsvTable(file, DICTIONARY_COLUMNS)
        for row in dictionary_rows(flows, services):
            table.write(row)


def _csv(path: Path) -> TextIO:
    # With the mark at its start, Excel reads the file as UTF-8.
    return path.open("w", encoding="utf-8-sig", newline="")
