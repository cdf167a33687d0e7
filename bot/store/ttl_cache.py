"""A cache for values that many turns need and that rarely change: read at most once a second."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

SECONDS = 1.0

ResultT = TypeVar("ResultT")


@dataclass(slots=True)
class TtlCache(Generic[ResultT]):
    """Caches the result of `read` for a second."""

    read: Callable[[], Awaitable[ResultT]]
    _value: ResultT | None = None
    _until: float = 0.0

    async def __call__(self) -> ResultT:
        """Return the value, read at most a second ago."""
        now = asyncio.get_running_loop().time()
        if self._value is None or now >= self._until:
            self._value = await self.read()
            self._until = now + SECONDS
        return self._value

    def forget(self) -> None:
        """Read the value again at the next call."""
        self._value = None
