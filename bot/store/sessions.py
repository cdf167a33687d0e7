"""Sealed sessions, and all that a turn leaves behind, kept together or not at all."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import Executable

from bot.privacy.sealing import SessionKey
from bot.store.codes import taken_back
from bot.store.tables import sessions, waiting
from bot.usecases.ports import Outcome


@dataclass(frozen=True, slots=True)
class StoredSessions:
    """The `Sessions` port on a database."""

    engine: AsyncEngine

    async def load(self, key: SessionKey, *, hour: int) -> bytes | None:
        """Return the sealed session, unless it has expired by this hour."""
        query = select(sessions.c.sealed).where(sessions.c.key == key, sessions.c.expires > hour)
        async with self.engine.connect() as connection:
            sealed: bytes | None = (await connection.execute(query)).scalar()
        return sealed

    async def keep(self, outcome: Outcome) -> None:
        """Keep what a turn leaves behind, durably."""
        async with self.engine.begin() as connection:
            for statement in _statements(outcome):
                await connection.execute(statement)

    async def expire(self, *, hour: int) -> int:
        """Delete every session that has expired by this hour; return how many."""
        async with self.engine.begin() as connection:
            return (await connection.execute(delete(sessions).where(sessions.c.expires <= hour))).rowcount


def _statements(outcome: Outcome) -> Iterator[Executable]:
    if outcome.waiting is not None:
        yield insert(waiting).values(asdict(outcome.waiting))
    if outcome.withdrawn is not None:
        yield from taken_back(outcome.withdrawn)
    if outcome.replaces is not None:
        yield delete(sessions).where(sessions.c.key == outcome.replaces)
    row: dict[str, Any] = {"key": outcome.key, "sealed": outcome.sealed, "expires": outcome.expires}
    yield upsert(sessions).values(row).on_conflict_do_update(index_elements=[sessions.c.key], set_=row)
