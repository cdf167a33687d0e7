"""Telegram as a part of the running program: signed in, with its updates delivered by polling or a webhook."""

import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.channels.part import Part
from bot.channels.telegram.account import deliver_by_polling, deliver_by_webhook, set_commands, sign_in
from bot.channels.telegram.api import BotApi, Reached
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.render import Renderer
from bot.channels.telegram.webhook import webhook_route
from bot.flows.library import Library
from bot.usecases.conversing.converse import Converse
from bot.usecases.conversing.ports import Pictures, SentPictures
from bot.usecases.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How the Bot API is reached, and where it posts updates: to no webhook, it is polled."""

    token: str = field(repr=False)
    base_url: str
    webhook_url: str | None = None
    webhook_secret: str = field(default="", repr=False)


@asynccontextmanager
async def open_telegram(
    connection: Connection,
    converse: Converse,
    *,
    pictures: Pictures,
    sent_pictures: SentPictures,
    clock: Clock,
    reached: Reached,
    announce: Callable[[str], None],
) -> AsyncIterator[Part]:
    """Sign in and start delivery; yield the part. Raises SaysoError, naming the setting that is wrong."""
    api = BotApi(token=connection.token, base_url=connection.base_url, reached=reached)
    async with api.connections():
        account = await sign_in(api)
        await set_commands(api, converse.conversations.library.door)
        renderer = Renderer(
            api=api, chats=Chats(), pictures=pictures, sent_pictures=sent_pictures, clock=clock, account=account.id
        )
        channel = TelegramChannel(converse, renderer, account.username)
        announce(f"Telegram: https://t.me/{account.username}")

        async def reload(library: Library) -> None:
            await set_commands(api, library.door)

        if connection.webhook_url is None:
            await deliver_by_polling(api)
            yield Part(jobs=(Polling(api, channel.handle).run,), reload=reload)
        else:
            path = urlsplit(connection.webhook_url).path or "/"
            await deliver_by_webhook(api, url=connection.webhook_url, secret=connection.webhook_secret)
            yield Part(routes=(webhook_route(path, connection.webhook_secret, channel.handle),), reload=reload)


def derived_webhook_secret(secret: bytes) -> str:
    """Return the secret that Telegram sends with each update, where none is set: derived from the installation's."""
    return hmac.digest(secret, b"sayso webhook", "sha256").hex()
