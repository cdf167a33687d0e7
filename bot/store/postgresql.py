"""PostgreSQL: a pool of connections, several processes on one database, and what deleting leaves behind."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import SaysoError
from bot.store.faults import unavailable
from bot.store.migrating import is_up_to_date, migrate
from bot.usecases.ports import Unavailable

_CONNECTIONS = 8
_MIGRATING, _HOUSEKEEPING = 7_209_001, 7_209_002
"""Numbers of advisory locks: whoever holds one does what it is for, and nobody else at the same time."""

_DELETED_FROM = ("sessions", "waiting", "submissions", "comments")

ResultT = TypeVar("ResultT")


class PostgresqlDatabase:
    """A `Database` on a server."""

    def __init__(self, url: URL) -> None:
        self.url = url
        driver = url.set(drivername="postgresql+asyncpg")
        self._engine = create_async_engine(driver, pool_size=_CONNECTIONS, max_overflow=0, pool_pre_ping=True)

    async def prepare(self) -> None:
        """Make the tables or bring them up to date. Raises SaysoError, naming the setting, where that cannot be."""
        shown = str(self.url.database) if self.url.host is None else f"{self.url.database} on {self.url.host}"
        try:
            if not await self.read(is_up_to_date):
                await self.write(partial(_migrate, shown=shown))
        except (Unavailable, DBAPIError) as error:
            cause = error.__cause__ or error
            raise SaysoError(
                f"The database {shown} cannot be used ({type(getattr(cause, 'orig', None) or cause).__name__}). Check"
                " SAYSO_DATABASE_URL: the server must be running, and the user in it must be able to log in and to make"
                " tables in that database."
            ) from None

    async def read(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work that changes nothing."""
        with unavailable():
            async with self._engine.connect() as connection:
                return await connection.run_sync(work)

    async def write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work in a transaction of its own: all of it happens, durably, or nothing."""
        with unavailable():
            async with self._engine.begin() as connection:
                return await connection.run_sync(work)

    def insert(self, table: Table) -> Insert:
        """Return an insert that can say what happens where a row is there already."""
        return insert(table)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        """Hold the lock for housekeeping while inside; False where another process holds it."""
        async with self._engine.connect() as connection:
            asked = await connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _HOUSEKEEPING})
            mine = bool(asked.scalar())
            await connection.commit()
            try:
                yield mine
            finally:
                if mine:
                    await connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _HOUSEKEEPING})
                    await connection.commit()

    async def wipe(self, _day: date) -> None:
        """Take away the rows that were deleted or replaced. Their bytes are written over as the pages fill again."""
        async with self._engine.connect() as connection:
            unbound = await connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in _DELETED_FROM:
                await unbound.execute(text(f"VACUUM {table}"))

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


def _migrate(connection: Connection, *, shown: str) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
    migrate(connection, shown)
