"""PostgreSQL: several processes on one server, coordinated by advisory locks."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import SaysoError
from bot.store.database import Database

_CONNECTIONS = 8
_MIGRATING, _HOUSEKEEPING = 7_209_001, 7_209_002
"""Keys of advisory locks."""

_DELETED_FROM = ("sessions", "waiting", "submissions", "comments")

ResultT = TypeVar("ResultT")


class PostgresqlDatabase(Database):
    """A `Database` on a server, through asyncpg."""

    def __init__(self, url: URL) -> None:
        super().__init__(url, str(url.database) if url.host is None else f"{url.database} on {url.host}")
        self._engine = create_async_engine(
            url.set(drivername="postgresql+asyncpg"), pool_size=_CONNECTIONS, max_overflow=0, pool_pre_ping=True
        )

    def insert(self, table: Table) -> Insert:
        """Return an insert that supports ON CONFLICT."""
        return insert(table)

    @asynccontextmanager
    async def housekeeping_lock(self) -> AsyncIterator[bool]:
        """Hold the lock while inside; yield False if another process holds it."""
        async with self._engine.connect() as connection:
            result = await connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _HOUSEKEEPING})
            locked = bool(result.scalar())
            await connection.commit()
            try:
                yield locked
            finally:
                if locked:
                    await connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _HOUSEKEEPING})
                    await connection.commit()

    async def wipe(self, _day: date) -> None:
        """Vacuum the tables that rows were deleted from. Their bytes are overwritten as the pages fill again."""
        async with self._engine.connect() as connection:
            autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in _DELETED_FROM:
                await autocommit.execute(text(f"VACUUM {table}"))

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def _read(self, work: Callable[[Connection], ResultT]) -> ResultT:
        async with self._engine.connect() as connection:
            return await connection.run_sync(work)

    async def _write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    def _migrate(self, connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
        super()._migrate(connection)

    def _unusable(self, cause: BaseException) -> SaysoError:
        return SaysoError(
            f"The database {self.label} cannot be used ({type(getattr(cause, 'orig', None) or cause).__name__}). Check"
            " SAYSO_DATABASE_URL: the server must be running, and the user in it must be able to log in and to create"
            " tables in that database."
        )
