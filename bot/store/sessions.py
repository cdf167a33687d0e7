"""Sealed sessions, and all that a turn leaves behind, kept together or not at all.

Turns that end at the same time are kept in one transaction: what makes a commit last a power cut costs the same for
one as for fifty. A row's version tells whether another process took a turn of the same person meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql import Executable

from bot.privacy.sealing import SessionKey
from bot.store.codes import taken_back
from bot.store.database import insert_or_update, writing
from bot.store.grouping import Grouped
from bot.store.tables import sessions, waiting
from bot.usecases.ports import Loaded, Outcome, Stale

_MOST = 200


@dataclass(frozen=True, slots=True)
class StoredSessions:
    """The `Sessions` port on a database."""

    engine: AsyncEngine
    _loading: Grouped[SessionKey, Row[Any] | None] = field(init=False)
    _keeping: Grouped[Outcome, Stale | None] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_loading", Grouped(self._load_all, most=_MOST))
        object.__setattr__(self, "_keeping", Grouped(self._keep_all, most=_MOST))

    async def load(self, key: SessionKey, *, hour: int) -> Loaded:
        """Return the sealed session, unless it has expired by this hour."""
        row = await self._loading(key)
        if row is None:
            return Loaded(None, version=0)
        return Loaded(row.sealed if row.expires > hour else None, version=row.version)

    async def keep(self, outcome: Outcome) -> None:
        """Keep what a turn leaves behind, durably. Raises Stale where another process took a turn meanwhile."""
        if (stale := await self._keeping(outcome)) is not None:
            raise stale

    async def expire(self, *, hour: int) -> int:
        """Delete every session that has expired by this hour; return how many."""
        async with writing(self.engine) as connection:
            return (await connection.execute(delete(sessions).where(sessions.c.expires <= hour))).rowcount

    async def _load_all(self, keys: Sequence[SessionKey]) -> Sequence[Row[Any] | None]:
        async with self.engine.connect() as connection:
            rows = (await connection.execute(select(sessions).where(sessions.c.key.in_(keys)))).all()
        found = {row.key: row for row in rows}
        return [found.get(key) for key in keys]

    async def _keep_all(self, outcomes: Sequence[Outcome]) -> Sequence[Stale | None]:
        async with writing(self.engine) as connection:
            kept = await self._save_all(connection, outcomes)
            for outcome in outcomes:
                if outcome.key in kept:
                    for statement in _beside(outcome):
                        await connection.execute(statement)
        return [None if outcome.key in kept else Stale() for outcome in outcomes]

    async def _save_all(self, connection: AsyncConnection, outcomes: Sequence[Outcome]) -> set[SessionKey]:
        """Save every session that is of the version it was loaded in, and lock its row; return which those are."""
        new = insert_or_update(self.engine, sessions)
        change = {name: new.excluded[name] for name in ("sealed", "expires", "version")}
        unchanged = sessions.c.version == new.excluded.version - 1
        saving = new.on_conflict_do_update(index_elements=[sessions.c.key], set_=change, where=unchanged)
        # In one order everywhere, so that two processes never wait for each other's rows.
        rows = [
            {"key": each.key, "sealed": each.sealed, "expires": each.expires, "version": each.version + 1}
            for each in sorted(outcomes, key=lambda outcome: outcome.key)
        ]
        return set((await connection.execute(saving.returning(sessions.c.key), rows)).scalars())


def _beside(outcome: Outcome) -> Iterator[Executable]:
    if outcome.waiting is not None:
        yield insert(waiting).values(asdict(outcome.waiting))
    if outcome.withdrawn is not None:
        yield from taken_back(outcome.withdrawn)
    if outcome.replaces is not None:
        yield delete(sessions).where(sessions.c.key == outcome.replaces)
