"""Closing a month: its rows are written again so that nothing about them tells when they came, or from whom."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import writing
from bot.store.rewriting import rewrite
from bot.store.tables import comments, submissions


@dataclass(frozen=True, slots=True)
class StoredMonths:
    """The `Months` port on a database. A month is open as long as a code can take back something of it."""

    engine: AsyncEngine

    async def open(self) -> tuple[str, ...]:
        """Return the months that have not been closed and of which there is something outside the waiting room."""
        query = union(
            *(select(table.c.month).where(table.c.withdraw.is_not(None)) for table in (submissions, comments))
        )
        async with self.engine.connect() as connection:
            return tuple(sorted((await connection.execute(query)).scalars()))

    async def close(self, month: str, *, chance: Random, new_id: Callable[[], str]) -> None:
        """Write the rows of a month again, in an order by chance, with new ids and nothing that takes them back.

        It all happens or nothing.
        """
        async with writing(self.engine) as connection:
            for table in (submissions, comments):
                which = table.c.month == month
                await rewrite(connection, table, which, chance=chance, new_id=new_id, change={"withdraw": None})
