"""The database, SQLite or PostgreSQL: opened by its URL, and worked with by plain functions of a connection."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SaysoError
from bot.store.postgresql import PostgresqlDatabase
from bot.store.sqlite import SqliteDatabase

ResultT = TypeVar("ResultT")


class Database(Protocol):
    """An open database. What work raises is raised."""

    url: URL

    async def prepare(self) -> None:
        """Make it or bring it up to date. Raises SaysoError, naming the setting, where it cannot be used."""
        ...

    async def read(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work that changes nothing."""
        ...

    async def write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work in a transaction of its own: all of it happens, durably, or nothing."""
        ...

    def insert(self, table: Table) -> sqlite_dialect.Insert | postgresql_dialect.Insert:
        """Return an insert that can say what happens where a row is there already."""
        ...

    def alone(self) -> AbstractAsyncContextManager[bool]:
        """Tell whether this process may keep house now; while inside, no other may."""
        ...

    async def wipe(self, day: date) -> None:
        """Take away what deleting leaves behind, and what would tell when in the week of this day anybody answered."""
        ...

    async def close(self) -> None:
        """Close it, leaving nothing open and no log behind."""
        ...


def open_database(url: str) -> Database:
    """Return the database at this URL: `sqlite:///data/sayso.db`, `postgresql://user@host/sayso`.

    Nothing is opened yet. Raises SaysoError for a URL of a kind that is not known.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is not None and parsed.database and parsed.drivername == "sqlite":
        return SqliteDatabase(parsed)
    if parsed is not None and parsed.database and parsed.drivername == "postgresql":
        return PostgresqlDatabase(parsed)
    raise SaysoError(
        "SAYSO_DATABASE_URL names a database of a kind that is not known. Write it like sqlite:///data/sayso.db"
        " or postgresql://user:password@host/sayso, or leave it out and the database is kept in SAYSO_DATA_DIR."
    )
