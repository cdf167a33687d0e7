"""Moving an installation from SQLite to PostgreSQL: every row, all or nothing, and the source left as it is."""

from collections.abc import Callable

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SaysoError
from bot.store.database import close_database, is_sqlite, open_database, prepare
from bot.store.tables import metadata

Progress = Callable[[int, int], None]
"""Told how many rows are copied, of how many."""

_AT_ONCE = 1000


async def move(source: str, target: str, progress: Progress) -> int:
    """Copy all rows of one database into another that is empty; return how many.

    Raises SaysoError, with nothing copied, where the target is not empty or either cannot be used.
    """
    here, there = open_database(source), open_database(target)
    if not is_sqlite(here) or is_sqlite(there):
        raise SaysoError("An installation moves from SQLite to PostgreSQL: --to postgresql://user:password@host/sayso")
    try:
        await prepare(here)
        await prepare(there)
        return await _copy(here, there, progress)
    finally:
        await close_database(here)
        await close_database(there)


async def _copy(here: AsyncEngine, there: AsyncEngine, progress: Progress) -> int:
    total, copied = await _rows(here), 0
    if await _rows(there):
        raise SaysoError("The database to move to is not empty. Nothing was copied. Make a new one, and move to that.")
    async with here.connect() as source, there.begin() as target:
        for table in metadata.sorted_tables:
            async for rows in (await source.stream(select(table))).mappings().partitions(_AT_ONCE):
                await target.execute(insert(table), [dict(row) for row in rows])
                copied += len(rows)
                progress(copied, total)
    return copied


async def _rows(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        counts = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        ]
    return sum(counts)
