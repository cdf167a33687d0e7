"""What the files of a release are made of, and how each format is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import Rules
from bot.reporting.binary_files import Worksheet, write_parquet, write_xlsx
from bot.reporting.csv_files import CsvTable
from bot.reporting.dictionary import DICTIONARY_COLUMNS, dictionary_rows
from bot.reporting.fft import FFT_COLUMNS, fft_rows
from bot.reporting.figure_rows import FIGURE_COLUMNS, figure_rows
from bot.reporting.figures import Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.long_table import LONG_COLUMNS, data_package, long_rows
from bot.reporting.people import People
from bot.reporting.records import Records, record_columns
from bot.usecases.releasing.formats import FILES, Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything that the files of one release are made of, and how each format is written."""

    release: Release
    flows: Sequence[Flow]
    services: Mapping[str, str]
    rules: Rules
    figures: Sequence[Figure]
    people: Mapping[FlowId, People]

    @property
    def columns(self) -> Sequence[str]:
        """Return the columns of the records."""
        return record_columns(self.flows)

    @property
    def labels(self) -> Mapping[FlowId, Labels]:
        """Return the labels of each conversation."""
        return {flow.id: Labels(flow, self.services) for flow in self.flows}

    @property
    def notes(self) -> str:
        """Return the rules that the figures and records were made by."""
        revisions = "; ".join(f"{flow} {', '.join(hashes)}" for flow, hashes in sorted(self.release.revisions.items()))
        answered = f" The conversations were answered in these revisions: {revisions}." if revisions else ""
        return (
            f"Sayso, release {self.release.period}.{answered} {self.release.rules} In files of single people, each row"
            f" is the same in all that is about the person as those of {self.rules.min_group_size} people or more."
            " Those files are for the QI team; figures can be shown to anyone."
        )

    def write(self, format_: Format, folder: Path) -> None:
        """Write a format other than those of comments, which are streamed from the store."""
        files = [folder / name for name in FILES[format_]]
        match format_:
            case Format.FIGURES:
                _csv(files[0], [*FIGURE_COLUMNS], self.figure_rows())
            case Format.WIDE:
                _csv(files[0], self.columns, self.records())
            case Format.LONG:
                _csv(files[0], LONG_COLUMNS, long_rows(self.columns, self.records()))
                files[1].write_text(data_package(self.release, self.flows, self.services), "utf-8")
            case Format.XLSX:
                write_xlsx(files[0], self.sheets())
            case Format.PARQUET:
                write_parquet(files[0], self.columns, self.records(), {"rules": self.notes})
            case Format.FFT:
                _csv(files[0], FFT_COLUMNS, fft_rows(self.release, self.figures, self.labels))
            case _:
                raise ValueError(f"{format_} needs comments too")

    def figure_rows(self) -> Iterator[Sequence[str]]:
        """Yield the rows of the table of figures."""
        return figure_rows(self.release, self.figures, self.labels, self.rules)

    def records(self) -> Iterator[Sequence[str]]:
        """Yield one row per person."""
        records, first = Records(self.flows, self.release.period, self.rules), 1
        for people in self.people.values():
            yield from records.rows(people, first)
            first += len(people)

    def sheets(self) -> Iterator[Worksheet]:
        """Yield the sheets of the workbook."""
        yield Worksheet("Answers", self.columns, self.records())
        yield Worksheet("Figures", [*FIGURE_COLUMNS], self.figure_rows())
        yield Worksheet("Dictionary", DICTIONARY_COLUMNS, dictionary_rows(self.flows, self.services))
        yield Worksheet("Rules", ["How these figures were made"], [[self.notes]])


def _csv(path: Path, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    with open_csv(path) as file:
        CsvTable(file, columns).write(rows)


def open_csv(path: Path) -> TextIO:
    """Open a file for CSV."""
    # With the mark at its start, Excel reads the file as UTF-8.
    return path.open("w", encoding="utf-8-sig", newline="")
