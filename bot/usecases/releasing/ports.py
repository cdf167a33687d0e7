"""What releasing needs from outside, as protocols. The store and the tests' fakes fit them."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length, Unit, Waits
from bot.privacy.side import Side
from bot.privacy.submission import Batch, Comment
from bot.reporting.baseline import Baseline
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.ledger import Ledger, Release
from bot.usecases.staff.log import LogEntry

Progress = Callable[[int, int], None]
"""Called with how many submissions are done, and of how many."""


def no_progress(_done: int, _of: int) -> None:
    """Report nothing."""


RecordPart = Sequence[Sequence[str]]
"""Some rows of records; the first row of the first part has the names of the columns."""


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A release to be stored. `counted` is how many submissions it counts, by flow and ward.

    `joined` are the releases of the ledger before that a release of groups or records takes whole, by flow. `sides` is
    what is shown of the answers beside comments, by the comment's id.
    """

    release: Release
    figures: Sequence[Figure]
    records: Mapping[FlowId, Sequence[RecordPart]]
    counted: Mapping[Unit, int]
    joined: Mapping[FlowId, Sequence[int]]
    sides: Mapping[str, Side]


class Releases(Protocol):
    """What was released, and what is still to be."""

    async def are_made_up(self) -> bool:
        """Return whether any submission is of a demonstration."""
        ...

    async def waits(self, length: Length) -> Waits:
        """Return how many submissions are in no release, of those that can no longer be withdrawn."""
        ...

    def waiting(self, flow: FlowId, services: Collection[str], *, until: str, length: Length) -> AsyncIterator[Batch]:
        """Yield those of a flow and of these services, up to and including a period."""
        ...

    async def comments_due(self, flow: FlowId, services: Collection[str], *, until: str) -> Sequence[tuple[str, bytes]]:
        """Return the ids and sealed answers of comments that a release of these wards takes along."""
        ...

    async def unjoined(self, ledger: Ledger) -> Mapping[FlowId, Sequence[int]]:
        """Return by flow the releases of the ledger before that are in none of this one, the oldest first."""
        ...

    async def joined(self, release: Release, flow: FlowId) -> Sequence[int]:
        """Return the releases of the ledger before that a release joins, the oldest first."""
        ...

    async def revisions(self, flow: FlowId) -> tuple[str, ...]:
        """Return the revisions of a flow that submissions answer which can no longer be withdrawn."""
        ...

    async def add(self, new: NewRelease, length: Length) -> None:
        """Store a release, and mark the submissions and comments of its units as released; all or nothing.

        Raises Stale where a unit no longer has as many submissions as were counted, or the release exists already.
        """
        ...

    async def listed(self, ledger: Ledger | None = None) -> tuple[Release, ...]:
        """Return every release of a ledger, or of all, the oldest first."""
        ...

    async def resign(self, release: Release) -> None:
        """Store another signature of a release."""
        ...

    async def figures(self, release: Release, part: ReleasePart | None = None) -> tuple[Figure, ...]:
        """Return the figures of a release, of one part or all."""
        ...

    def records(self, release: Release, flow: FlowId) -> AsyncIterator[RecordPart]:
        """Yield the records of a release, part by part."""
        ...

    def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Batch]:
        """Yield those of a flow that a release counts, in an order that does not depend on when they came."""
        ...

    def closed_answers(self, flow: FlowId) -> AsyncIterator[Sequence[tuple[str, str]]]:
        """Yield the months and the answers, as JSON, of submissions of a flow that can no longer be withdrawn."""
        ...

    def comments(self, release: Release) -> AsyncIterator[Comment]:
        """Yield the comments of a release of the wards that a reviewer has shown, in an order without meaning."""
        ...


class Baselines(Protocol):
    """Where the limits of charts are calculated again. What changes this list is logged in the same transaction."""

    async def listed(self) -> tuple[Baseline, ...]:
        """Return every baseline, by conversation, question and month."""
        ...

    async def add(self, baseline: Baseline, logged: LogEntry) -> None:
        """Store a new baseline. Raises ValueError if its id is taken."""
        ...

    async def remove(self, baseline_id: str, logged: LogEntry) -> bool:
        """Remove a baseline; return whether there was such a baseline."""
        ...


class Submissions(Protocol):
    """What was sent."""

    async def has_other_than(self, channel: str) -> bool:
        """Return whether there is any submission or open session of another channel."""
        ...
