"""What the use cases need from outside, as protocols. The store, the media and the tests' fakes fit them."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.flow import Service, ServiceCode
from bot.engine.ids import PictureId
from bot.privacy.redaction import Redacted
from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Comment, Submission

Clock = Callable[[], datetime]
"""The time now, with its zone."""


def whole_hour(clock: Clock) -> int:
    """Return the whole hours since 1970: no time is kept or remembered any finer."""
    return int(clock().timestamp()) // 3600


RandomBytes = Callable[[int], bytes]
"""So many unpredictable bytes."""

Redact = Callable[[str, Sequence[str]], Redacted]
"""What is kept of a text, and what was taken out of it. The second argument: names of wards, to be left alone."""


class Sessions(Protocol):
    """Sealed sessions. `expires` is a whole hour since 1970; a session is gone once that hour begins."""

    async def load(self, key: SessionKey, *, hour: int) -> bytes | None:
        """Return the sealed session, unless it has expired by this hour."""
        ...

    async def save(self, key: SessionKey, sealed: bytes, *, expires: int) -> None:
        """Keep a session in the place of the one before. On return it survives a power cut."""
        ...

    async def finish(
        self,
        key: SessionKey,
        marker: bytes,
        *,
        expires: int,
        submission: Submission,
        comments: Sequence[Comment],
    ) -> None:
        """Keep what was sent and put a marker in the place of the session, both or neither."""
        ...

    async def expire(self, *, hour: int) -> int:
        """Delete every session that has expired by this hour; return how many."""
        ...


class Submissions(Protocol):
    """What was sent, to be read for an export. The order says nothing about when it came."""

    def submissions(self) -> AsyncIterator[Submission]:
        """Yield every submission."""
        ...

    def comments(self) -> AsyncIterator[tuple[Comment, str]]:
        """Yield every comment with its state: held, shown or hidden."""
        ...

    async def count(self) -> tuple[int, int]:
        """Return how many submissions and comments there are."""
        ...


@dataclass(frozen=True, slots=True)
class ListedService:
    """A service with whether feedback about it is still taken."""

    service: Service
    retired: bool


class Services(Protocol):
    """The wards and teams that feedback is about."""

    async def listed(self) -> tuple[ListedService, ...]:
        """Return every service, by name."""
        ...

    async def open(self) -> tuple[Service, ...]:
        """Return the services that feedback is taken about, by name."""
        ...

    async def add(self, service: Service) -> None:
        """Keep a new service. Raises ValueError if the code is taken."""
        ...

    async def retire(self, code: ServiceCode, *, retired: bool) -> bool:
        """Stop or resume taking feedback about a service; return whether there is such a service."""
        ...


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
