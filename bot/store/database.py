"""The base of both databases. Work is a plain function of a connection, run in a transaction of its own."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.errors import SaysoError
from bot.store.faults import raise_unavailable
from bot.store.migrating import is_up_to_date, migrate
from bot.usecases.ports import Unavailable

ResultT = TypeVar("ResultT")


class Database(ABC):
    """A database of one kind. Exceptions raised by the work reach the caller."""

    def __init__(self, url: URL, label: str) -> None:
        """`label` names the database in messages, without a user or password."""
        self.url, self.label = url, label

    async def prepare(self) -> None:
        """Create the tables or migrate them. Raises SaysoError, naming the setting, if the database is unusable."""
        try:
            if not await self.read(is_up_to_date):
                await self.write(self._migrate)
        except (Unavailable, DBAPIError) as error:
            raise self._unusable(error.__cause__ or error) from None

    async def read(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work that changes nothing."""
        with raise_unavailable():
            return await self._read(work)

    async def write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Run work in a transaction: all of it is committed, durably, or none, also if the caller is cancelled."""
        with raise_unavailable():
            return await self._write(work)

    @abstractmethod
    async def close(self) -> None:
        """Close every connection."""

    @abstractmethod
    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that supports ON CONFLICT."""

    @abstractmethod
    def housekeeping_lock(self) -> AbstractAsyncContextManager[bool]:
        """Try to take the lock for housekeeping: True if this process now holds it, False if another does."""

    @abstractmethod
    async def wipe(self, day: date) -> None:
        """Remove what deleted rows leave behind, and file times finer than the week of this day."""

    @abstractmethod
    async def _read(self, work: Callable[[Connection], ResultT]) -> ResultT: ...

    @abstractmethod
    async def _write(self, work: Callable[[Connection], ResultT]) -> ResultT: ...

    def _migrate(self, connection: Connection) -> None:
        migrate(connection, self.label)

    @abstractmethod
    def _unusable(self, cause: BaseException) -> SaysoError: ...
