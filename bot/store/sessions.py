"""Sealed sessions, and all that a turn leaves behind, kept together or not at all.

Turns that end at the same time are kept in one transaction: what makes a commit last a power cut costs the same for
one as for fifty. A row's version tells whether another process took a turn of the same person meanwhile.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Executable

from bot.privacy.sealing import SessionKey
from bot.store.batching import Batcher
from bot.store.codes import deletions
from bot.store.database import Database
from bot.store.tables import sessions, waiting
from bot.usecases.conversing.ports import Outcome, StoredSession
from bot.usecases.ports import Stale

_MAX_BATCH = 200

_SET_ASIDE = 0
"""The version of a session that did not open. One that is in use has at least 1."""

# Building a statement takes longer than running it, so the statements of every turn are built once.
_LOAD = select(sessions).where(sessions.c.key.in_(bindparam("keys", expanding=True)))


class StoredSessions:
    """The `Sessions` port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._save = _upsert(database.insert(sessions))
        self._mark = _upsert_marker(database.insert(sessions))
        self._loading: Batcher[SessionKey, Row[Any] | None] = Batcher(self._load_all, most=_MAX_BATCH)
        self._keeping: Batcher[Outcome, Stale | None] = Batcher(self._keep_all, most=_MAX_BATCH)

    async def load(self, key: SessionKey, *, hour: int) -> StoredSession:
        """Return the sealed session, unless it has expired by this hour."""
        row = await self._loading(key)
        if row is None:
            return StoredSession(None, version=0)
        return StoredSession(row.sealed if row.expires > hour else None, row.version, row.expires)

    async def keep(self, outcome: Outcome) -> None:
        """Store the outcome of a turn, durably. Raises Stale if another process took a turn meanwhile."""
        if (stale := await self._keeping(outcome)) is not None:
            raise stale

    async def expire(self, *, hour: int) -> int:
        """Delete every session that has expired by this hour; return how many."""
        expired = delete(sessions).where(sessions.c.expires <= hour)
        return await self._database.write(lambda connection: connection.execute(expired).rowcount)

    async def count_set_aside(self) -> int:
        """Return how many sessions that did not open are set aside until they expire."""
        rows = select(func.count()).select_from(sessions).where(sessions.c.version == _SET_ASIDE)
        return await self._database.read(lambda connection: connection.execute(rows).scalar_one())

    async def _load_all(self, keys: Sequence[SessionKey]) -> Sequence[Row[Any] | None]:
        rows = await self._database.read(lambda connection: connection.execute(_LOAD, {"keys": keys}).all())
        by_key = {row.key: row for row in rows}
        return [by_key.get(key) for key in keys]

    async def _keep_all(self, outcomes: Sequence[Outcome]) -> Sequence[Stale | None]:
        def keep(connection: Connection) -> set[SessionKey]:
            kept = set(connection.execute(self._save, _rows(outcomes)).scalars())
            stored = [outcome for outcome in outcomes if outcome.key in kept]
            if markers := [asdict(outcome.marker) for outcome in stored if outcome.marker is not None]:
                connection.execute(self._mark, markers)
            _store_rest(connection, stored)
            return kept

        kept = await self._database.write(keep)
        return [None if outcome.key in kept else Stale() for outcome in outcomes]


def _upsert(new: sqlite.Insert | postgresql.Insert) -> Executable:
    """Save the sessions whose version is still the one loaded, and lock their rows; return the keys of these."""
    change = {name: new.excluded[name] for name in ("sealed", "expires", "version")}
    unchanged = sessions.c.version == new.excluded.version - 1
    return new.on_conflict_do_update(index_elements=[sessions.c.key], set_=change, where=unchanged).returning(
        sessions.c.key
    )


def _upsert_marker(new: sqlite.Insert | postgresql.Insert) -> Executable:
    """Save a marker of what somebody sent. The lock on the row of their session keeps others from it."""
    change = {name: new.excluded[name] for name in ("sealed", "expires")}
    return new.on_conflict_do_update(index_elements=[sessions.c.key], set_=change)


def _rows(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    # In the same order everywhere, so that two processes never deadlock.
    return [
        {
            "key": outcome.key,
            "sealed": outcome.sealed,
            "expires": outcome.expires,
            "version": outcome.version + 1,
        }
        for outcome in sorted(outcomes, key=lambda outcome: outcome.key)
    ]


def _store_rest(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Store what comes with sessions: submissions, withdrawals, deletion under an earlier key, what is set aside."""
    if sent := [asdict(outcome.waiting) for outcome in outcomes if outcome.waiting is not None]:
        connection.execute(insert(waiting), sent)
    if aside := [asdict(outcome.set_aside) for outcome in outcomes if outcome.set_aside is not None]:
        connection.execute(insert(sessions), [row | {"version": _SET_ASIDE} for row in aside])
    for outcome in outcomes:
        if outcome.withdrawn is not None:
            for statement in deletions(outcome.withdrawn):
                connection.execute(statement)
        if outcome.replaces is not None:
            connection.execute(delete(sessions).where(sessions.c.key == outcome.replaces))
