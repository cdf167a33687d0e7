"""Whether there are submissions, and from which channel."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import sessions, submissions, waiting


@dataclass(frozen=True, slots=True)
class StoredSubmissions:
    """The `Submissions` port on a database."""

    database: Database

    async def has_other_than(self, channel: str) -> bool:
        """Tell whether there are submissions, waiting rows or open sessions of another channel than this."""
        present = [select(1).select_from(table).limit(1) for table in (waiting, sessions)]
        queries = [select(1).where(submissions.c.channel != channel).limit(1), *present]
        return await self.database.read(
            lambda connection: any(connection.execute(query).first() is not None for query in queries)
        )
