"""Tokens by which programs of the QI team fetch what was released. Only a hash of each is kept."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.errors import SaysoError
from bot.usecases.ports import RandomBytes

LONGEST_NAME = 40
_PREFIX = "sayso_"
_BYTES = 32


class Scope(StrEnum):
    """What a token lets its holder fetch."""

    FIGURES = "figures"
    RECORDS = "records"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: what it is for, and what it lets its holder fetch."""

    name: str
    scopes: frozenset[Scope]


class Tokens(Protocol):
    """The tokens that there are, by the hash of each."""

    async def add(self, digest: bytes, token: Token) -> None:
        """Keep a token. Raises ValueError if there is one of this name."""
        ...

    async def find(self, digest: bytes) -> Token | None:
        """Return the token with this hash."""
        ...

    async def listed(self) -> tuple[Token, ...]:
        """Return every token, by name."""
        ...

    async def revoke(self, name: str) -> bool:
        """Delete a token; return whether there was one of this name."""
        ...


async def make_token(tokens: Tokens, name: str, scopes: Collection[Scope], random_bytes: RandomBytes) -> str:
    """Make a token and return it: it is not kept, and cannot be shown again. Raises SaysoError for a bad name."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise SaysoError(f"A token's name has 1 to {LONGEST_NAME} characters: say what it is for, such as “Power BI”.")
    token = _PREFIX + random_bytes(_BYTES).hex()
    try:
        await tokens.add(digest_of(token), Token(name, frozenset(scopes)))
    except ValueError:
        raise SaysoError(f"There is a token called {name} already. See: sayso staff list") from None
    return token


async def revoke_token(tokens: Tokens, name: str) -> None:
    """Make a token useless at once. Raises SaysoError where there is none of this name."""
    if not await tokens.revoke(name):
        raise SaysoError(f"There is no token called {name}. See: sayso staff list")


def digest_of(token: str) -> bytes:
    """Return what is kept of a token. It is made of chance, so that a plain hash of it cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()
