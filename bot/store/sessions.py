"""Sealed sessions, and the moment when one becomes a submission."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Comment, Submission
from bot.store.database import sweep
from bot.store.tables import comments as comments_table
from bot.store.tables import sessions, submissions


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

    async def save(self, key: SessionKey, sealed: bytes, *, expires: int) -> None:
        """Keep a session in the place of the one before, durably."""
        async with self.engine.begin() as connection:
            await connection.execute(_saved(key, sealed, expires))

    async def finish(
        self,
        key: SessionKey,
        marker: bytes,
        *,
        expires: int,
        submission: Submission,
        comments: Sequence[Comment],
    ) -> None:
        """Keep what was sent and put a marker in the place of the session, both or neither."""
        async with self.engine.begin() as connection:
            await connection.execute(insert(submissions).values(_submission_row(submission)))
            for comment in comments:
                await connection.execute(insert(comments_table).values(asdict(comment) | {"state": "held"}))
            await connection.execute(_saved(key, marker, expires))

    async def expire(self, *, hour: int) -> int:
        """Delete every session that has expired by this hour, and what deleting leaves behind."""
        async with self.engine.begin() as connection:
            deleted = (await connection.execute(delete(sessions).where(sessions.c.expires <= hour))).rowcount
        if deleted:
            await sweep(self.engine)
        return deleted


def _saved(key: SessionKey, sealed: bytes, expires: int) -> Any:  # noqa: ANN401 - SQLAlchemy's own type is private
    row = {"key": key, "sealed": sealed, "expires": expires}
    fresh = upsert(sessions).values(row)
    return fresh.on_conflict_do_update(index_elements=[sessions.c.key], set_=row)


def _submission_row(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.id,
        "flow": submission.flow,
        "revision": submission.revision,
        "locale": submission.wording.locale,
        "register": submission.wording.register,
        "channel": submission.channel,
        "service": submission.service,
        "month": submission.period.month,
        "week": submission.period.week,
        "answers": {step: None if given is None else list(given) for step, given in submission.answers.items()},
    }
