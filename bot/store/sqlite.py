"""SQLite: one file with its write-ahead log. At any time one piece of work reads and one writes."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite
from sqlalchemy import Connection, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from bot.errors import SaysoError
from bot.store.database import Database

_BUSY_MILLISECONDS = 5000
_HEADER_BYTES = 512

ResultT = TypeVar("ResultT")


class SqliteDatabase(Database):
    """A `Database` in a file, through aiosqlite."""

    def __init__(self, url: URL) -> None:
        self.file = Path(str(url.database))
        super().__init__(url, str(self.file))
        self._reader, self._writer = _Worker(self.file), _Worker(self.file)

    async def prepare(self) -> None:
        """Create the file or migrate it. Raises SaysoError, naming the setting, if it is unusable."""
        _make_folder(self.file)
        try:
            await asyncio.to_thread(_probe, self.file)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from None
        await super().prepare()

    def insert(self, table: Table) -> Insert:
        """Return an insert that supports ON CONFLICT."""
        return insert(table)

    @asynccontextmanager
    async def housekeeping_lock(self) -> AsyncIterator[bool]:
        """Yield True: only one program uses a file."""
        yield True

    async def wipe(self, day: date) -> None:
        """Truncate the write-ahead log, where deleted bytes would remain until SQLite overwrites them.

        The files get the time at which the week of this day began: theirs would show when the last person answered.
        """
        await self._writer.run(lambda connection: connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all())
        monday = datetime.combine(day - timedelta(days=day.weekday()), time(), UTC).timestamp()
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.utime(self.file.with_name(f"{self.file.name}{suffix}"), (monday, monday))

    async def close(self) -> None:
        """Close the file once all work is done, leaving no write-ahead log."""
        await self._reader.close()
        await self._writer.close()

    async def _read(self, work: Callable[[Connection], ResultT]) -> ResultT:
        return await self._reader.run(work)

    async def _write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        def write(connection: Connection) -> ResultT:
            # Python's sqlite3 begins no transaction of its own for reading or for CREATE TABLE, and one that first
            # reads and then writes would fail at once if another program wrote in between.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return work(connection)

        return await self._writer.run(write)

    def _unusable(self, cause: BaseException) -> SaysoError:
        return SaysoError(
            f"The database {self.file} cannot be used ({getattr(cause, 'orig', None) or cause}). Check"
            " SAYSO_DATABASE_URL (or SAYSO_DATA_DIR): the file must be a Sayso database that this program may read"
            " and write, in a folder that it may write to. If the file is damaged, restore a backup."
        )


class _Worker:
    """Runs work in order in the thread of one connection, which is opened when it is first needed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opening = asyncio.Lock()
        self._connection: _Connection | None = None

    async def run(self, work: Callable[[Connection], ResultT]) -> ResultT:
        async with self._opening:
            if self._connection is None:
                connection = _Connection(self._file)
                _ = await connection
                self._connection = connection
        return await self._connection.run(work)

    async def close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.close()


class _Connection(aiosqlite.Connection):
    """A connection that runs a whole transaction in one call of its thread.

    With one call a statement, as aiosqlite offers, a turn takes a third longer.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(partial(sqlite3.connect, file), iter_chunk_size=1)
        self._engine = create_engine("sqlite://", creator=lambda: self._conn, poolclass=StaticPool)
        event.listen(self._engine, "connect", _set_pragmas)

    async def run(self, work: Callable[[Connection], ResultT]) -> ResultT:
        result: ResultT = await self._execute(self._run, work)  # type: ignore[no-untyped-call]
        return result

    def _run(self, work: Callable[[Connection], ResultT]) -> ResultT:
        with self._engine.begin() as connection:
            return work(connection)


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(
            f"The folder {file.parent} for the database cannot be created ({error.strerror}). Check SAYSO_DATABASE_URL"
            " or SAYSO_DATA_DIR."
        ) from None


def _probe(file: Path) -> None:
    """Open and close the file, so that an unusable one is reported before a connection waits for it.

    SQLite takes a file that is shorter than its header for an empty database, and would overwrite it.
    """
    if file.is_file() and 0 < file.stat().st_size < _HEADER_BYTES:
        raise sqlite3.DatabaseError("file is not a database")
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA schema_version")
    finally:
        connection.close()


def _set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
