"""Moving an installation from SQLite to PostgreSQL: all rows or none, leaving the source unchanged."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select

from bot.errors import SaysoError
from bot.store.database import Database
from bot.store.opening import open_database, open_store
from bot.store.paging import page
from bot.store.sqlite import SqliteDatabase
from bot.store.tables import metadata

CopyProgress = Callable[[int, int], None]
"""Receives how many rows are copied, of how many."""

_BATCH = 1000


async def move(source: str, target: str, progress: CopyProgress) -> int:
    """Copy all rows of one database into another that is empty, in batches; return how many.

    Raises SaysoError if the target is not empty or either is unusable. If copying fails, the target is emptied.
    """
    if not isinstance(open_database(source), SqliteDatabase) or isinstance(open_database(target), SqliteDatabase):
        raise SaysoError("An installation moves from SQLite to PostgreSQL: --to postgresql://user:password@host/sayso")
    async with open_store(source) as here, open_store(target) as there:
        if await there.database.read(_count):
            raise SaysoError(
                "The database to move to is not empty. Nothing was copied. Create a new one, and move to that."
            )
        try:
            return await _copy(here.database, there.database, progress)
        except BaseException:
            await there.database.write(_empty)
            raise


async def _copy(here: Database, there: Database, progress: CopyProgress) -> int:
    total, copied = await here.read(_count), 0
    for table in metadata.sorted_tables:
        after: Row[Any] | None = None
        while rows := await here.read(partial(page, table, after, _BATCH)):
            await there.write(partial(_add, table, rows))
            after = rows[-1]
            copied += len(rows)
            progress(copied, total)
    return copied


def _count(connection: Connection) -> int:
    counts = (select(func.count()).select_from(table) for table in metadata.sorted_tables)
    return sum(connection.execute(count).scalar_one() for count in counts)


def _add(table: Table, rows: Sequence[Row[Any]], connection: Connection) -> None:
    connection.execute(insert(table), [row._asdict() for row in rows])


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
