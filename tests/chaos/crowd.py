"""People who answer whatever happens to the program, and what Telegram can do to it meanwhile."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from random import Random

from tests.botapi import FakeBotApi, Person
from tests.botapi.faults import Moment
from tests.channels.telegram.database import answers, texts
from tests.channels.telegram.walker import COMMENT, KEPT, act, is_to_write

PEOPLE = 6
TROUBLE, SENT = "Something went wrong", "Your answers are sent"

METHODS = ("sendMessage", "sendPhoto", "answerCallbackQuery", "editMessageText", "getUpdates")


async def answer_while(telegram: FakeBotApi, happening: Coroutine[None, None, None]) -> int:
    """Have people answer, one conversation after another, while something happens; return how many they ended.

    Everyone ends the conversation they are in, and all that Telegram has is confirmed, before this returns.
    """
    stop = asyncio.Event()

    async def happen() -> None:
        try:
            await happening
        finally:
            stop.set()

    async with asyncio.TaskGroup() as group:
        people = [group.create_task(_answer(telegram, stop)) for _ in range(PEOPLE)]
        group.create_task(happen())
    await telegram.expect_confirmed()
    return sum(task.result() for task in people)


def expect_kept_once(folder: Path, ended: int) -> None:
    """AssertionError unless an installation keeps what this many conversations sent, each once."""
    assert ended > 0
    assert answers(folder) == [KEPT] * ended
    assert Counter(texts(folder)) == {COMMENT: ended}


async def _answer(telegram: FakeBotApi, stop: asyncio.Event) -> int:
    """Be one person after another, each with a conversation of their own.

    Each writes their words once, however often they are asked after a crash, so that nothing makes up for words lost;
    only who is told that something went wrong tries again.
    """
    ended = 0
    while not stop.is_set():
        person = telegram.person(first_name="Sam")
        await _begin(person)
        written = False
        while not any(message.by_bot and SENT in message.text for message in person.messages):
            person.read_all()
            if not (written and is_to_write(person)):
                written = written or is_to_write(person)
                act(person)
            if not await _is_met(person):
                written = False
        ended += 1
    return ended


async def _begin(person: Person) -> None:
    """Open the bot, and again for as long as it says that something went wrong."""
    met = False
    while not met:
        person.read_all()
        person.command("start _patient")
        met = await _is_met(person)


async def _is_met(person: Person) -> bool:
    """Wait for the next screen; return False if the person was told instead that something went wrong."""
    message = await person.expect(lambda message: bool(message.labels) or TROUBLE in message.text)
    return TROUBLE not in message.text


def trouble_telegram(telegram: FakeBotApi, chance: Random) -> None:
    """Have a call to come be refused, broken off before or after its effect, or slow."""
    calls = telegram.faults.on(chance.choice(METHODS))
    match chance.randrange(5):
        case 0:
            calls.flood(retry_after=1)
        case 1:
            calls.fail(500)
        case 2:
            calls.drop(Moment.BEFORE)
        case 3:
            calls.drop(Moment.AFTER)
        case _:
            calls.delay(0.5)
