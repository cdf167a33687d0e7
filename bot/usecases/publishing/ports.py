"""What publishing needs from outside."""

from typing import Protocol

from bot.flows.files import Files
from bot.usecases.publishing.edition import Edition, Publication


class Editions(Protocol):
    """Every edition that was put in, and what was published when. Nothing of it is ever changed."""

    async def listed(self) -> tuple[Edition, ...]:
        """Return every edition, the oldest first."""
        ...

    async def files(self, edition: Edition) -> Files:
        """Return the files of an edition, as they were put in. Raises BrokenEdition where that cannot be."""
        ...

    async def add(self, edition: Edition, files: Files) -> None:
        """Store an edition. Raises Stale if its number is taken."""
        ...

    async def publications(self) -> tuple[Publication, ...]:
        """Return what was published, the oldest first."""
        ...

    async def publish(self, publication: Publication) -> None:
        """Store a publication. Raises Stale if its number is taken."""
        ...

    async def newest(self) -> int:
        """Return the number of the newest publication, 0 for none; asked every few seconds."""
        ...
