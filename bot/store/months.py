"""Closing a month: its rows are written again so that nothing about them tells when they came, or from whom."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from sqlalchemy import Table, delete, insert, select, union
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.tables import comments, submissions

_AT_ONCE = 500


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

        It all happens or nothing. Rows are read and written some at a time: only the ids are held in memory.
        """
        async with self.engine.begin() as connection:
            for table in (submissions, comments):
                await _rewrite(connection, table, month, chance=chance, new_id=new_id)


async def _rewrite(
    connection: AsyncConnection, table: Table, month: str, *, chance: Random, new_id: Callable[[], str]
) -> None:
    ids = list((await connection.execute(select(table.c.id).where(table.c.month == month))).scalars())
    chance.shuffle(ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = [dict(row) for row in (await connection.execute(select(table).where(table.c.id.in_(some)))).mappings()]
        chance.shuffle(rows)
        await connection.execute(delete(table).where(table.c.id.in_(some)))
        await connection.execute(insert(table), [row | {"id": new_id(), "withdraw": None} for row in rows])
