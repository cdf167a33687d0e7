"""The files of a release: written on request, and streamed from a file that is already unlinked."""

import hashlib
import tempfile
import zlib
from asyncio import to_thread
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from fastapi import HTTPException
from fastapi.responses import Response, StreamingResponse

from bot.api.tags import headers, matches, not_modified
from bot.reporting.ledger import Ledger
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.formats import Format
from bot.usecases.staff.tokens import Scope

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHUNK_BYTES = 256 * 1024
_MOST_CACHED = 12


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file that is served: its name, format, media type and scope, and the ledger whose newest period is `latest`."""

    name: str
    format: Format
    media_type: str
    scope: Scope
    ledger: Ledger = Ledger.WARDS

    @property
    def stored(self) -> Mapping[str, str]:
        """Return the header that keeps anything but figures from being stored on the way."""
        return {} if self.scope is Scope.FIGURES else {"Cache-Control": "no-store"}


SERVED = (
    ServedFile("figures.csv", Format.FIGURES, CSV, Scope.FIGURES),
    ServedFile("figures.parquet", Format.FIGURES_PARQUET, PARQUET, Scope.FIGURES),
    ServedFile("sayso.xlsx", Format.XLSX, XLSX, Scope.RECORDS),
    ServedFile("records.csv", Format.WIDE, CSV, Scope.RECORDS, Ledger.RECORDS),
    ServedFile("records.parquet", Format.PARQUET, PARQUET, Scope.RECORDS, Ledger.RECORDS),
    ServedFile("comments.csv", Format.COMMENTS, CSV, Scope.COMMENTS),
    ServedFile("dashboard.csv", Format.DASHBOARD, CSV, Scope.COMMENTS),
    ServedFile("fft.csv", Format.FFT, CSV, Scope.FFT),
)


@dataclass(frozen=True, slots=True)
class FileCache:
    """Makes files of releases, and caches the table of figures, compressed.

    Figures may be shown to anyone and never change once they are released. Nothing else is cached, here or on the way.
    """

    exporting: Exporting
    _cached: dict[str, bytes] = field(default_factory=dict)

    async def fetch(self, served: ServedFile, period: str | None, known: str | None) -> Response:
        """Return the file of all releases or of those of a period, or 304 where the client has it.

        Raises what `Exporting.contents` does.
        """
        if served.scope in (Scope.COMMENTS, Scope.FFT):
            # Comments are approved one by one, so only the content shows whether the file has changed.
            body = await self._read(served, period)
            tag = _tag(body)
            return not_modified(tag, served.stored) if matches(tag, known) else _whole(served, tag, body)
        tag = _tag(f"{await self.exporting.edition()}/{served.name}/{period}".encode())
        if matches(tag, known):
            return not_modified(tag, served.stored)
        if served.format is Format.FIGURES:
            return _whole(served, tag, await self._figures(served, period, tag))
        file = await self._written(served, period)
        return StreamingResponse(_chunks(file), media_type=served.media_type, headers=_headers(served, tag))

    async def _figures(self, served: ServedFile, period: str | None, tag: str) -> bytes:
        packed = self._cached.pop(tag, None)
        if packed is None:
            packed = await to_thread(zlib.compress, await self._read(served, period), 1)
        self._cached[tag] = packed
        while len(self._cached) > _MOST_CACHED:
            del self._cached[next(iter(self._cached))]
        return await to_thread(zlib.decompress, packed)

    async def _read(self, served: ServedFile, period: str | None) -> bytes:
        with await self._written(served, period) as file:
            return await to_thread(file.read)

    async def _written(self, served: ServedFile, period: str | None) -> BinaryIO:
        """Return the file, open and unlinked: it is gone once it is closed."""
        contents = await self.exporting.contents(period, {served.format})
        try:
            with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
                await self.exporting.write(served.format, contents, Path(folder))
                return await to_thread(Path(folder, served.name).open, "rb")
        except OSError as error:
            raise HTTPException(
                HTTPStatus.INSUFFICIENT_STORAGE,
                f"{served.name} cannot be written ({error.strerror}): make room where Sayso keeps temporary files.",
            ) from None


def _tag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _whole(served: ServedFile, tag: str, body: bytes) -> Response:
    return Response(body, media_type=served.media_type, headers=_headers(served, tag))


def _headers(served: ServedFile, tag: str) -> dict[str, str]:
    return {**headers(tag), **served.stored, "Content-Disposition": f'attachment; filename="{served.name}"'}


async def _chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while chunk := await to_thread(file.read, _CHUNK_BYTES):
            yield chunk
