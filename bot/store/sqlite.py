"""SQLite: one file with its write-ahead log. At any time one piece of work reads and one writes."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Table, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import SaysoError
from bot.store.database import Database

_BUSY_MILLISECONDS = 5000
_HEADER_BYTES = 512


class SqliteDatabase(Database):
    """A `Database` in a file, through aiosqlite."""

    def __init__(self, url: URL) -> None:
        self.file = Path(str(url.database))
        engine = create_async_engine(url.set(drivername="sqlite+aiosqlite"), pool_size=2, max_overflow=0)
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        super().__init__(url, engine, str(self.file))
        # Waiting here is fair and costs nothing; SQLite itself would poll for the lock of its file.
        self._reader, self._writer = asyncio.Lock(), asyncio.Lock()

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
        async with self._reader, self._writer, self._engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        monday = datetime.combine(day - timedelta(days=day.weekday()), time(), UTC).timestamp()
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.utime(self.file.with_name(f"{self.file.name}{suffix}"), (monday, monday))

    async def close(self) -> None:
        """Close the file once all work is done, leaving no write-ahead log."""
        async with self._reader, self._writer:
            await super().close()

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        async with self._reader, super()._reading() as connection:
            yield connection

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        async with self._writer, super()._writing() as connection:
            # Python's sqlite3 begins no transaction of its own for reading or for CREATE TABLE, and one that first
            # reads and then writes would fail at once if another program wrote in between.
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def _unusable(self, cause: BaseException) -> SaysoError:
        return SaysoError(
            f"The database {self.file} cannot be used ({getattr(cause, 'orig', None) or cause}). Check"
            " SAYSO_DATABASE_URL (or SAYSO_DATA_DIR): the file must be a Sayso database that this program may read"
            " and write, in a folder that it may write to. If the file is damaged, restore a backup."
        )


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
