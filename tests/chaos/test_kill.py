"""The power goes: SIGKILL at any point of a conversation, and everyone is answered without writing again."""

import asyncio
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

import pytest

from tests.botapi import PATIENCE, Call, FakeBotApi, Moment
from tests.channels.telegram.database import answers, comments
from tests.channels.telegram.test_conversations import code_of
from tests.channels.telegram.walker import COMMENT, KEPT, begin, is_over, walk
from tests.program import SECRET, Program, free_port

KILLS = 5
PEOPLE = 20


def settings(telegram: FakeBotApi, delivery: str) -> Mapping[str, str]:
    """Return settings for polling or for a webhook."""
    common = {"telegram_token": telegram.token, "telegram_base_url": telegram.base_url, "secret": SECRET}
    if delivery == "polling":
        return common
    port = free_port()
    return common | {"listen": f"127.0.0.1:{port}", "webhook_url": f"http://127.0.0.1:{port}/hook"}


async def restart(program: Program) -> None:
    await program.kill()
    await program.start()
    await program.until_running()


@pytest.mark.parametrize("delivery", ["polling", "webhook"])
@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
async def test_killed_again_and_again_a_conversation_still_comes_to_its_end_and_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi, *, delivery: str, moment: Moment
) -> None:
    ada = telegram.person(first_name="Ada")
    program = Program(tmp_path, **settings(telegram, delivery))
    await program.start()
    await program.until_running()
    restarts: list[asyncio.Task[None]] = []

    def kill(_call: Call) -> None:
        # Apart from the call: once its client is dead, the server gives the call up.
        restarts.append(asyncio.create_task(restart(program)))

    await begin(ada, "_patient")
    methods = cycle(("sendMessage", "answerCallbackQuery", "editMessageText", "getUpdates"))
    for step in range(24):
        if is_over(ada):
            break
        if step % 2 == 0 and len(restarts) < KILLS:
            telegram.faults.clear()
            telegram.faults.on(next(methods)).hook(kill, moment)
        await walk(ada, screens=1)
        # A question may be shown twice around a kill; whoever reads it twice still answers it once.
        await asyncio.gather(*restarts)
        await telegram.expect_confirmed()
    telegram.faults.clear()
    await walk(ada)
    assert await program.stop() == 0
    assert len(restarts) == KILLS
    assert answers(tmp_path) == [KEPT]
    assert [row["text"] for row in comments(tmp_path)] == [COMMENT]


@pytest.mark.parametrize(
    ("delivery", "database_url"),
    [("polling", "sqlite"), ("webhook", "sqlite"), ("webhook", "postgresql")],
    indirect=["database_url"],
)
@pytest.mark.usefixtures("either_database")
async def test_twenty_people_in_the_middle_at_sigkill_are_all_answered(
    tmp_path: Path, telegram: FakeBotApi, delivery: str
) -> None:
    program = Program(tmp_path, **settings(telegram, delivery))
    await program.start()
    await program.until_running()
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    await asyncio.gather(*(begin(person, "_patient") for person in people))
    await asyncio.gather(*(walk(person, screens=4) for person in people))
    await telegram.expect_confirmed()
    killed = asyncio.Event()

    async def kill(_call: Call) -> None:
        killed.set()
        await program.kill()

    telegram.faults.on("sendMessage", skip=PEOPLE // 4).hook(kill)
    for person in people:
        person.read_all()
        person.tap("Partly")
    await asyncio.wait_for(killed.wait(), PATIENCE)
    await program.start()
    await program.until_running()
    for person in people:
        await person.expect(lambda message: "Question 4 of" in message.text and bool(message.labels))
    await asyncio.gather(*(walk(person) for person in people))
    await telegram.expect_confirmed()
    assert await program.stop() == 0
    assert answers(tmp_path) == [KEPT] * PEOPLE
    assert len(comments(tmp_path)) == PEOPLE


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
async def test_killed_while_it_thanks_it_gives_the_words_that_take_answers_back_all_the_same(
    tmp_path: Path, telegram: FakeBotApi, moment: Moment
) -> None:
    ada = telegram.person(first_name="Ada")
    program = Program(tmp_path, **settings(telegram, "polling"))
    await program.start()
    await program.until_running()
    await begin(ada, "_patient")
    while "Please check" not in ada.newest.text:
        await walk(ada, screens=1)
    restarts: list[asyncio.Task[None]] = []
    telegram.faults.on("sendMessage").hook(lambda _call: restarts.append(asyncio.create_task(restart(program))), moment)
    await walk(ada, screens=1)
    await asyncio.gather(*restarts)
    await telegram.expect_confirmed()
    ada.send(code_of(ada))
    await ada.expect("are deleted")
    assert await program.stop() == 0
    assert len(restarts) == 1
    assert answers(tmp_path) == []
