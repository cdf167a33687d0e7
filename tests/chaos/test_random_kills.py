"""SIGKILL at random moments under load, again and again: no answer that was confirmed is lost, none is kept twice.

Meanwhile Telegram refuses calls, breaks them off and is slow; and where there are two copies of the program, requests
come twice and late, and PostgreSQL crashes too. A short form runs with the other tests; `make chaos KILLS=1000` is the
long one.
"""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.botapi import FakeBotApi
from tests.chaos.crowd import answer_while, expect_kept_once, trouble_telegram
from tests.postgres import postgres
from tests.program import SECRET, Program, database_elsewhere, running
from tests.replicas import replicas_of

KILLS = int(os.environ.get("SAYSO_CHAOS_KILLS", "4"))
SEED = int(os.environ.get("SAYSO_CHAOS_SEED", "1"))
KILLED_EARLY, LONG_ENOUGH = 0.8, 5.0
CRASHES_OF_POSTGRESQL = 0.2
COMES_AGAIN, LATEST = 0.1, 2.0


async def kill_again_and_again(programs: Sequence[Program], telegram: FakeBotApi, chance: Random) -> None:
    for _ in range(KILLS):
        trouble_telegram(telegram, chance)
        # Now and then it lives long enough to have read the model that finds names, else nobody's words get anywhere.
        await asyncio.sleep(chance.uniform(0.1, 1.5) if chance.random() < KILLED_EARLY else LONG_ENOUGH)
        program = chance.choice(programs)
        await program.kill()
        await start_as_a_supervisor_would(program)
    telegram.faults.clear()
    await asyncio.sleep(1)


async def start_as_a_supervisor_would(program: Program) -> None:
    """Start it, again where it ends because the database is away."""
    for _ in range(20):
        await program.start()
        try:
            return await program.until_running()
        except AssertionError:
            if "cannot be used" not in program.complained and "The database is unavailable" not in program.complained:
                raise
            await asyncio.sleep(0.2)
    raise AssertionError(program.complained)


async def test_killed_at_random_moments_under_load_everything_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi
) -> None:
    async with running(tmp_path, telegram, secret=SECRET) as program:
        ended = await answer_while(telegram, kill_again_and_again([program], telegram, Random(SEED)))
    expect_kept_once(tmp_path, ended)


async def test_with_replicas_and_the_database_killed_at_random_moments_everything_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi
) -> None:
    chance = Random(SEED)

    def again() -> float | None:
        return chance.uniform(0.0, LATEST) if chance.random() < COMES_AGAIN else None

    async def crash_now_and_then(killing: "asyncio.Task[None]") -> None:
        while not killing.done():
            await asyncio.sleep(1)
            if chance.random() < CRASHES_OF_POSTGRESQL:
                await asyncio.to_thread(server.crash)
                await asyncio.sleep(chance.uniform(0.0, 1.0))
                await asyncio.to_thread(server.come_back)

    with postgres(tmp_path / "pg") as server, database_elsewhere(tmp_path, server.new_database()):
        async with replicas_of(telegram, tmp_path, again=again) as replicas:

            async def happen() -> None:
                killing = asyncio.create_task(kill_again_and_again(replicas, telegram, chance))
                await crash_now_and_then(killing)
                await killing

            ended = await answer_while(telegram, happen())
            assert [await replica.stop() for replica in replicas] == [0, 0]
        expect_kept_once(tmp_path, ended)
