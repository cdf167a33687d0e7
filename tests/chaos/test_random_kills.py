"""SIGKILL at random moments under load, again and again: no answer that was confirmed is lost, none is kept twice.

A short form runs with the other tests; `make chaos KILLS=1000` is the long one.
"""

import asyncio
import os
from pathlib import Path
from random import Random

import pytest

from tests.botapi import FakeBotApi
from tests.channels.telegram.database import answers, comments
from tests.channels.telegram.walker import COMMENT, KEPT, act, begin, is_over, is_to_write
from tests.program import SECRET, Program

KILLS = int(os.environ.get("SAYSO_CHAOS_KILLS", "6"))
SEED = int(os.environ.get("SAYSO_CHAOS_SEED", "1"))
PEOPLE = 6
KILLED_EARLY, LONG_ENOUGH = 0.8, 5.0
PATIENCE = 60.0


async def answer_all(telegram: FakeBotApi, stop: asyncio.Event) -> int:
    """Be one person after another, each with a conversation of their own, until told to stop; return how many.

    Each writes their words once, however often they are asked after a kill, so that nothing makes up for words lost.
    """
    ended = 0
    while not stop.is_set():
        person = telegram.person(first_name="Sam")
        await begin(person, "_patient", within=PATIENCE)
        written = False
        while not is_over(person):
            person.read_all()
            if not (written and is_to_write(person)):
                written = written or is_to_write(person)
                act(person)
            await person.expect(lambda message: bool(message.labels), within=PATIENCE)
        ended += 1
    return ended


async def kill_again_and_again(program: Program, chance: Random, stop: asyncio.Event) -> None:
    for _ in range(KILLS):
        # Now and then it lives long enough to have read the model that finds names, else nobody's words get anywhere.
        await asyncio.sleep(chance.uniform(0.1, 1.5) if chance.random() < KILLED_EARLY else LONG_ENOUGH)
        await program.kill()
        await program.start()
        await program.until_running()
    await asyncio.sleep(1)
    stop.set()


@pytest.mark.slow
async def test_killed_at_random_moments_under_load_everything_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi
) -> None:
    program = Program(tmp_path, telegram_token=telegram.token, telegram_base_url=telegram.base_url, secret=SECRET)
    await program.start()
    await program.until_running()
    stop = asyncio.Event()
    ended, _ = await asyncio.gather(
        asyncio.gather(*(answer_all(telegram, stop) for _ in range(PEOPLE))),
        kill_again_and_again(program, Random(SEED), stop),
    )
    await telegram.expect_confirmed(within=PATIENCE)
    assert await program.stop() == 0
    assert sum(ended) >= PEOPLE
    assert answers(tmp_path) == [KEPT] * sum(ended)
    assert [each["text"] for each in comments(tmp_path)] == [COMMENT] * sum(ended)
