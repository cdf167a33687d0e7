"""Sealed sessions, and all that a turn leaves behind, kept together or not at all.

Turns that end at the same time are kept in one transaction: what makes a commit last a power cut costs the same for
one as for fifty. A row's version tells whether another process took a turn of the same person meanwhile.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Executable

from bot.privacy.sealing import SessionKey
from bot.store.batching import Batcher
from bot.store.codes import taken_back
from bot.store.database import Database
from bot.store.tables import sessions, waiting
from bot.usecases.conversing.ports import Loaded, Outcome
from bot.usecases.ports import Stale

_MOST = 200

# Building a statement takes longer than running it, so those of every turn are built once.
_LOAD = select(sessions).where(sessions.c.key.in_(bindparam("keys", expanding=True)))


class StoredSessions:
    """The `Sessions` port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._save = _saving(database.insert(sessions))
        self._loading: Batcher[SessionKey, Row[Any] | None] = Batcher(self._load_all, most=_MOST)
        self._keeping: Batcher[Outcome, Stale | None] = Batcher(self._keep_all, most=_MOST)

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
        over = delete(sessions).where(sessions.c.expires <= hour)
        return await self._database.write(lambda connection: connection.execute(over).rowcount)

    async def _load_all(self, keys: Sequence[SessionKey]) -> Sequence[Row[Any] | None]:
        rows = await self._database.read(lambda connection: connection.execute(_LOAD, {"keys": keys}).all())
        found = {row.key: row for row in rows}
        return [found.get(key) for key in keys]

    async def _keep_all(self, outcomes: Sequence[Outcome]) -> Sequence[Stale | None]:
        def keep(connection: Connection) -> set[SessionKey]:
            kept = set(connection.execute(self._save, _rows(outcomes)).scalars())
            _keep_beside(connection, [outcome for outcome in outcomes if outcome.key in kept])
            return kept

        kept = await self._database.write(keep)
        return [None if outcome.key in kept else Stale() for outcome in outcomes]


def _saving(new: sqlite.Insert | postgresql.Insert) -> Executable:
    """Save every session that is of the version it was loaded in, and lock its row; give back which those are."""
    change = {name: new.excluded[name] for name in ("sealed", "expires", "version")}
    unchanged = sessions.c.version == new.excluded.version - 1
    return new.on_conflict_do_update(index_elements=[sessions.c.key], set_=change, where=unchanged).returning(
        sessions.c.key
    )


def _rows(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    # In one order everywhere, so that two processes never wait for each other's rows.
    return [
        {"key": each.key, "sealed": each.sealed, "expires": each.expires, "version": each.version + 1}
        for each in sorted(outcomes, key=lambda outcome: outcome.key)
    ]


def _keep_beside(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Keep what comes with sessions: what was sent, what is taken back, what lay under another key."""
    if sent := [asdict(outcome.waiting) for outcome in outcomes if outcome.waiting is not None]:
        connection.execute(insert(waiting), sent)
    for outcome in outcomes:
        if outcome.withdrawn is not None:
            for statement in taken_back(outcome.withdrawn):
                connection.execute(statement)
        if outcome.replaces is not None:
            connection.execute(delete(sessions).where(sessions.c.key == outcome.replaces))
