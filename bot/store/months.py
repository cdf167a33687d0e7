"""Closing a month: its rows are rewritten so that nothing about them shows when they arrived, or from whom."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from sqlalchemy import Connection, select, union

from bot.store.database import Database
from bot.store.reshuffling import reshuffle
from bot.store.tables import comments, submissions


@dataclass(frozen=True, slots=True)
class StoredMonths:
    """The `Months` port on a database. A month is open as long as a code can withdraw something of it."""

    database: Database

    async def open(self) -> tuple[str, ...]:
        """Return the open months with submissions or comments outside the waiting room."""
        query = union(
            *(select(table.c.month).where(table.c.withdraw.is_not(None)) for table in (submissions, comments))
        )
        return await self.database.read(lambda connection: tuple(sorted(connection.execute(query).scalars())))

    async def close(self, month: str, *, chance: Random, new_id: Callable[[], str]) -> None:
        """Rewrite the rows of a month in random order, with new ids and without hashes of codes; all or nothing."""

        def close(connection: Connection) -> None:
            for table in (submissions, comments):
                which = table.c.month == month
                reshuffle(connection, table, which, chance=chance, new_id=new_id, change={"withdraw": None})

        await self.database.write(close)
