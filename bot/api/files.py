"""The files of a release: written on request, and streamed from a file that is already unlinked."""

import hashlib
import tempfile
import zlib
from asyncio import to_thread
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from fastapi import HTTPException
from fastapi.responses import Response, StreamingResponse

from bot.api.tags import headers, matches, not_modified
from bot.reporting.ledger import Release
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.formats import FILES, Format
from bot.usecases.staff.tokens import Scope

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
_CHUNK_BYTES = 256 * 1024
_MOST_CACHED = 12


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file that is served: its format, media type and scope."""

    format: Format
    media_type: str
    scope: Scope

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return FILES[self.format][0]


SERVED = (
    ServedFile(Format.FIGURES, CSV, Scope.FIGURES),
    ServedFile(Format.FFT, CSV, Scope.FIGURES),
    ServedFile(Format.WIDE, CSV, Scope.RECORDS),
    ServedFile(Format.PARQUET, PARQUET, Scope.RECORDS),
    ServedFile(Format.COMMENTS, CSV, Scope.COMMENTS),
    ServedFile(Format.DASHBOARD, CSV, Scope.COMMENTS),
)


@dataclass(frozen=True, slots=True)
class FileCache:
    """Makes files of releases, and caches the tables of figures, compressed.

    Figures may be shown to anyone and never change once a release was checked. Records and comments are never cached.
    """

    exporting: Exporting
    _cached: dict[str, bytes] = field(default_factory=dict)

    async def fetch(self, served: ServedFile, release: Release, known: str | None) -> Response:
        """Return the file, or 304 where the client has it. Raises FiguresChanged."""
        if served.scope is Scope.COMMENTS:
            # Comments are approved one by one, so only the content shows whether the file has changed.
            body = await self._read(served, release)
            tag = hashlib.sha256(body).hexdigest()[:32]
            return not_modified(tag) if matches(tag, known) else _whole(served, release, tag, body)
        tag = hashlib.sha256(f"{await self.exporting.edition(release)}/{served.name}".encode()).hexdigest()[:32]
        if matches(tag, known):
            return not_modified(tag)
        if served.format is Format.FIGURES:
            return _whole(served, release, tag, await self._figures(served, release, tag))
        file = await self._written(served, release)
        return StreamingResponse(_chunks(file), media_type=served.media_type, headers=_headers(served, release, tag))

    async def _figures(self, served: ServedFile, release: Release, tag: str) -> bytes:
        packed = self._cached.pop(tag, None)
        if packed is None:
            packed = await to_thread(zlib.compress, await self._read(served, release), 1)
        self._cached[tag] = packed
        while len(self._cached) > _MOST_CACHED:
            del self._cached[next(iter(self._cached))]
        return await to_thread(zlib.decompress, packed)

    async def _read(self, served: ServedFile, release: Release) -> bytes:
        with await self._written(served, release) as file:
            return await to_thread(file.read)

    async def _written(self, served: ServedFile, release: Release) -> BinaryIO:
        """Return the file, open and unlinked: it is gone once it is closed."""
        try:
            with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
                await self.exporting.write(release, served.format, Path(folder))
                return await to_thread(Path(folder, served.name).open, "rb")
        except OSError as error:
            raise HTTPException(
                HTTPStatus.INSUFFICIENT_STORAGE,
                f"{served.name} cannot be written ({error.strerror}): make room where Sayso keeps temporary files.",
            ) from None


def _whole(served: ServedFile, release: Release, tag: str, body: bytes) -> Response:
    return Response(body, media_type=served.media_type, headers=_headers(served, release, tag))


def _headers(served: ServedFile, release: Release, tag: str) -> dict[str, str]:
    return {**headers(tag), "Content-Disposition": f'attachment; filename="{release.named(served.name)}"'}


async def _chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while chunk := await to_thread(file.read, _CHUNK_BYTES):
            yield chunk
