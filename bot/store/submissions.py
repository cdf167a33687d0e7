"""Reading what was sent, in the order of random ids, which says nothing about when it came."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.privacy.submission import Comment, Submission
from bot.store.rows import comment_of, submission_of
from bot.store.tables import comments, submissions


@dataclass(frozen=True, slots=True)
class StoredSubmissions:
    """The `Submissions` port on a database."""

    engine: AsyncEngine

    async def count(self) -> tuple[int, int]:
        """Return how many submissions and comments there are."""
        async with self.engine.connect() as connection:
            sent = (await connection.execute(select(func.count()).select_from(submissions))).scalar_one()
            said = (await connection.execute(select(func.count()).select_from(comments))).scalar_one()
        return sent, said

    async def submissions(self) -> AsyncIterator[Submission]:
        """Yield every submission."""
        async with self.engine.connect() as connection:
            async for row in await connection.stream(select(submissions).order_by(submissions.c.id)):
                yield submission_of(row)

    async def comments(self) -> AsyncIterator[tuple[Comment, str]]:
        """Yield every comment with its state."""
        async with self.engine.connect() as connection:
            async for row in await connection.stream(select(comments).order_by(comments.c.id)):
                yield comment_of(row), row.state
