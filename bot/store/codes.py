"""Hashes of withdrawal codes, and the rows that a code deletes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, Delete, delete, select

from bot.privacy.withdrawal import CodeHashes
from bot.store.database import Database
from bot.store.tables import comments, submissions, waiting


@dataclass(frozen=True, slots=True)
class StoredCodes:
    """The `Codes` port on a database."""

    database: Database

    async def has(self, code: CodeHashes) -> bool:
        """Tell whether this code withdraws anything."""
        return await self.database.read(partial(_has, code))


def deletions(code: CodeHashes) -> Iterator[Delete]:
    """Yield the statements that delete all answers of a code, waiting or moved."""
    yield delete(waiting).where(waiting.c.withdraw == code.waiting)
    yield delete(submissions).where(submissions.c.withdraw == code.submission)
    yield delete(comments).where(comments.c.withdraw.in_(code.comments))


def _has(code: CodeHashes, connection: Connection) -> bool:
    queries = (
        select(waiting.c.id).where(waiting.c.withdraw == code.waiting),
        select(submissions.c.id).where(submissions.c.withdraw == code.submission),
    )
    return any(connection.execute(query).first() is not None for query in queries)
