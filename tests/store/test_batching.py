"""Calls that arrive together run as one batch, none waits for ever, and none fails for another's error."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.store.batching import Batcher
from bot.usecases.ports import Unavailable


async def a_while() -> None:
    """Let everything else that can go on do so, however slow the machine is."""
    for _ in range(20):
        await asyncio.sleep(0)


class FakeWork:
    """Doubles numbers, and records the batches. A negative number is an error."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        await a_while()
        if any(number < 0 for number in numbers):
            raise ValueError("negative")
        return [2 * number for number in numbers]


async def test_the_first_call_runs_at_once_and_those_that_arrive_meanwhile_as_one_batch() -> None:
    work = FakeWork()
    double = Batcher(work, most=10)
    first = asyncio.create_task(double(1))
    await asyncio.sleep(0)
    others = asyncio.gather(*(double(number) for number in range(2, 6)))
    assert await first == 2
    assert await others == [4, 6, 8, 10]
    assert work.batches == [[1], [2, 3, 4, 5]]


async def test_a_batch_has_a_maximum_size() -> None:
    work = FakeWork()
    double = Batcher(work, most=4)
    assert await asyncio.gather(*(double(number) for number in range(10))) == [2 * number for number in range(10)]
    assert [len(batch) for batch in work.batches] == [4, 4, 2]


async def test_a_bad_item_does_not_fail_the_others() -> None:
    work = FakeWork()
    double = Batcher(work, most=10)
    done = await asyncio.gather(double(1), double(-2), double(3), return_exceptions=True)
    assert (done[0], done[2]) == (2, 6)
    assert isinstance(done[1], ValueError)
    assert await double(4) == 8


async def test_a_single_bad_item_raises_its_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        await Batcher(FakeWork(), most=10)(-1)


async def test_a_cancelled_caller_delays_nobody() -> None:
    work = FakeWork()
    double = Batcher(work, most=10)
    leaving, staying = asyncio.create_task(double(1)), asyncio.create_task(double(2))
    failing = asyncio.create_task(double(-1))
    await asyncio.sleep(0)
    leaving.cancel()
    failing.cancel()
    assert await staying == 4
    assert await double(5) == 10


async def test_an_unavailable_database_fails_the_whole_batch_after_one_try() -> None:
    tries: list[int] = []

    async def away(numbers: Sequence[int]) -> list[int]:
        tries.append(len(numbers))
        await a_while()
        raise Unavailable

    double = Batcher(away, most=10)
    done = await asyncio.gather(*(double(number) for number in range(4)), return_exceptions=True)
    assert all(isinstance(error, Unavailable) for error in done)
    assert tries == [4]
