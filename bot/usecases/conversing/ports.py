"""What conversing needs from outside, as protocols. The store, the media and the tests' fakes fit them."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Protocol

from bot.engine.ids import PictureId
from bot.privacy.redaction import Redacted
from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Comment, Submission
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes

Redact = Callable[[str, Sequence[str]], Redacted]
"""What is kept of a text, and what was taken out of it. The second argument: names of wards, to be left alone."""


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A row among the sessions that is no session, until `expires`, a whole hour since 1970."""

    key: SessionKey
    sealed: bytes = field(repr=False)
    expires: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a turn stores, all of it or nothing.

    The sealed session goes under its key until `expires`, a whole hour since 1970; `version` is the one it was loaded
    in. `replaces` is the key of an earlier secret that it was stored under; `waiting` is what was sent, `marker` how
    often in this month; `withdrawn` is deleted. `set_aside` is an earlier session that did not open.
    """

    key: SessionKey
    sealed: bytes = field(repr=False)
    expires: int
    version: int
    replaces: SessionKey | None = None
    waiting: Waiting | None = None
    marker: SealedRow | None = None
    withdrawn: CodeHashes | None = None
    set_aside: SealedRow | None = None


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A sealed session, None if there is none; its version, 0 if there never was one; and when it expires."""

    sealed: bytes | None = field(repr=False)
    version: int
    expires: int = 0


class Sessions(Protocol):
    """Sealed sessions. One is gone once the hour begins in which it expires."""

    async def load(self, key: SessionKey, *, hour: int) -> StoredSession:
        """Return the sealed session, unless it has expired by this hour."""
        ...

    async def keep(self, outcome: Outcome) -> None:
        """Store the outcome of a turn. On return it survives a power cut. Raises Stale.

        A marker has no version of its own: the session's keeps two turns of one respondent apart.
        """
        ...

    async def expire(self, *, hour: int) -> int:
        """Delete every session that has expired by this hour; return how many."""
        ...

    async def count_set_aside(self) -> int:
        """Return how many sessions that did not open are set aside until they expire."""
        ...


class Codes(Protocol):
    """Stored hashes of withdrawal codes."""

    async def has(self, code: CodeHashes) -> bool:
        """Tell whether this code withdraws anything."""
        ...


class WaitingRoom(Protocol):
    """Submissions that wait until there are enough of their service."""

    async def ready(self, *, enough: int, month: str) -> tuple[Waiting, ...]:
        """Return what waits for services with `enough` waiting, and everything of this month or earlier."""
        ...

    async def move(
        self,
        waiting: Sequence[Waiting],
        submissions: Sequence[Submission],
        comments: Sequence[Comment],
        *,
        chance: Random,
        new_id: Callable[[], str],
    ) -> bool:
        """Move what waited for one service to where it can be read; all of it, or nothing if some is already gone.

        Rows already there of the service and of an open month are rewritten with it, all in random order and with
        new ids, so that the order of rows does not show what arrived together.
        """
        ...


class Months(Protocol):
    """Months that something was sent in."""

    async def open(self) -> tuple[str, ...]:
        """Return the open months that have submissions outside the waiting room."""
        ...

    async def close(self, month: str, *, chance: Random, new_id: Callable[[], str]) -> None:
        """Rewrite the rows of a month in random order, with new ids and without their withdrawal codes."""
        ...


HousekeepingLock = Callable[[], AbstractAsyncContextManager[bool]]
"""Tries to take the lock for housekeeping: True if this process now holds it, False if another does."""

Wipe = Callable[[date], Awaitable[None]]
"""Overwrites what was deleted, and sets the times of files to the week of this day."""


class Pictures(Protocol):
    """Pictures ready to be sent."""

    async def png(self, picture: PictureId) -> bytes:
        """Return the picture as PNG. Raises LookupError if there is none."""
        ...


class SentPictures(Protocol):
    """Which pictures a channel already holds, and under what name, so that each is sent once."""

    async def find(self, *, account: str, picture: str) -> str | None:
        """Return the channel's name for the picture."""
        ...

    async def keep(self, *, account: str, picture: str, name: str) -> None:
        """Remember the channel's name for the picture."""
        ...
