"""The database: how it is opened, brought up to date, and closed so that nothing deleted lingers."""

import asyncio
import os
import sqlite3
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import SaysoError

HEAD = "0002"
"""The newest migration."""

_BUSY_MILLISECONDS = 5000
_SHORTEST_FILE = 512


def open_database(url: str) -> AsyncEngine:
    """Return an engine for the database at this URL, such as `sqlite:///data/sayso.db`.

    Nothing is opened yet. Raises SaysoError for a URL of a kind that is not known.
    """
    engine = create_async_engine(_driver_url(url), pool_size=1, max_overflow=0)
    event.listen(engine.sync_engine, "connect", _prepare_connection)
    return engine


async def prepare(engine: AsyncEngine) -> None:
    """Make the database or bring it up to date. Raises SaysoError, naming the setting, where it cannot be used."""
    _make_folder(engine.url)
    try:
        await asyncio.to_thread(_open_once, engine.url)
        async with engine.begin() as connection:
            await connection.run_sync(_migrate)
    except (DBAPIError, OSError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        raise SaysoError(
            f"The database {_shown(engine.url)} cannot be used ({cause}). Check SAYSO_DATABASE_URL (or"
            " SAYSO_DATA_DIR): the file must be a Sayso database that this program may read and write, in a"
            " folder that it may write to. If the file is damaged, put a backup in its place."
        ) from None


async def reach(engine: AsyncEngine) -> None:
    """Ask the database something. Raises whatever keeps it from answering."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1 FROM sessions LIMIT 1"))


async def wipe(engine: AsyncEngine, day: date) -> None:
    """Write what was deleted over, also in the write-ahead log, where it would linger until then.

    The files get the time at which the week of this day began: theirs would tell when the last person answered.
    """
    async with engine.connect() as connection:
        await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    monday = datetime.combine(day - timedelta(days=day.weekday()), time(), UTC).timestamp()
    database = Path(str(engine.url.database))
    for file in (database, *(database.with_name(f"{database.name}{ending}") for ending in ("-wal", "-shm"))):
        with suppress(FileNotFoundError):
            os.utime(file, (monday, monday))


async def close_database(engine: AsyncEngine) -> None:
    """Close the database, leaving no write-ahead log behind."""
    await engine.dispose()


def _driver_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.drivername != "sqlite" or not parsed.database:
        raise SaysoError(
            "SAYSO_DATABASE_URL names a database of a kind that is not known. Write it like"
            " sqlite:///data/sayso.db, or leave it out and the database is kept in SAYSO_DATA_DIR."
        )
    return parsed.set(drivername="sqlite+aiosqlite")


def _make_folder(url: URL) -> None:
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(
            f"The folder {folder} for the database cannot be made ({error.strerror}). Check SAYSO_DATABASE_URL"
            " or SAYSO_DATA_DIR."
        ) from None


def _open_once(url: URL) -> None:
    """Open and close the file, so that one that cannot be used is found before a connection waits for it.

    SQLite takes a file that is shorter than its header for an empty database, and would write over it.
    """
    file = Path(str(url.database))
    if file.is_file() and 0 < file.stat().st_size < _SHORTEST_FILE:
        raise sqlite3.DatabaseError("file is not a database")
    connection = sqlite3.connect(str(url.database))
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


def _migrate(connection: Connection) -> None:
    if _version(connection) == HEAD:
        return
    # Python's sqlite3 begins no transaction of its own for CREATE TABLE. In this one all of a migration happens or
    # none, and another program that starts now waits for it.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise SaysoError(
            f"A newer Sayso wrote the database {_shown(connection.engine.url)}. Install the newest version, or"
            " point SAYSO_DATABASE_URL at another database."
        )
    # Alembic takes a third of a second to import, and most starts have nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _version(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _shown(url: URL) -> str:
    return str(url.database)
