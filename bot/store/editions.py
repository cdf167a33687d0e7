"""Editions of the conversations, and their publications."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Insert, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.engine.ids import FlowId
from bot.flows.files import Files
from bot.store.database import Database
from bot.store.tables import editions, publications, texts
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.edition import BrokenEdition, Edition, Publication


@dataclass(frozen=True, slots=True)
class StoredEditions:
    """The `Editions` port on a database. Identical files of several editions are stored once."""

    database: Database

    async def listed(self) -> tuple[Edition, ...]:
        """Return every edition, the oldest first."""
        query = select(editions).order_by(editions.c.number)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(map(_edition_of, rows))

    async def files(self, edition: Edition) -> Files:
        """Return the files of an edition, as they were put in. Raises BrokenEdition where that cannot be."""
        query = select(texts).where(texts.c.hash.in_(set(edition.files.values())))
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        contents: Mapping[str, bytes] = {row.hash: row.content for row in rows}
        for path, hash_ in edition.files.items():
            if hash_ not in contents or sha256(contents[hash_]).hexdigest() != hash_:
                raise BrokenEdition(path)
        return Files({path: contents[hash_] for path, hash_ in edition.files.items()})

    async def add(self, edition: Edition, files: Files) -> None:
        """Store an edition. Raises Stale if one with this number exists already."""

        def add(connection: Connection) -> None:
            connection.execute(insert(editions).values(_edition_row(edition)))
            contents = {edition.files[path]: content for path, content in files.items()}
            known = set(connection.execute(select(texts.c.hash).where(texts.c.hash.in_(contents))).scalars())
            rows = [{"hash": hash_, "content": content} for hash_, content in contents.items() if hash_ not in known]
            if rows:
                connection.execute(insert(texts), rows)

        await self._write(add)

    async def publications(self) -> tuple[Publication, ...]:
        """Return every publication, the oldest first."""
        query = select(publications).order_by(publications.c.number)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(map(_publication_of, rows))

    async def publish(self, publication: Publication) -> None:
        """Store a publication. Raises Stale if one with this number exists already."""
        adding: Insert = insert(publications).values(_publication_row(publication))
        await self._write(lambda connection: connection.execute(adding))

    async def newest(self) -> int:
        """Return the number of the newest publication, 0 for none; called every few seconds."""
        query = select(func.coalesce(func.max(publications.c.number), 0))
        return await self.database.read(lambda connection: connection.execute(query).scalar_one())

    async def _write(self, work: Any) -> None:  # noqa: ANN401 - the result is not used
        try:
            await self.database.write(work)
        except IntegrityError:
            raise Stale from None


def _edition_row(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "hash": edition.hash,
        "files": dict(edition.files),
        "role": edition.by.role,
        "note": edition.by.note,
        "day": edition.day.isoformat(),
        "base": edition.base,
        "format": edition.format,
    }


def _edition_of(row: Row[Any]) -> Edition:
    day = date.fromisoformat(row.day)
    return Edition(row.number, row.hash, row.files, Actor(row.role, row.note), day, row.base, row.format)


def _publication_row(publication: Publication) -> dict[str, Any]:
    return {
        "number": publication.number,
        "edition": publication.edition,
        "role": publication.by.role,
        "note": publication.by.note,
        "day": publication.day.isoformat(),
        "because": publication.because,
        "withdrawn": list(publication.unpublished_flows),
    }


def _publication_of(row: Row[Any]) -> Publication:
    return Publication(
        number=row.number,
        edition=row.edition,
        by=Actor(row.role, row.note),
        day=date.fromisoformat(row.day),
        because=row.because,
        unpublished_flows=tuple(map(FlowId, row.withdrawn)),
    )
