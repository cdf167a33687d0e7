"""What releasing needs from outside, as protocols. The store and the tests' fakes fit them."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from typing import Protocol

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length, Unit, Waits
from bot.privacy.submission import Batch, Comment
from bot.reporting.baseline import Baseline
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.ledger import Release
from bot.usecases.staff.log import LogEntry

Progress = Callable[[int, int], None]
"""Called with how many submissions are done, and of how many."""


def no_progress(_done: int, _of: int) -> None:
    """Report nothing."""


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

    async def revisions(
        self, flow: FlowId, services: Collection[str], *, until: str, length: Length
    ) -> tuple[str, ...]:
        """Return the revisions of a flow that these answer."""
        ...

    async def add(
        self, release: Release, figures: Sequence[Figure], counted: Mapping[Unit, int], length: Length
    ) -> None:
        """Store a release, and mark the submissions and comments of its units as released; all or nothing.

        Raises Stale where a unit no longer has as many submissions as were counted, or the release exists already.
        """
        ...

    async def listed(self) -> tuple[Release, ...]:
        """Return every release, the oldest first."""
        ...

    async def figures(self, release: Release, part: ReleasePart | None = None) -> tuple[Figure, ...]:
        """Return the figures of a release, of one part or all."""
        ...

    async def counted(self, release: Release) -> int:
        """Return how many submissions are counted in a release."""
        ...

    def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Batch]:
        """Yield those of a flow, in an order that does not depend on when they came."""
        ...

    def comments(self, release: Release) -> AsyncIterator[Comment]:
        """Yield the comments of a release that a reviewer has shown, in an order that does not depend on when."""
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
