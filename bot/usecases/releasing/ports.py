"""What releasing needs from outside, as protocols. The store and the tests' fakes fit them."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Protocol

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length, Unit, Waits
from bot.privacy.submission import Batch, Comment
from bot.reporting.figures import Figure, Part
from bot.reporting.ledger import Release


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
