"""What many turns ask for and what hardly ever changes: read once a second at most."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

SECONDS = 1.0

ResultT = TypeVar("ResultT")


@dataclass(slots=True)
class TtlCache(Generic[ResultT]):
    """Something that is read from the database, and is then taken to be as it was for a second."""

    read: Callable[[], Awaitable[ResultT]]
    _known: ResultT | None = None
    _until: float = 0.0

    async def __call__(self) -> ResultT:
        """Return it as it was at most a second ago."""
        now = asyncio.get_running_loop().time()
        if self._known is None or now >= self._until:
            self._known = await self.read()
            self._until = now + SECONDS
        return self._known

    def forget(self) -> None:
        """Read it again when it is next asked for."""
        self._known = None
