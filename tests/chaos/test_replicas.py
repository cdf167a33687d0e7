"""Several processes on one PostgreSQL behind a load balancer: each turn is taken once, by whichever it reaches."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.botapi import FakeBotApi
from tests.channels.telegram.walker import begin, is_over, walk
from tests.chaos.crowd import expect_kept_once
from tests.postgres import Postgres
from tests.program import database_elsewhere
from tests.replicas import Again, never, replicas_of

PEOPLE = 8


@pytest.fixture(autouse=True)
def shared_database(tmp_path: Path, postgresql: Postgres) -> Iterator[None]:
    with database_elsewhere(tmp_path, postgresql.new_database()):
        yield


def at_once() -> float:
    return 0.0


@pytest.mark.parametrize("again", [never, at_once], ids=["each to one", "each to both at once"])
async def test_whichever_replica_an_update_reaches_every_conversation_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi, again: Again
) -> None:
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    async with replicas_of(telegram, tmp_path, again=again) as replicas:
        await asyncio.gather(*(begin(person, "_patient") for person in people))
        while not all(map(is_over, people)):
            # Each reads all that there is before going on: what comes twice may be shown twice.
            await asyncio.gather(*(walk(person, screens=1) for person in people))
            await telegram.expect_confirmed()
        assert [await replica.stop() for replica in replicas] == [0, 0]
    expect_kept_once(tmp_path, PEOPLE)
    assert all("failed" not in replica.complained for replica in replicas)


async def test_when_one_replica_dies_the_other_carries_on_and_loses_nothing(
    tmp_path: Path, telegram: FakeBotApi
) -> None:
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    async with replicas_of(telegram, tmp_path) as replicas:
        await asyncio.gather(*(begin(person, "_patient") for person in people))
        await asyncio.gather(*(walk(person, screens=5) for person in people))
        await replicas[0].kill()
        await asyncio.gather(*(walk(person) for person in people))
        await telegram.expect_confirmed()
        assert await replicas[1].stop() == 0
    expect_kept_once(tmp_path, PEOPLE)
