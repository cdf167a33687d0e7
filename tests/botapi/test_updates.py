"""Polling: nothing is lost before it is confirmed, nothing comes back after, and one bot polls at a time."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.botapi import PATIENCE, FakeBotApi, Person
from tests.botapi.conftest import new_bot


async def test_updates_come_again_until_they_are_confirmed(bot: Bot, ada: Person) -> None:
    for text in ("One", "Two", "Three"):
        ada.send(text)
    first = [update.update_id for update in await bot.get_updates()]
    assert first == [first[0], first[0] + 1, first[0] + 2]
    assert [update.update_id for update in await bot.get_updates()] == first
    assert [update.update_id for update in await bot.get_updates(offset=first[1])] == first[1:]
    assert [update.update_id for update in await bot.get_updates(offset=first[0])] == first[1:]


async def test_a_confirmed_update_is_forgotten_for_good(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    ada.send("One")
    (update,) = await bot.get_updates()
    with pytest.raises(AssertionError, match="One"):
        await telegram.expect_confirmed(within=0.01)
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    await telegram.expect_confirmed()
    assert await bot.get_updates(offset=0) == ()


async def test_no_more_come_at_once_than_were_asked_for(bot: Bot, ada: Person) -> None:
    for number in range(120):
        ada.send(str(number))
    assert len(await bot.get_updates(limit=7)) == 7
    assert len(await bot.get_updates()) == 100
    newest = await bot.get_updates(offset=-2)
    assert [update.message.text for update in newest if update.message] == ["118", "119"]
    assert len(await bot.get_updates()) == 2


async def test_a_long_poll_ends_when_something_happens(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.expect_calls("getUpdates")
    assert not poll.done()
    ada.send("Hello")
    async with asyncio.timeout(PATIENCE):
        assert len(await poll) == 1


async def test_a_long_poll_ends_empty_when_its_time_is_over(bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == ()


async def test_only_the_kinds_of_updates_asked_for_come_and_that_is_remembered(bot: Bot, ada: Person) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    ada.send("Teh food")
    ada.edit("The food")
    (update,) = await bot.get_updates()
    assert update.edited_message
    await bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    ada.send("More")
    assert len(await bot.get_updates()) == 1


async def test_a_second_poll_ends_the_first(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.expect_calls("getUpdates")
    async with new_bot(telegram) as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one"):
            await first
        ada.send("Hello")
        assert len(await second) == 1


async def test_the_poll_of_a_bot_that_is_gone_is_no_conflict(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", int(telegram.base_url.rpartition(":")[2]))
    writer.write(f"GET /bot{telegram.token}/getUpdates?timeout=30 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    await telegram.expect_calls("getUpdates")
    writer.close()
    await writer.wait_closed()
    while telegram.updates._poll:  # noqa: ASYNC110 - a server does not say when it lets a poll go
        await asyncio.sleep(0)
    ada.send("Hello")
    assert len(await bot.get_updates()) == 1
    assert telegram.refusals == []


async def test_what_nobody_fetches_for_a_day_is_dropped(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    ada.send("Yesterday")
    telegram.clock.advance(25 * 3600)
    ada.send("Today")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "Today"
