"""Reading what was sent, in the order of random ids, which says nothing about when it came."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from bot.privacy.submission import Comment, Submission
from bot.store.database import Database
from bot.store.paging import page
from bot.store.rows import comment_of, submission_of
from bot.store.tables import comments, submissions

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class StoredSubmissions:
    """The `Submissions` port on a database. Rows are fetched some at a time, so that memory does not grow."""

    database: Database

    async def count(self) -> tuple[int, int]:
        """Return how many submissions and comments there are."""
        return await self.database.read(_counts)

    async def submissions(self) -> AsyncIterator[Submission]:
        """Yield every submission."""
        async for row in self._rows(submissions):
            yield submission_of(row)

    async def comments(self) -> AsyncIterator[tuple[Comment, str]]:
        """Yield every comment with its state."""
        async for row in self._rows(comments):
            yield comment_of(row), row.state

    async def _rows(self, table: Table) -> AsyncIterator[Row[Any]]:
        after: Row[Any] | None = None
        while rows := await self.database.read(partial(page, table, after, _AT_ONCE)):
            for row in rows:
                yield row
            after = rows[-1]


def _counts(connection: Connection) -> tuple[int, int]:
    sent, said = (
        connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (submissions, comments)
    )
    return sent, said
