"""Delivery to a webhook, again and again until it is taken."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from tests.botapi import FakeBotApi, Person
from tests.botapi.webhook import Patience

SECRET = "s3cret-token_1"


class FakeListener:
    """A bot's webhook. It answers as it is told, and notes what came."""

    def __init__(self) -> None:
        self.came: list[int] = []
        self.secrets: set[str | None] = set()
        self.at_once = 0
        self.most_at_once = 0
        self.answer: Callable[[int], Awaitable[int]] = self.take
        self.url = ""

    async def take(self, update_id: int) -> int:
        return 200

    async def listen(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        self.came.append(update["update_id"])
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return web.Response(status=await self.answer(update["update_id"]))
        finally:
            self.at_once -= 1


@pytest.fixture
async def telegram() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(patience=Patience(attempt=1.0, first_pause=0.01, longest_pause=0.02)) as telegram:
        yield telegram


@pytest.fixture
async def listener() -> AsyncIterator[FakeListener]:
    listener = FakeListener()
    runner = web.ServerRunner(web.Server(listener.listen, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listener
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret_until_a_2xx(
    telegram: FakeBotApi, bot: Bot, ada: Person, listener: FakeListener
) -> None:
    async def refuse_twice(update_id: int) -> int:
        return 200 if listener.came.count(update_id) > 2 else 503

    ada.send("Before")
    listener.answer = refuse_twice
    await bot.set_webhook(listener.url, secret_token=SECRET, allowed_updates=["message"])
    ada.send("After")
    await telegram.expect_confirmed()
    first, second = sorted(set(listener.came))
    assert listener.came.count(first) == listener.came.count(second) == 3
    assert listener.secrets == {SECRET}
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (listener.url, 0, 40)
    assert info.last_error_message == "Wrong response: 503"
    assert info.allowed_updates == ("message",)


async def test_an_attempt_that_is_not_answered_is_made_again(
    telegram: FakeBotApi, bot: Bot, ada: Person, listener: FakeListener
) -> None:
    async def hang_once(update_id: int) -> int:
        await asyncio.sleep(60 if len(listener.came) == 1 else 0)
        return 200

    listener.answer = hang_once
    await bot.set_webhook(listener.url)
    ada.send("Hello")
    await telegram.expect_confirmed()
    assert len(listener.came) == 2


async def test_updates_of_one_chat_overlap_up_to_the_connections_asked_for(
    telegram: FakeBotApi, bot: Bot, ada: Person, listener: FakeListener
) -> None:
    async def slowly(update_id: int) -> int:
        await asyncio.sleep(0.02)
        return 200

    listener.answer = slowly
    await bot.set_webhook(listener.url, max_connections=3)
    for number in range(9):
        ada.send(str(number))
    await telegram.expect_confirmed()
    assert listener.most_at_once == 3
    assert len(listener.came) == 9


async def test_polling_and_a_webhook_exclude_each_other(
    telegram: FakeBotApi, bot: Bot, ada: Person, listener: FakeListener
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.expect_calls("getUpdates")
    await bot.set_webhook(listener.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    ada.send("Hello")
    assert len(await bot.get_updates()) == 1
    assert listener.came == []


async def test_what_a_webhook_did_not_take_can_be_polled_or_dropped(
    bot: Bot, ada: Person, listener: FakeListener
) -> None:
    async def refuse(update_id: int) -> int:
        return 500

    listener.answer = refuse
    await bot.set_webhook(listener.url)
    ada.send("Hello")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_setting_the_same_webhook_again_delivers_nothing_twice(
    telegram: FakeBotApi, bot: Bot, ada: Person, listener: FakeListener
) -> None:
    for _ in range(2):
        await bot.set_webhook(listener.url)
        ada.send("Hello")
    await telegram.expect_confirmed()
    assert len(listener.came) == len(set(listener.came)) == 2
