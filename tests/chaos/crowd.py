"""People who answer whatever happens to the program, and what Telegram can do to it meanwhile."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.botapi import FakeBotApi
from tests.botapi.faults import Moment
from tests.channels.telegram.walker import COMMENT, KEPT, act, begin, is_to_write

PEOPLE = 6
PATIENCE = 90.0
TROUBLE, SENT = "Something went wrong", "Your answers are sent"

METHODS = ("sendMessage", "sendPhoto", "answerCallbackQuery", "editMessageText", "getUpdates")


@dataclass(slots=True)
class Crowd:
    """How many conversations people ended, and how often somebody was told that something went wrong."""

    ended: int = 0
    told_of_trouble: int = 0

    def expect_kept_once(self, answers: Sequence[Mapping[str, Sequence[str] | None]], comments: Sequence[str]) -> None:
        """AssertionError unless what is kept is what was sent, every conversation of it once."""
        assert self.ended > 0
        assert answers == [KEPT] * self.ended
        assert len(comments) == self.ended
        lines = [line for text in comments for line in text.split("\n")]
        assert set(lines) == {COMMENT}
        # Who is told that something went wrong writes again, and may find both before sending.
        assert len(lines) - len(comments) <= self.told_of_trouble


async def answer_while(telegram: FakeBotApi, happening: Coroutine[None, None, None]) -> Crowd:
    """Have people answer, one conversation after another, while something happens; return what they met.

    Everyone ends the conversation they are in, and all that Telegram has is confirmed, before this returns.
    """
    stop, crowd = asyncio.Event(), Crowd()

    async def happen() -> None:
        try:
            await happening
        finally:
            stop.set()

    async with asyncio.TaskGroup() as group:
        for _ in range(PEOPLE):
            group.create_task(_answer(telegram, stop, crowd))
        group.create_task(happen())
    await telegram.expect_confirmed(within=PATIENCE)
    return crowd


async def _answer(telegram: FakeBotApi, stop: asyncio.Event, crowd: Crowd) -> None:
    """Be one person after another, each with a conversation of their own.

    Each writes their words once, however often they are asked after a crash, so that nothing makes up for words lost;
    only who is told that something went wrong tries again.
    """
    while not stop.is_set():
        person = telegram.person(first_name="Sam")
        await begin(person, "_patient", within=PATIENCE)
        written = False
        while not any(each.by_bot and SENT in each.text for each in person.messages):
            person.read_all()
            if not (written and is_to_write(person)):
                written = written or is_to_write(person)
                act(person)
            message = await person.expect(lambda each: bool(each.labels) or TROUBLE in each.text, within=PATIENCE)
            if TROUBLE in message.text:
                written = False
                crowd.told_of_trouble += 1
        crowd.ended += 1


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
