"""What is particular to SQLite: one file, its write-ahead log, and how both are kept clean."""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import SaysoError

_BUSY_MILLISECONDS = 5000
_SHORTEST_FILE = 512


def file_of(url: URL) -> Path:
    """Return where the database lies."""
    return Path(str(url.database))


def make_folder(url: URL) -> None:
    """Make the folder for the file. Raises SaysoError where that cannot be."""
    folder = file_of(url).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(
            f"The folder {folder} for the database cannot be made ({error.strerror}). Check SAYSO_DATABASE_URL"
            " or SAYSO_DATA_DIR."
        ) from None


def open_once(url: URL) -> None:
    """Open and close the file, so that one that cannot be used is found before a connection waits for it.

    SQLite takes a file that is shorter than its header for an empty database, and would write over it.
    """
    file = file_of(url)
    if file.is_file() and 0 < file.stat().st_size < _SHORTEST_FILE:
        raise sqlite3.DatabaseError("file is not a database")
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA schema_version")
    finally:
        connection.close()


def prepare_connection(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """Have what is committed survive a power cut, and what is deleted written over."""
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


async def wipe(engine: AsyncEngine, day: date) -> None:
    """Write what was deleted over, also in the write-ahead log, where it would linger until then.

    The files get the time at which the week of this day began: theirs would tell when the last person answered.
    """
    async with engine.connect() as connection:
        await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    monday = datetime.combine(day - timedelta(days=day.weekday()), time(), UTC).timestamp()
    database = file_of(engine.url)
    for file in (database, *(database.with_name(f"{database.name}{ending}") for ending in ("-wal", "-shm"))):
        with suppress(FileNotFoundError):
            os.utime(file, (monday, monday))
