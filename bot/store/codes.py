"""What is kept of the codes that take answers back, and the rows that each of them leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Delete, Select, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.privacy.withdrawal import CodeHashes
from bot.store.tables import comments, submissions, waiting


@dataclass(frozen=True, slots=True)
class StoredCodes:
    """The `Codes` port on a database."""

    engine: AsyncEngine

    async def has(self, code: CodeHashes) -> bool:
        """Tell whether there is anything that this code takes back."""
        async with self.engine.connect() as connection:
            for query in _found(code):
                if (await connection.execute(query)).first() is not None:
                    return True
        return False


def taken_back(code: CodeHashes) -> Iterator[Delete]:
    """Yield what deletes all that a code takes back, wherever it lies by now."""
    yield delete(waiting).where(waiting.c.withdraw == code.waiting)
    yield delete(submissions).where(submissions.c.withdraw == code.submission)
    yield delete(comments).where(comments.c.withdraw.in_(code.comments))


def _found(code: CodeHashes) -> Iterator[Select[tuple[str]]]:
    yield select(waiting.c.id).where(waiting.c.withdraw == code.waiting)
    yield select(submissions.c.id).where(submissions.c.withdraw == code.submission)
