"""Faults on demand befall the calls that they were asked for, and no others."""

import asyncio
import sys
import time
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter

from tests.botapi import Call, FakeBotApi, Moment, Person

ECHO = """
import json, sys
from urllib.request import Request, urlopen

HEADERS = {"Content-Type": "application/json"}

def call(method, **parameters):
    with urlopen(Request(f"{sys.argv[1]}/{method}", json.dumps(parameters).encode(), HEADERS)) as answer:
        return json.load(answer)["result"]

offset = 0
while True:
    for update in call("getUpdates", offset=offset, limit=1, timeout=20):
        call("sendMessage", chat_id=update["message"]["chat"]["id"], text=update["message"]["text"])
        offset = update["update_id"] + 1
"""


async def echo_bot(telegram: FakeBotApi) -> asyncio.subprocess.Process:
    address = f"{telegram.base_url}/bot{telegram.token}"
    return await asyncio.create_subprocess_exec(sys.executable, "-c", ECHO, address)


async def test_the_next_calls_of_a_method_come_too_fast(
    telegram: FakeBotApi, bot: Bot, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without this, python-telegram-bot warns of what retry_after will be, and warnings are errors.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    telegram.faults.on("sendMessage", times=2).flood(retry_after=7)
    assert await bot.get_updates() == ()
    for _ in range(2):
        with pytest.raises(RetryAfter) as flood:
            await bot.send_message(ada.id, "Hello")
        assert flood.value.retry_after == timedelta(seconds=7)
    await bot.send_message(ada.id, "Hello")
    assert len(ada.unread) == 1
    assert telegram.refusals == []


@pytest.mark.parametrize("code", [500, 502])
async def test_telegram_is_in_trouble(telegram: FakeBotApi, bot: Bot, ada: Person, code: int) -> None:
    telegram.faults.on("sendMessage").fail(code)
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "Hello")
    assert ada.unread == ()


async def test_one_person_blocks_the_bot(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    bob = telegram.person(first_name="Bob")
    bob.send("Hello")
    telegram.faults.on(chat=bob.id, times=None).block()
    for _ in range(3):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(bob.id, "Hello")
    with pytest.raises(Forbidden):
        await bot.answer_callback_query(bob.tap_data(1, "y"))
    await bot.send_message(ada.id, "Hello")
    telegram.faults.clear()
    await bot.send_message(bob.id, "Hello")


async def test_the_connection_breaks_before_the_effect(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    telegram.faults.on("sendMessage").drop()
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "Hello")
    assert ada.unread == ()
    await bot.send_message(ada.id, "Hello")


async def test_the_connection_breaks_after_the_effect(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    telegram.faults.on("sendMessage").drop(Moment.AFTER)
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "Hello")
    assert [message.text for message in ada.unread] == ["Hello"]


async def test_a_call_takes_longer(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    telegram.faults.on("sendMessage").delay(0.2)
    before = time.monotonic()
    sending = asyncio.create_task(bot.send_message(ada.id, "Hello"))
    await telegram.expect_calls("sendMessage")
    assert ada.unread == ()
    await sending
    assert time.monotonic() - before >= 0.2


async def test_the_test_is_told_of_the_third_call(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    told: list[tuple[object, int]] = []

    def note(call: Call) -> None:
        told.append((call.parameters["text"], len(ada.unread)))

    async def note_later(call: Call) -> None:
        await asyncio.sleep(0)
        note(call)

    telegram.faults.on("sendMessage", skip=2).hook(note)
    telegram.faults.on("sendMessage", skip=2).hook(note_later, Moment.AFTER)
    for text in ("One", "Two", "Three", "Four"):
        await bot.send_message(ada.id, text)
    assert told == [("Three", 2), ("Three", 3)]


async def test_a_bot_killed_between_its_answer_and_confirming_gets_the_update_again(
    telegram: FakeBotApi, ada: Person
) -> None:
    first = await echo_bot(telegram)

    async def kill(_: Call) -> None:
        first.kill()
        await first.wait()

    telegram.faults.on("sendMessage", skip=1).hook(kill, Moment.AFTER)
    ada.send("One")
    ada.send("Two")
    await first.wait()
    second = await echo_bot(telegram)
    await telegram.expect_confirmed()
    second.kill()
    await second.wait()
    assert [message.text for message in ada.unread] == ["One", "Two", "Two"]
    assert telegram.refusals == []


async def test_waiting_for_calls_that_do_not_come_fails(telegram: FakeBotApi, bot: Bot) -> None:
    await bot.delete_my_commands()
    await telegram.expect_calls("deleteMyCommands")
    with pytest.raises(AssertionError, match="1 times, not 2"):
        await telegram.expect_calls("deleteMyCommands", times=2, within=0.01)
