"""What the use cases need from outside, as protocols. The store, the media and the tests' fakes fit them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Literal, Protocol

from bot.engine.flow import Change, Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, PictureId, StepId
from bot.privacy.disclosure.periods import Length, Unit, Waits
from bot.privacy.redaction import Redacted
from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Batch, Comment, Submission
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes
from bot.reporting.figures import Figure, Part
from bot.reporting.ledger import Release

Clock = Callable[[], datetime]
"""The time now, with its zone."""


def whole_hour(clock: Clock) -> int:
    """Return the whole hours since 1970: no time is kept or remembered any finer."""
    return int(clock().timestamp()) // 3600


Sleep = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

RandomBytes = Callable[[int], bytes]
"""So many unpredictable bytes."""

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


class Stale(Exception):  # noqa: N818 - it says what the turn was made from
    """Another process took a turn of the same person meanwhile: nothing was kept, and the turn is to be taken again."""


class Unavailable(Exception):  # noqa: N818 - it says how the database is
    """The database cannot be asked just now. Whether it kept what it was given is not known: look again, later."""


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


Alone = Callable[[], AbstractAsyncContextManager[bool]]
"""Tells whether this process may keep house now; while it does, no other may."""

Wipe = Callable[[date], Awaitable[None]]
"""Writes over what was deleted, and gives files the time of the week of this day."""


class Releases(Protocol):
    """What was released, and what waits to be."""

    async def are_made_up(self) -> bool:
        """Tell whether there are answers of a demonstration among those that were sent."""
        ...

    async def waits(self, length: Length) -> Waits:
        """Return how many submissions that cannot be taken back any more are in no release."""
        ...

    def waiting(self, flow: FlowId, its: Collection[str], *, until: str, length: Length) -> AsyncIterator[Batch]:
        """Yield those of a flow and of services of it, of this period and those before."""
        ...

    async def revisions(self, flow: FlowId, its: Collection[str], *, until: str, length: Length) -> tuple[str, ...]:
        """Return the revisions of a flow that these were answers to."""
        ...

    async def add(
        self, release: Release, figures: Sequence[Figure], counted: Mapping[Unit, int], length: Length
    ) -> None:
        """Keep a release, and note of the submissions and comments of its units that they are in it; all or nothing.

        Raises Stale where a unit does not have as many submissions as were counted, or there is such a release by now.
        """
        ...

    async def listed(self) -> tuple[Release, ...]:
        """Return every release, the oldest first."""
        ...

    async def figures(self, release: Release, part: Part | None = None) -> tuple[Figure, ...]:
        """Return the figures of a release, of one part or all."""
        ...

    async def counted(self, release: Release) -> int:
        """Return how many submissions are counted in a release."""
        ...

    def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Batch]:
        """Yield those of a flow, in an order that says nothing about when they came."""
        ...

    def comments(self, release: Release) -> AsyncIterator[Comment]:
        """Yield the comments of a release that a person has read and let out, in an order that says nothing either."""
        ...


class Submissions(Protocol):
    """What was sent."""

    async def has_other_than(self, channel: str) -> bool:
        """Tell whether anything was sent, waits or is being answered elsewhere than in this channel."""
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


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change with whether people are still told of it."""

    change: Change
    retired: bool


class Changes(Protocol):
    """What was changed because of what people said."""

    async def listed(self) -> tuple[ListedChange, ...]:
        """Return every change, the newest first."""
        ...

    async def open(self) -> tuple[Change, ...]:
        """Return the changes that people are told of, the newest first."""
        ...

    async def add(self, change: Change) -> None:
        """Keep a new change. Raises ValueError if its id is taken."""
        ...

    async def retire(self, change_id: str, *, retired: bool) -> bool:
        """Stop or resume telling people of a change; return whether there is such a change."""
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


State = Literal["held", "shown", "hidden"]
"""Of a comment: nobody has decided about it yet; it may be shown; it may not."""


@dataclass(frozen=True, slots=True)
class HeldComment:
    """A comment that waits to be read, without anything that takes it back. `service` is a code, `month` as 2026-03."""

    id: str
    flow: FlowId
    question: StepId
    service: ServiceCode | None
    month: str
    fft: ChoiceId | None
    text: str = field(repr=False)


class Comments(Protocol):
    """Comments, to be read and decided about. A comment can get a new id, or be taken back, at any time."""

    async def held(self, ward: ServiceCode | None) -> tuple[HeldComment, ...]:
        """Return the comments about this ward, or about any, that wait to be read, in the order of random ids."""
        ...

    async def decide(self, id: str, text_before: str, text: str, state: State) -> bool:  # noqa: A002 - as the field
        """Keep a decision and the text; return False, changing nothing, where it is not held with the text before."""
        ...

    async def put_back(self, id: str, decided_text: str, decided_state: State, text: str) -> bool:  # noqa: A002 - as above
        """Hold it again with this text; return False, changing nothing, where it is not as it was decided."""
        ...
