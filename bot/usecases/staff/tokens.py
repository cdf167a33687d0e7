"""API tokens, with which programs of the QI team fetch releases. Only the hash of a token is stored."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.usecases.actor import Actor
from bot.usecases.ports import RandomBytes
from bot.usecases.staff.log import Action, LogEntry, entry
from bot.usecases.staff.problems import BadTokenName, NoSuchToken, TokenNameTaken

LONGEST_NAME = 40
_PREFIX = "sayso_"
_BYTES = 32


class Scope(StrEnum):
    """What a token lets its holder fetch."""

    FIGURES = "figures"
    RECORDS = "records"
    COMMENTS = "comments"
    FFT = "fft"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is stored: what it is for, and what it lets its holder fetch."""

    name: str
    scopes: frozenset[Scope]


class Tokens(Protocol):
    """The tokens, by hash. What changes them is logged in the same transaction."""

    async def add(self, digest: bytes, token: Token, logged: LogEntry) -> None:
        """Store a token. Raises ValueError if there is one of this name."""
        ...

    async def find(self, digest: bytes) -> Token | None:
        """Return the token with this hash."""
        ...

    async def listed(self) -> tuple[Token, ...]:
        """Return every token, by name."""
        ...

    async def revoke(self, name: str, logged: LogEntry) -> bool:
        """Delete a token; return whether there was one of this name."""
        ...


async def make_token(
    tokens: Tokens, name: str, scopes: Collection[Scope], random_bytes: RandomBytes, *, actor: Actor, today: date
) -> str:
    """Make a token and return it, for the only time. Raises BadTokenName and TokenNameTaken."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadTokenName(LONGEST_NAME)
    token = _PREFIX + random_bytes(_BYTES).hex()
    stored, logged = Token(name, frozenset(scopes)), entry(Action.MAKE_TOKEN, name, actor, today=today)
    try:
        await tokens.add(digest_of(token), stored, logged)
    except ValueError:
        raise TokenNameTaken(name) from None
    return token


async def revoke_token(tokens: Tokens, name: str, *, actor: Actor, today: date) -> None:
    """Make a token useless at once. Raises NoSuchToken."""
    if not await tokens.revoke(name, entry(Action.REVOKE_TOKEN, name, actor, today=today)):
        raise NoSuchToken(name)


def digest_of(token: str) -> bytes:
    """Return the hash that is stored of a token. The token is random, so a plain hash cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()
