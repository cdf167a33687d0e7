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


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a turn leaves behind: all of it is kept, or nothing.

    The sealed session goes under its key until `expires`, a whole hour since 1970; `version` is the one it was loaded
    in. `replaces` is the key of an earlier secret under which it lay before; `waiting` is what was sent; `withdrawn`
    is taken back.
    """

    key: SessionKey
    sealed: bytes = field(repr=False)
    expires: int
    version: int
    replaces: SessionKey | None = None
    waiting: Waiting | None = None
    withdrawn: CodeHashes | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A sealed session, None where there is none; and its version, 0 where there was never one."""

    sealed: bytes | None = field(repr=False)
    version: int


class Sessions(Protocol):
    """Sealed sessions. One is gone once the hour begins in which it expires."""

    async def load(self, key: SessionKey, *, hour: int) -> Loaded:
        """Return the sealed session, unless it has expired by this hour."""
        ...

    async def keep(self, outcome: Outcome) -> None:
        """Keep what a turn leaves behind. On return it survives a power cut. Raises Stale."""
        ...

    async def expire(self, *, hour: int) -> int:
        """Delete every session that has expired by this hour; return how many."""
        ...


class Codes(Protocol):
    """What is kept of the codes that take answers back."""

    async def has(self, code: CodeHashes) -> bool:
        """Tell whether there is anything that this code takes back."""
        ...


class WaitingRoom(Protocol):
    """What was sent and waits for others."""

    async def ready(self, *, enough: int, month: str) -> tuple[Waiting, ...]:
        """Return what waits of each service that has so many waiting, and all that is of this month or before."""
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
        """Put what waited of one service where it can be read; all of it, or nothing where some is gone by now.

        What is there already of the service and of an open month is written again with it, all in an order by
        chance and with new ids, so that what came together does not lie together.
        """
        ...


class Months(Protocol):
    """The months of which something was sent."""

    async def open(self) -> tuple[str, ...]:
        """Return the months that have not been closed and of which there is something outside the waiting room."""
        ...

    async def close(self, month: str, *, chance: Random, new_id: Callable[[], str]) -> None:
        """Write the rows of a month again, in an order by chance, with new ids and nothing that takes them back."""
        ...


HousekeepingLock = Callable[[], AbstractAsyncContextManager[bool]]
"""Tries to take the lock for housekeeping: True if this process now holds it, False if another does."""

Wipe = Callable[[date], Awaitable[None]]
"""Writes over what was deleted, and gives files the time of the week of this day."""


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
