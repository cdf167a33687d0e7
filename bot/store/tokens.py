"""API tokens, by hash."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.staff_log import execute_logged, log_insert
from bot.store.tables import tokens
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.tokens import Scope, Token


@dataclass(frozen=True, slots=True)
class StoredTokens:
    """The `Tokens` port on a database."""

    database: Database

    async def add(self, digest: bytes, token: Token, logged: LogEntry) -> None:
        """Store a token. Raises ValueError if there is one of this name."""
        row = {"digest": digest, "name": token.name, "scopes": ",".join(sorted(token.scopes))}

        def add(connection: Connection) -> None:
            connection.execute(insert(tokens).values(row))
            connection.execute(log_insert(logged))

        try:
            await self.database.write(add)
        except IntegrityError:
            raise ValueError("the name is taken") from None

    async def find(self, digest: bytes) -> Token | None:
        """Return the token with this hash."""
        query = select(tokens).where(tokens.c.digest == digest)
        row = await self.database.read(lambda connection: connection.execute(query).first())
        return None if row is None else _token(row)

    async def listed(self) -> tuple[Token, ...]:
        """Return every token, by name."""
        query = select(tokens).order_by(tokens.c.name)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(map(_token, rows))

    async def revoke(self, name: str, logged: LogEntry) -> bool:
        """Delete a token; return whether there was one of this name."""
        query = delete(tokens).where(tokens.c.name == name)
        return await self.database.write(partial(execute_logged, query, logged))


def _token(row: Row[Any]) -> Token:
    return Token(row.name, frozenset(map(Scope, row.scopes.split(","))))
