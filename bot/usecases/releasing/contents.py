"""What the files of releases are made of, and how each format is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.reporting.binary_files import Worksheet, write_parquet, write_xlsx
from bot.reporting.csv_files import CsvTable
from bot.reporting.dictionary import DICTIONARY_COLUMNS, dictionary_rows
from bot.reporting.fft import FFT_COLUMNS, MonthlyAnswers, fft_rows
from bot.reporting.figure_rows import FIGURE_COLUMNS, NUMBERS, Value, figure_rows
from bot.reporting.figures import Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.long_table import LONG_COLUMNS, LONG_FILE, data_package, long_rows
from bot.reporting.records import RecordRows, record_columns
from bot.usecases.releasing.formats import FILES, Format
from bot.usecases.releasing.ports import RecordPart

ReleasedRecords = tuple[Release, Mapping[FlowId, Sequence[RecordPart]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything that files are made of but comments: figures, records, and answers to the FFT by month.

    `releases` are all that were asked for, ledger by ledger, the oldest first.
    """

    releases: Sequence[Release]
    flows: Sequence[Flow]
    services: Mapping[str, str]
    figures: Sequence[tuple[Release, Sequence[Figure]]]
    records: Sequence[ReleasedRecords]
    fft: Mapping[FlowId, MonthlyAnswers]

    @property
    def columns(self) -> Sequence[str]:
        """Return the columns of the records."""
        return record_columns(parts[0][0] for _, flows in self.records for parts in flows.values())

    @property
    def labels(self) -> Mapping[FlowId, Labels]:
        """Return the labels of each conversation."""
        return {flow.id: Labels(flow, self.services) for flow in self.flows}

    @property
    def notes(self) -> str:
        """Return the rules that releases were made by, and the revisions that people answered."""
        by_rules: dict[str, list[str]] = {}
        revisions: dict[str, set[str]] = {}
        for release in self.releases:
            by_rules.setdefault(release.rules, []).append(f"{release.ledger} {release.period}")
            for flow, answered in release.revisions.items():
                revisions.setdefault(flow, set()).update(answered)
        paragraphs = [f"{rules} (Releases: {', '.join(names)}.)" for rules, names in by_rules.items()]
        listed = "; ".join(f"{flow} {', '.join(sorted(hashes))}" for flow, hashes in sorted(revisions.items()))
        return "\n\n".join([*paragraphs, f"The conversations were answered in these revisions: {listed}."])

    def write(self, format_: Format, folder: Path) -> None:
        """Write a format other than those of comments, which are streamed from the store."""
        files = [folder / name for name in FILES[format_]]
        match format_:
            case Format.FIGURES:
                _csv(files[0], [*FIGURE_COLUMNS], self.figure_rows())
            case Format.WIDE:
                _csv(files[0], self.columns, self.record_rows())
            case Format.LONG:
                _csv(files[0], LONG_COLUMNS, long_rows(self.columns, self.record_rows()))
                releases = [release for release, _ in self.records]
                files[1].write_text(data_package(releases, self.flows, LONG_FILE), "utf-8")
            case Format.XLSX:
                write_xlsx(files[0], self.sheets())
            case Format.FIGURES_PARQUET:
                figures = {name: NUMBERS.get(name, pa.string()) for name in FIGURE_COLUMNS}
                write_parquet(files[0], figures, self.figure_rows(), {"rules": self.notes})
            case Format.PARQUET:
                records = dict.fromkeys(self.columns, pa.string())
                write_parquet(files[0], records, self.record_rows(), {"rules": self.notes})
            case Format.FFT:
                _csv(files[0], FFT_COLUMNS, fft_rows(self.fft))
            case _:
                raise ValueError(f"{format_} needs comments too")

    def figure_rows(self) -> Iterator[Sequence[Value]]:
        """Yield the rows of the table of figures."""
        labels = self.labels
        for release, figures in self.figures:
            yield from figure_rows(release, figures, labels)

    def record_rows(self) -> Iterator[Sequence[str]]:
        """Yield one row a person."""
        rows = RecordRows(self.columns)
        for release, flows in self.records:
            for flow, parts in flows.items():
                names = parts[0][0]
                for number, part in enumerate(parts):
                    yield from rows.rows(release, flow, names, part if number else part[1:])

    def sheets(self) -> Iterator[Worksheet]:
        """Yield the sheets of the workbook."""
        yield Worksheet("Figures", [*FIGURE_COLUMNS], self.figure_rows())
        yield Worksheet("Records", self.columns, self.record_rows())
        yield Worksheet("Dictionary", DICTIONARY_COLUMNS, dictionary_rows(self.flows, self.services))
        yield Worksheet("Rules", ["How these figures were made"], [[self.notes]])


def _csv(path: Path, columns: Iterable[str], rows: Iterable[Sequence[Value]]) -> None:
    with open_csv(path) as file:
        CsvTable(file, columns).write(rows)


def open_csv(path: Path) -> TextIO:
    """Open a file for CSV."""
    # With the mark at its start, Excel reads the file as UTF-8.
    return path.open("w", encoding="utf-8-sig", newline="")
