"""A server, a bot that talks to it through python-telegram-bot, and somebody to talk to."""

import struct
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.botapi import FakeBotApi, Person


@pytest.fixture
async def telegram() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: FakeBotApi) -> AsyncIterator[Bot]:
    async with new_bot(telegram) as bot:
        yield bot


@pytest.fixture
def ada(telegram: FakeBotApi) -> Person:
    """Somebody who has written to the bot, so that it can write to them."""
    ada = telegram.person(first_name="Ada", last_name="Quill", username="adaquill")
    ada.command("start")
    telegram.updates.clear()
    return ada


def new_bot(telegram: FakeBotApi) -> Bot:
    return Bot(
        telegram.token,
        base_url=f"{telegram.base_url}/bot",
        base_file_url=f"{telegram.base_url}/file/bot",
    )


def png(width: int = 3, height: int = 2) -> bytes:
    """As much of a picture as the server looks at."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII9x", 13, b"IHDR", width, height)
