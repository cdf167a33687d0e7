"""Batching: calls that arrive while a batch is running form the next batch, so that many cost little more than one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.usecases.ports import Unavailable

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class Batcher(Generic[ItemT, ResultT]):
    """Runs `work` on all waiting items, at most `most` in a batch, one batch at a time.

    `work` returns one result an item, in order. If it raises for a batch, every item is retried alone, so that a bad
    item does not fail the others; but Unavailable is raised for the whole batch at once. Callers wait, so the queue
    holds no item that nobody waits for.
    """

    def __init__(self, work: Callable[[Sequence[ItemT]], Awaitable[Sequence[ResultT]]], *, most: int) -> None:
        self._work = work
        self._most = most
        self._waiting: list[tuple[ItemT, asyncio.Future[ResultT]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, item: ItemT) -> ResultT:
        """Run one item in a batch; return its result or raise its error."""
        done: asyncio.Future[ResultT] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await done

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = self._waiting[: self._most]
                del self._waiting[: self._most]
                await self._run_batch(batch)
        finally:
            self._running = None

    async def _run_batch(self, batch: Sequence[tuple[ItemT, asyncio.Future[ResultT]]]) -> None:
        try:
            results = await self._work([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - the callers get it, whatever it is
            if len(batch) == 1 or isinstance(error, Unavailable):
                for _, done in batch:
                    _settle(done, error)
                return
            for call in batch:
                await self._run_batch([call])
            return
        for (_, done), result in zip(batch, results, strict=True):
            if not done.done():  # The caller may have been cancelled.
                done.set_result(result)


def _settle(done: "asyncio.Future[ResultT]", error: Exception) -> None:
    if not done.done():
        done.set_exception(error)
