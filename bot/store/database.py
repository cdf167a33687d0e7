"""The database, SQLite or PostgreSQL: how it is opened, brought up to date, written to and closed."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Table, event, inspect, text
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import SaysoError
from bot.store import postgresql, sqlite

HEAD = "0002"
"""The newest migration."""

_CONNECTIONS = 8
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


def open_database(url: str) -> AsyncEngine:
    """Return an engine for the database at this URL: `sqlite:///data/sayso.db`, `postgresql://user@host/sayso`.

    Nothing is opened yet. Raises SaysoError for a URL of a kind that is not known.
    """
    parsed = _driver_url(url)
    if parsed.drivername == _DRIVERS["postgresql"]:
        return create_async_engine(parsed, pool_size=_CONNECTIONS, max_overflow=0, pool_pre_ping=True)
    engine = create_async_engine(parsed, pool_size=1, max_overflow=0)
    event.listen(engine.sync_engine, "connect", sqlite.prepare_connection)
    return engine


def is_sqlite(engine: AsyncEngine) -> bool:
    """Tell whether the database is a file of SQLite."""
    return engine.dialect.name == "sqlite"


async def prepare(engine: AsyncEngine) -> None:
    """Make the database or bring it up to date. Raises SaysoError, naming the setting, where it cannot be used."""
    try:
        if is_sqlite(engine):
            sqlite.make_folder(engine.url)
            await asyncio.to_thread(sqlite.open_once, engine.url)
        async with engine.begin() as connection:
            await connection.run_sync(_migrate)
    except (DBAPIError, OSError, sqlite3.Error) as error:
        raise SaysoError(_unusable(engine, getattr(error, "orig", None) or error)) from None


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Begin to write, waiting for whoever writes just now, and commit in the end: all of it happens or nothing."""
    async with engine.begin() as connection:
        if is_sqlite(engine):
            # A transaction that first reads and then writes would fail at once where another wrote in between.
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def insert_or_update(engine: AsyncEngine, table: Table) -> sqlite_dialect.Insert | postgresql_dialect.Insert:
    """Return an insert that can say what happens where a row is there already."""
    return sqlite_dialect.insert(table) if is_sqlite(engine) else postgresql_dialect.insert(table)


async def reach(engine: AsyncEngine) -> None:
    """Ask the database something. Raises whatever keeps it from answering."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1 FROM sessions LIMIT 1"))


@asynccontextmanager
async def alone(engine: AsyncEngine) -> AsyncIterator[bool]:
    """Tell whether this process may keep house now; while inside, no other may."""
    if is_sqlite(engine):
        yield True
        return
    async with postgresql.alone(engine) as mine:
        yield mine


async def wipe(engine: AsyncEngine, day: date) -> None:
    """Take away what deleting leaves behind, and what would tell when the last person answered."""
    await (sqlite.wipe(engine, day) if is_sqlite(engine) else postgresql.wipe(engine))


async def close_database(engine: AsyncEngine) -> None:
    """Close the database, leaving no write-ahead log behind."""
    await engine.dispose()


def _driver_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.drivername not in _DRIVERS or not parsed.database:
        raise SaysoError(
            "SAYSO_DATABASE_URL names a database of a kind that is not known. Write it like sqlite:///data/sayso.db"
            " or postgresql://user:password@host/sayso, or leave it out and the database is kept in SAYSO_DATA_DIR."
        )
    return parsed.set(drivername=_DRIVERS[parsed.drivername])


def _unusable(engine: AsyncEngine, cause: object) -> str:
    if is_sqlite(engine):
        return (
            f"The database {shown(engine.url)} cannot be used ({cause}). Check SAYSO_DATABASE_URL (or"
            " SAYSO_DATA_DIR): the file must be a Sayso database that this program may read and write, in a"
            " folder that it may write to. If the file is damaged, put a backup in its place."
        )
    return (
        f"The database {shown(engine.url)} cannot be used ({type(cause).__name__}). Check SAYSO_DATABASE_URL: the"
        " server must be running, and the user in it must be able to log in and to make tables in that database."
    )


def _migrate(connection: Connection) -> None:
    if _version(connection) == HEAD:
        return
    # In one transaction, so that all of a migration happens or none, and another program that starts now waits for
    # it. Python's sqlite3 begins none of its own for CREATE TABLE.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": postgresql.MIGRATING})
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise SaysoError(
            f"A newer Sayso wrote the database {shown(connection.engine.url)}. Install the newest version, or"
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


def shown(url: URL) -> str:
    """Return what can be said of a URL: a file, or a database and its host, never a user or a password."""
    return str(url.database) if url.host is None else f"{url.database} on {url.host}"
