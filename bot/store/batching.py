"""Calls that come while another is under way are done together, so that many cost little more than one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.usecases.ports import Unavailable

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class Batcher(Generic[ItemT, ResultT]):
    """Does `do` with all items that wait, at most `most` at once, one group after the other.

    `do` returns a result for each item, in order. Where it raises for a group of several, each is tried alone, so
    that one that cannot be done does not take others with it; but where it raises Unavailable, trying is no use and
    everyone is told. Whoever calls waits, so nothing piles up here that is not waited for.
    """

    def __init__(self, do: Callable[[Sequence[ItemT]], Awaitable[Sequence[ResultT]]], *, most: int) -> None:
        self._do = do
        self._most = most
        self._waiting: list[tuple[ItemT, asyncio.Future[ResultT]]] = []
        self._doing: asyncio.Task[None] | None = None

    async def __call__(self, item: ItemT) -> ResultT:
        """Do one item together with others that wait; return its result or raise its error."""
        done: asyncio.Future[ResultT] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._doing is None:
            self._doing = asyncio.create_task(self._do_all())
        return await done

    async def _do_all(self) -> None:
        try:
            while self._waiting:
                group = self._waiting[: self._most]
                del self._waiting[: self._most]
                await self._do_group(group)
        finally:
            self._doing = None

    async def _do_group(self, group: Sequence[tuple[ItemT, asyncio.Future[ResultT]]]) -> None:
        try:
            results = await self._do([item for item, _ in group])
        except Exception as error:  # noqa: BLE001 - whoever called is to have it, whatever it is
            if len(group) == 1 or isinstance(error, Unavailable):
                for _, done in group:
                    _settle(done, error)
                return
            for each in group:
                await self._do_group([each])
            return
        for (_, done), result in zip(group, results, strict=True):
            if not done.done():  # Whoever called may have given up.
                done.set_result(result)


def _settle(done: "asyncio.Future[ResultT]", error: Exception) -> None:
    if not done.done():
        done.set_exception(error)
