"""Files of a release: everything that leaves, leaves from here or from the same release over HTTP."""

import hashlib
import json
import shutil
import tempfile
from asyncio import to_thread
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.engine.wording import Register
from bot.errors import SaysoError
from bot.privacy.disclosure.rules import Rules
from bot.reporting.binary_files import Sheet, write_parquet, write_xlsx
from bot.reporting.chart import Chart
from bot.reporting.comments import COMMENT_COLUMNS, DASHBOARD_COLUMNS, comment_row, dashboard_row
from bot.reporting.csv_files import CsvTable
from bot.reporting.dictionary import DICTIONARY_COLUMNS, dictionary_rows
from bot.reporting.fft import FFT_COLUMNS, fft_rows
from bot.reporting.figure_rows import FIGURE_COLUMNS, figure_rows
from bot.reporting.figures import SERVICE, Figure, Part
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.long_table import LONG_COLUMNS, LONG_FILE, data_package, long_rows
from bot.reporting.people import People, asked
from bot.reporting.records import Records, record_columns
from bot.reporting.spc.rules import USUAL, SpcRules
from bot.reporting.trends import Wanted, trend
from bot.usecases.releasing.ports import Releases
from bot.usecases.releasing.release import find_release, labels_of, series_of, whole_figures
from bot.usecases.staff.ports import Changes, Services

RULES_FILE, PACKAGE_FILE = "rules.txt", "datapackage.json"

Progress = Callable[[int, int], None]
"""Told how many submissions are read, of how many."""

Row = Sequence[str]


def _untold(_done: int, _of: int) -> None:
    """Tell nobody."""


class Format(StrEnum):
    """What is written of a release."""

    FIGURES = "figures"
    WIDE = "wide"
    LONG = "long"
    XLSX = "xlsx"
    PARQUET = "parquet"
    FFT = "fft"
    COMMENTS = "comments"
    DASHBOARD = "dashboard"


FILES: Mapping[Format, tuple[str, ...]] = {
    Format.FIGURES: ("figures.csv",),
    Format.WIDE: ("submissions.csv",),
    Format.LONG: (LONG_FILE, PACKAGE_FILE),
    Format.XLSX: ("submissions.xlsx",),
    Format.PARQUET: ("submissions.parquet",),
    Format.FFT: ("fft.csv",),
    Format.COMMENTS: ("comments.csv",),
    Format.DASHBOARD: ("dashboard.csv",),
}

_OF_FIGURES = {Format.FIGURES, Format.XLSX}
_OF_RECORDS = {Format.WIDE, Format.LONG, Format.XLSX, Format.PARQUET}


@dataclass(frozen=True, slots=True)
class Exporting:
    """The use case, with everything it needs from outside."""

    releases: Releases
    services: Services
    changes: Changes
    flows: Mapping[FlowId, Flow]
    rules: Rules
    spc: SpcRules = USUAL

    async def export(
        self, period: str | None, formats: Collection[Format], out: Path, progress: Progress = _untold
    ) -> tuple[Release, tuple[str, ...]]:
        """Write files of a release, the newest if no period is given, into a folder: all of them or none.

        Returns the release and the names of the files. Raises SaysoError where there is no such release, where it is
        not as it was made, or where the files cannot be written.
        """
        release = await find_release(self.releases, period)
        names = (*(name for each in Format if each in formats for name in FILES[each]), RULES_FILE)
        named = {name: out / release.named(name) for name in names}
        for file in named.values():
            if file.exists():
                raise SaysoError(f"{file} is there already. Choose another folder with --out.")
        figures = await self._figures(release, formats)
        try:
            with _unfinished(out, named) as folder:
                contents = await self._contents(release, figures, progress if _OF_RECORDS & set(formats) else None)
                for each in Format:
                    if each in formats:
                        await self._write(each, contents, folder)
                (folder / RULES_FILE).write_text(f"{contents.notes}\n", "utf-8")
        except OSError as error:
            raise SaysoError(
                f"The files cannot be written to {out} ({error.strerror}). Choose another with --out."
            ) from None
        return release, tuple(file.name for file in named.values())

    async def edition(self, release: Release) -> str:
        """Return a hash of all that files of a release are made of, but comments: a release, and its words today."""
        services = [(each.service.code, each.service.name) for each in await self.services.listed()]
        revisions = sorted((flow.id, flow.revision) for flow in self.flows.values())
        made_of = [release.digest, revisions, services, astuple(self.rules)]
        return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()

    async def write(self, release: Release, each: Format, folder: Path) -> None:
        """Write one format of a release into a folder. Raises Changed where it is not as it was made."""
        figures = await self._figures(release, {each})
        progress = _untold if each in _OF_RECORDS else None
        await self._write(each, await self._contents(release, figures, progress), folder)

    async def _figures(self, release: Release, formats: Collection[Format]) -> Sequence[Figure]:
        """Return the figures that formats need. Raises Changed where any of the release is not as it was made.

        They are looked at in parts, so that no more of them than that are in memory at once.
        """
        tests = {Part(flow.id, flow.fft, ()) for flow in self.flows.values() if flow.fft is not None}
        needed = set(release.parts) if _OF_FIGURES & set(formats) else tests
        return [
            figure
            for part in release.parts
            for figure in await whole_figures(self.releases, release, part)
            if part in needed
        ]

    async def chart(self, flow: str, wanted: Wanted) -> Chart:
        """Return a chart of a conversation's question over all releases. Raises SaysoError where there is none."""
        if flow not in self.flows:
            raise SaysoError(f"There is no conversation “{flow}”. There are: {', '.join(sorted(self.flows))}.")
        labels = await labels_of(self.flows[FlowId(flow)], self.services)
        if wanted.service is not None and wanted.service not in labels.services:
            raise SaysoError(f"There is no service with the code {wanted.service}. See: sayso services list")
        changes = [
            (each.month, each.words[Register.STANDARD].did)
            for each in await self.changes.open()
            if each.flow in (None, flow)
            and each.question in (None, wanted.question)
            and each.service in (None, wanted.service)
        ]
        by = () if wanted.service is None else (SERVICE,)
        series = await series_of(self.releases, Part(FlowId(flow), wanted.question, by))
        return trend(labels, series, wanted, changes=changes, rules=self.rules, spc=self.spc)

    async def _contents(self, release: Release, figures: Sequence[Figure], progress: Progress | None) -> "Contents":
        """Return what files of a release are made of; with its records where their progress is wanted."""
        services: dict[str, str] = {each.service.code: each.service.name for each in await self.services.listed()}
        flows = [flow for flow in self.flows.values() if asked(flow)]
        contents = Contents(
            release=release,
            flows=flows,
            services=services,
            rules=self.rules,
            figures=figures,
            people={flow.id: People(flow, [*services, ""]) for flow in flows},
        )
        if progress is not None:
            whole, done = await self.releases.counted(release), 0
            for people in contents.people.values():
                async for batch in self.releases.submissions(release, flow=people.flow.id):
                    await to_thread(people.add, batch)
                    progress(done + len(people), whole)
                done += len(people)
        return contents

    async def _write(self, each: Format, contents: "Contents", folder: Path) -> None:
        """Write a format, elsewhere than where turns are taken: that can be a minute's work."""
        if each not in (Format.COMMENTS, Format.DASHBOARD):
            await to_thread(contents.write, each, folder)
            return
        with _open(folder / FILES[each][0]) as file:
            table = CsvTable(file, COMMENT_COLUMNS if each is Format.COMMENTS else DASHBOARD_COLUMNS)
            number, labels = 0, contents.labels
            async for comment in self.releases.comments(contents.release):
                number += 1
                if each is Format.COMMENTS:
                    table.write([comment_row(contents.release, comment, labels)])
                else:
                    table.write([dashboard_row(contents.release, comment, number, labels)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What files of one release are made of."""

    release: Release
    flows: Sequence[Flow]
    services: Mapping[str, str]
    rules: Rules
    figures: Sequence[Figure]
    people: Mapping[FlowId, People]

    @property
    def columns(self) -> Row:
        """Return the columns of records."""
        return record_columns(self.flows)

    @property
    def labels(self) -> Mapping[FlowId, Labels]:
        """Return what ids mean, by conversation."""
        return {flow.id: Labels(flow, self.services) for flow in self.flows}

    @property
    def notes(self) -> str:
        """Return the rules by which figures and records were made."""
        revisions = "; ".join(f"{flow} {', '.join(each)}" for flow, each in sorted(self.release.revisions.items()))
        answered = f" The conversations were answered in these revisions: {revisions}." if revisions else ""
        return (
            f"Sayso, release {self.release.period}.{answered} {self.release.rules} In files of single people, each row"
            f" is the same in all that is about the person as those of {self.rules.min_group_size} people or more."
            " Those files are for the QI team; figures can be shown to anyone."
        )

    def write(self, each: Format, folder: Path) -> None:
        """Write a format that is made of these contents alone."""
        files = [folder / name for name in FILES[each]]
        match each:
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
                raise ValueError(f"{each} is not made of these alone")

    def figure_rows(self) -> Iterator[Row]:
        """Yield the rows of the table of figures."""
        return figure_rows(self.release, self.figures, self.labels, self.rules)

    def records(self) -> Iterator[Row]:
        """Yield a row a person."""
        records, first = Records(self.flows, self.release.period, self.rules), 1
        for people in self.people.values():
            yield from records.rows(people, first)
            first += len(people)

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets of the workbook."""
        yield Sheet("Answers", self.columns, self.records())
        yield Sheet("Figures", [*FIGURE_COLUMNS], self.figure_rows())
        yield Sheet("Dictionary", DICTIONARY_COLUMNS, dictionary_rows(self.flows, self.services))
        yield Sheet("Rules", ["How these figures were made"], [[self.notes]])


@contextmanager
def _unfinished(out: Path, named: Mapping[str, Path]) -> Iterator[Path]:
    """Yield a folder whose files are moved to where they belong in `out` once all of them are written."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sayso-", dir=out) as folder:
        yield Path(folder)
        for name, file in named.items():
            shutil.move(Path(folder) / name, file)


def _csv(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    with _open(path) as file:
        CsvTable(file, columns).write(rows)


def _open(path: Path) -> TextIO:
    # With the mark at its start, Excel reads the file as UTF-8.
    return path.open("w", encoding="utf-8-sig", newline="")
