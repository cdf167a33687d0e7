"""SQLite: one file with its write-ahead log, how work gets to it, and how both are kept clean.

Work runs in threads, one that reads and one that writes, so that a whole group of statements costs one change of
threads.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import SaysoError
from bot.store.faults import unavailable
from bot.store.migrating import is_up_to_date, migrate
from bot.usecases.ports import Unavailable

_BUSY_MILLISECONDS = 5000
_SHORTEST_FILE = 512

ResultT = TypeVar("ResultT")


class SqliteDatabase:
    """A `Database` in a file."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.file = Path(str(url.database))
        self._engine = create_engine(url, pool_size=2, max_overflow=0)
        event.listen(self._engine, "connect", _prepare_connection)
        self._reader, self._writer = (ThreadPoolExecutor(1, f"sqlite {what}") for what in ("reader", "writer"))

    async def prepare(self) -> None:
        """Make the file or bring it up to date. Raises SaysoError, naming the setting, where it cannot be used."""
        _make_folder(self.file)
        try:
            await asyncio.to_thread(_open_once, self.file)
            if not await self.read(is_up_to_date):
                await self.write(partial(migrate, shown=str(self.file)))
        except (Unavailable, DBAPIError, OSError, sqlite3.Error) as error:
            cause = error.__cause__ or error
            raise SaysoError(
                f"The database {self.file} cannot be used ({getattr(cause, 'orig', None) or cause}). Check"
                " SAYSO_DATABASE_URL (or SAYSO_DATA_DIR): the file must be a Sayso database that this program may read"
                " and write, in a folder that it may write to. If the file is damaged, put a backup in its place."
            ) from None

    async def read(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work that changes nothing."""
        with unavailable():
            return await asyncio.get_running_loop().run_in_executor(self._reader, self._read, work)

    async def write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work in a transaction of its own: all of it happens, durably, or nothing."""
        with unavailable():
            return await asyncio.get_running_loop().run_in_executor(self._writer, self._write, work)

    def insert(self, table: Table) -> Insert:
        """Return an insert that can say what happens where a row is there already."""
        return insert(table)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        """Tell that this process may keep house: there is one program on a file."""
        yield True

    async def wipe(self, day: date) -> None:
        """Write what was deleted over, also in the write-ahead log, where it would linger until then.

        The files get the time at which the week of this day began: theirs would tell when the last person answered.
        """
        await self.read(lambda connection: connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all())
        monday = datetime.combine(day - timedelta(days=day.weekday()), time(), UTC).timestamp()
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.utime(self.file.with_name(f"{self.file.name}{ending}"), (monday, monday))

    async def close(self) -> None:
        """Close the file, leaving no write-ahead log behind."""
        for thread in (self._reader, self._writer):
            thread.shutdown()
        self._engine.dispose()

    def _read(self, work: Callable[[Connection], ResultT]) -> ResultT:
        with self._engine.connect() as connection:
            return work(connection)

    def _write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        with self._engine.begin() as connection:
            # Python's sqlite3 begins no transaction of its own for reading or for CREATE TABLE, and one that first
            # reads and then writes would fail at once where another program wrote in between.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return work(connection)


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(
            f"The folder {file.parent} for the database cannot be made ({error.strerror}). Check SAYSO_DATABASE_URL"
            " or SAYSO_DATA_DIR."
        ) from None


def _open_once(file: Path) -> None:
    """Open and close the file, so that one that cannot be used is found before a connection waits for it.

    SQLite takes a file that is shorter than its header for an empty database, and would write over it.
    """
    if file.is_file() and 0 < file.stat().st_size < _SHORTEST_FILE:
        raise sqlite3.DatabaseError("file is not a database")
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA schema_version")
    finally:
        connection.close()


def _prepare_connection(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
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
