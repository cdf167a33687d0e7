"""Files of a release: everything that leaves, leaves from here or from the same release over HTTP."""

import hashlib
import json
import shutil
import tempfile
from asyncio import to_thread
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import Rules
from bot.reporting.comments import COMMENT_COLUMNS, DASHBOARD_COLUMNS, comment_row, dashboard_row
from bot.reporting.csv_files import CsvTable
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.ledger import Release
from bot.reporting.people import People, counted_questions
from bot.usecases.releasing.contents import Contents, open_csv
from bot.usecases.releasing.formats import FILES, RULES_FILE, Format
from bot.usecases.releasing.ports import Progress, Releases, no_progress
from bot.usecases.releasing.problems import FileExists, FilesNotWritten
from bot.usecases.releasing.release import find_release, whole_figures
from bot.usecases.staff.ports import Services

_OF_FIGURES = {Format.FIGURES, Format.XLSX}
_OF_RECORDS = {Format.WIDE, Format.LONG, Format.XLSX, Format.PARQUET}


@dataclass(frozen=True, slots=True)
class Exporting:
    """Exports files of releases. Everything it needs is in its fields."""

    releases: Releases
    services: Services
    flows: Mapping[FlowId, Flow]
    rules: Rules

    async def export(
        self, period: str | None, formats: Collection[Format], out: Path, progress: Progress = no_progress
    ) -> tuple[Release, tuple[str, ...]]:
        """Write files of a release, the newest if no period is given, into a folder: all of them or none.

        Returns the release and the names of the files. Raises NoSuchRelease, FiguresChanged, FileExists and
        FilesNotWritten.
        """
        release = await find_release(self.releases, period)
        names = (*(name for one in Format if one in formats for name in FILES[one]), RULES_FILE)
        named = {name: out / release.named(name) for name in names}
        for file in named.values():
            if file.exists():
                raise FileExists(file)
        figures = await self._figures(release, formats)
        try:
            with _staged(out, named) as folder:
                contents = await self._contents(release, figures, progress if _OF_RECORDS & set(formats) else None)
                for one in Format:
                    if one in formats:
                        await self._write(one, contents, folder)
                (folder / RULES_FILE).write_text(f"{contents.notes}\n", "utf-8")
        except OSError as error:
            raise FilesNotWritten(out, error.strerror or type(error).__name__) from None
        return release, tuple(file.name for file in named.values())

    async def edition(self, release: Release) -> str:
        """Return a hash of everything but comments that the files are made of: the figures and today's labels."""
        services = [(listed.service.code, listed.service.name) for listed in await self.services.listed()]
        revisions = sorted((flow.id, flow.revision) for flow in self.flows.values())
        made_of = [release.digest, revisions, services, astuple(self.rules)]
        return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()

    async def write(self, release: Release, format_: Format, folder: Path) -> None:
        """Write one format of a release into a folder. Raises Changed where it is not as it was made."""
        figures = await self._figures(release, {format_})
        progress = no_progress if format_ in _OF_RECORDS else None
        await self._write(format_, await self._contents(release, figures, progress), folder)

    async def _figures(self, release: Release, formats: Collection[Format]) -> Sequence[Figure]:
        """Return the figures that formats need. Raises Changed where any of the release is not as it was made.

        They are looked at in parts, so that no more of them than that are in memory at once.
        """
        tests = {ReleasePart(flow.id, flow.fft, ()) for flow in self.flows.values() if flow.fft is not None}
        needed = set(release.parts) if _OF_FIGURES & set(formats) else tests
        return [
            figure
            for part in release.parts
            for figure in await whole_figures(self.releases, release, part)
            if part in needed
        ]

    async def _contents(self, release: Release, figures: Sequence[Figure], progress: Progress | None) -> Contents:
        """Return what the files of a release are made of; its records are read only if `progress` is given."""
        services: dict[str, str] = {listed.service.code: listed.service.name for listed in await self.services.listed()}
        flows = [flow for flow in self.flows.values() if counted_questions(flow)]
        contents = Contents(
            release=release,
            flows=flows,
            services=services,
            rules=self.rules,
            figures=figures,
            people={flow.id: People(flow, [*services, ""]) for flow in flows},
        )
        if progress is not None:
            total, done = await self.releases.counted(release), 0
            for people in contents.people.values():
                async for batch in self.releases.submissions(release, flow=people.flow.id):
                    await to_thread(people.add, batch)
                    progress(done + len(people), total)
                done += len(people)
        return contents

    async def _write(self, format_: Format, contents: Contents, folder: Path) -> None:
        """Write a format in a thread: it can take a minute, and the event loop serves respondents meanwhile."""
        if format_ not in (Format.COMMENTS, Format.DASHBOARD):
            await to_thread(contents.write, format_, folder)
            return
        with open_csv(folder / FILES[format_][0]) as file:
            table = CsvTable(file, COMMENT_COLUMNS if format_ is Format.COMMENTS else DASHBOARD_COLUMNS)
            number, labels = 0, contents.labels
            async for comment in self.releases.comments(contents.release):
                number += 1
                if format_ is Format.COMMENTS:
                    table.write([comment_row(contents.release, comment, labels)])
                else:
                    table.write([dashboard_row(contents.release, comment, number, labels)])


@contextmanager
def _staged(out: Path, named: Mapping[str, Path]) -> Iterator[Path]:
    """Yield a folder whose files are moved to their places in `out` once all of them are written."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sayso-", dir=out) as folder:
        yield Path(folder)
        for name, file in named.items():
            shutil.move(Path(folder) / name, file)
