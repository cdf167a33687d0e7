"""Files of a release: everything that leaves, leaves from here or from the same release over HTTP."""

import hashlib
import json
import shutil
import tempfile
from asyncio import to_thread
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.reporting.comments import COMMENT_COLUMNS, DASHBOARD_COLUMNS, comment_row, dashboard_row
from bot.reporting.csv_files import CsvTable
from bot.reporting.fft import MonthlyAnswers
from bot.reporting.figures import Figure
from bot.reporting.ledger import Ledger, Release
from bot.reporting.people import counted_questions
from bot.usecases.releasing.contents import Contents, ReleasedRecords, open_csv
from bot.usecases.releasing.formats import FILES, RULES_FILE, Format
from bot.usecases.releasing.ports import Progress, RecordPart, no_progress
from bot.usecases.releasing.problems import FileExists, FilesNotWritten, ReturnNotWanted
from bot.usecases.releasing.reading import Reading
from bot.usecases.staff.ports import Services
from bot.usecases.staff.services import service_names

_OF_FIGURES = {Format.FIGURES, Format.FIGURES_PARQUET, Format.XLSX}
_OF_RECORDS = {Format.WIDE, Format.LONG, Format.XLSX, Format.PARQUET}
_OF_COMMENTS = {Format.COMMENTS, Format.DASHBOARD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """Exports files of releases. Everything it needs is in its fields.

    `fft_return` tells whether the exact counts of the Friends and Family Test may be written.
    """

    reading: Reading
    services: Services
    flows: Mapping[FlowId, Flow]
    fft_return: bool = False

    async def export(
        self, period: str | None, formats: Collection[Format], out: Path, progress: Progress = no_progress
    ) -> tuple[str, ...]:
        """Write files of all releases, or of those of one period, into a folder: all of them or none.

        Returns the names of the files. Raises NoReleaseYet, NoSuchRelease, ReleaseChanged, ReturnNotWanted, FileExists
        and FilesNotWritten.
        """
        listed = await self.reading.listed(Ledger.WARDS)
        names = (*(name for one in Format if one in formats for name in FILES[one]), RULES_FILE)
        named = {name: out / listed[-1].named(name) if listed else out / name for name in names}
        for file in named.values():
            if file.exists():
                raise FileExists(file)
        contents = await self.contents(period, formats)
        try:
            with _staged(out, named) as folder:
                for done, one in enumerate(sorted(formats)):
                    progress(done, len(formats))
                    await self.write(one, contents, folder)
                (folder / RULES_FILE).write_text(f"{contents.notes}\n", "utf-8")
        except OSError as error:
            raise FilesNotWritten(out, error.strerror or type(error).__name__) from None
        progress(len(formats), len(formats))
        return tuple(file.name for file in named.values())

    async def edition(self) -> str:
        """Return a hash of everything but comments that files are made of: all releases and today's labels."""
        services = [(listed.service.code, listed.service.name) for listed in await self.services.listed()]
        revisions = sorted((flow.id, flow.revision) for flow in self.flows.values())
        made_of = [[release.signature for release in await self.reading.releases.listed()], revisions, services]
        return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()

    async def contents(self, period: str | None, formats: Collection[Format]) -> Contents:
        """Return what these formats are made of. Raises what `export` does."""
        if Format.FFT in formats and not self.fft_return:
            raise ReturnNotWanted
        wanted, listed = set(formats), await self.reading.listed(*Ledger, period=period)
        releases = [release for ledger in Ledger for release in _of(listed, ledger)]
        return Contents(
            releases=releases,
            flows=[flow for flow in self.flows.values() if counted_questions(flow)],
            services=await service_names(self.services),
            figures=await self._figures(releases) if wanted & _OF_FIGURES else [],
            records=await self._records(releases) if wanted & _OF_RECORDS else [],
            fft=await self._fft() if Format.FFT in wanted else {},
        )

    async def write(self, format_: Format, contents: Contents, folder: Path) -> None:
        """Write a format in a thread: it can take a minute, and the event loop serves respondents meanwhile."""
        if format_ not in _OF_COMMENTS:
            await to_thread(contents.write, format_, folder)
            return
        with open_csv(folder / FILES[format_][0]) as file:
            table = CsvTable(file, COMMENT_COLUMNS if format_ is Format.COMMENTS else DASHBOARD_COLUMNS)
            row = comment_row if format_ is Format.COMMENTS else dashboard_row
            for release in _of(contents.releases, Ledger.WARDS):
                async for comment in self.reading.releases.comments(release):
                    table.write([row(release, comment, contents.labels)])

    async def _figures(self, releases: Sequence[Release]) -> list[tuple[Release, Sequence[Figure]]]:
        with_figures = [release for release in releases if release.ledger is not Ledger.RECORDS]
        return [(release, await self.reading.figures(release)) for release in with_figures]

    async def _records(self, releases: Sequence[Release]) -> list[ReleasedRecords]:
        read: list[ReleasedRecords] = []
        for release in _of(releases, Ledger.RECORDS):
            flows: dict[FlowId, list[RecordPart]] = {}
            async for flow, part in self.reading.records(release):
                flows.setdefault(flow, []).append(part)
            read.append((release, flows))
        return read

    async def _fft(self) -> Mapping[FlowId, MonthlyAnswers]:
        months: dict[FlowId, dict[str, Counter[str]]] = {}
        for flow in self.flows.values():
            if flow.fft is None:
                continue
            counts = months.setdefault(flow.id, {})
            async for rows in self.reading.releases.closed_answers(flow.id):
                for month, answers in rows:
                    counts.setdefault(month, Counter()).update(json.loads(answers).get(flow.fft) or ())
        return months


def _of(releases: Sequence[Release], ledger: Ledger) -> list[Release]:
    return [release for release in releases if release.ledger is ledger]


@contextmanager
def _staged(out: Path, named: Mapping[str, Path]) -> Iterator[Path]:
    """Yield a folder whose files are moved to their places in `out` once all of them are written."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sayso-", dir=out) as folder:
        yield Path(folder)
        for name, file in named.items():
            shutil.move(Path(folder) / name, file)
