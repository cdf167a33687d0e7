"""The files of a release: written when they are asked for, and streamed from where nothing is left of them."""

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

from bot.api.tags import headers, is_known, not_again
from bot.reporting.ledger import Release
from bot.usecases.releasing.export import FILES, Exporting, Format
from bot.usecases.staff.tokens import Scope

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
_AT_ONCE = 256 * 1024
_MOST_KEPT = 12


@dataclass(frozen=True, slots=True)
class Served:
    """A file that is served: what it is made as, what it is, and the scope that it needs."""

    format: Format
    media_type: str
    scope: Scope

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return FILES[self.format][0]


SERVED = (
    Served(Format.FIGURES, CSV, Scope.FIGURES),
    Served(Format.FFT, CSV, Scope.FIGURES),
    Served(Format.WIDE, CSV, Scope.RECORDS),
    Served(Format.PARQUET, PARQUET, Scope.RECORDS),
    Served(Format.COMMENTS, CSV, Scope.COMMENTS),
    Served(Format.DASHBOARD, CSV, Scope.COMMENTS),
)


@dataclass(frozen=True, slots=True)
class Files:
    """Fetches files of releases.

    Tables of figures are kept, compressed, for the next who asks: they may be shown to anyone, and what was written of
    a whole release is that release, whatever is done to the database later. Records and comments are never kept.
    """

    exporting: Exporting
    _kept: dict[str, bytes] = field(default_factory=dict)

    async def fetch(self, served: Served, release: Release, known: str | None) -> Response:
        """Return the file, or that it is known already. Raises Changed where the release is not as it was made."""
        if served.scope is Scope.COMMENTS:
            # Comments are let out one by one, so that only the file itself tells whether it has changed.
            body = await self._read(served, release)
            tag = hashlib.sha256(body).hexdigest()[:32]
            return not_again(tag) if is_known(tag, known) else _whole(served, release, tag, body)
        tag = hashlib.sha256(f"{await self.exporting.edition(release)}/{served.name}".encode()).hexdigest()[:32]
        if is_known(tag, known):
            return not_again(tag)
        if served.format is Format.FIGURES:
            return _whole(served, release, tag, await self._figures(served, release, tag))
        file = await self._written(served, release)
        return StreamingResponse(_parts(file), media_type=served.media_type, headers=_headers(served, release, tag))

    async def _figures(self, served: Served, release: Release, tag: str) -> bytes:
        kept = self._kept.pop(tag, None)
        if kept is None:
            kept = await to_thread(zlib.compress, await self._read(served, release), 1)
        self._kept[tag] = kept
        while len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return await to_thread(zlib.decompress, kept)

    async def _read(self, served: Served, release: Release) -> bytes:
        with await self._written(served, release) as file:
            return await to_thread(file.read)

    async def _written(self, served: Served, release: Release) -> BinaryIO:
        """Return the file, open; nobody else can open it, and it is gone once it is closed."""
        try:
            with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
                await self.exporting.write(release, served.format, Path(folder))
                return await to_thread(Path(folder, served.name).open, "rb")
        except OSError as error:
            raise HTTPException(
                HTTPStatus.INSUFFICIENT_STORAGE,
                f"{served.name} cannot be written ({error.strerror}): make room where Sayso keeps temporary files.",
            ) from None


def _whole(served: Served, release: Release, tag: str, body: bytes) -> Response:
    return Response(body, media_type=served.media_type, headers=_headers(served, release, tag))


def _headers(served: Served, release: Release, tag: str) -> dict[str, str]:
    return {**headers(tag), "Content-Disposition": f'attachment; filename="{release.named(served.name)}"'}


async def _parts(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while some := await to_thread(file.read, _AT_ONCE):
            yield some
