"""Calls that come together are done together, none waits for ever, and none pays for another's fault."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.store.batching import Batcher
from bot.usecases.ports import Unavailable


async def a_while() -> None:
    """Let everything else that can go on do so, however slow the machine is."""
    for _ in range(20):
        await asyncio.sleep(0)


class Doing:
    """Doubles numbers, and remembers which came together. A negative one cannot be done."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.groups.append(list(numbers))
        await a_while()
        if any(number < 0 for number in numbers):
            raise ValueError("negative")
        return [2 * number for number in numbers]


async def test_the_first_is_done_at_once_and_those_that_come_meanwhile_together() -> None:
    doing = Doing()
    double = Batcher(doing, most=10)
    first = asyncio.create_task(double(1))
    await asyncio.sleep(0)
    others = asyncio.gather(*(double(number) for number in range(2, 6)))
    assert await first == 2
    assert await others == [4, 6, 8, 10]
    assert doing.groups == [[1], [2, 3, 4, 5]]


async def test_a_group_has_at_most_so_many() -> None:
    doing = Doing()
    double = Batcher(doing, most=4)
    assert await asyncio.gather(*(double(number) for number in range(10))) == [2 * number for number in range(10)]
    assert [len(group) for group in doing.groups] == [4, 4, 2]


async def test_one_that_cannot_be_done_takes_no_other_with_it() -> None:
    doing = Doing()
    double = Batcher(doing, most=10)
    done = await asyncio.gather(double(1), double(-2), double(3), return_exceptions=True)
    assert (done[0], done[2]) == (2, 6)
    assert isinstance(done[1], ValueError)
    assert await double(4) == 8


async def test_alone_its_error_is_its_own() -> None:
    with pytest.raises(ValueError, match="negative"):
        await Batcher(Doing(), most=10)(-1)


async def test_whoever_gives_up_holds_up_nobody() -> None:
    doing = Doing()
    double = Batcher(doing, most=10)
    leaving, staying = asyncio.create_task(double(1)), asyncio.create_task(double(2))
    failing = asyncio.create_task(double(-1))
    await asyncio.sleep(0)
    leaving.cancel()
    failing.cancel()
    assert await staying == 4
    assert await double(5) == 10


async def test_where_nothing_can_be_done_just_now_everyone_is_told_after_one_try() -> None:
    tries: list[int] = []

    async def away(numbers: Sequence[int]) -> list[int]:
        tries.append(len(numbers))
        await a_while()
        raise Unavailable

    double = Batcher(away, most=10)
    done = await asyncio.gather(*(double(number) for number in range(4)), return_exceptions=True)
    assert all(isinstance(each, Unavailable) for each in done)
    assert tries == [4]
