"""A strict Telegram Bot API on loopback, with people in it, for tests only.

The bot under test talks to it over real HTTP, as it would to Telegram; the test plays the people. Where
Telegram refuses, this refuses in the same words: see limits.py.

    async with FakeBotApi() as telegram:
        bot = Bot(telegram.token, base_url=f"{telegram.base_url}/bot")
        ada = telegram.person(first_name="Ada")
        ada.command("start WARD7")
        ...  # the bot polls and answers
        await ada.expect("Welcome")
        ada.tap("Easy read")
        telegram.faults.on("sendMessage", times=2).flood(retry_after=1)
"""

from tests.botapi.chats import Chat, Message
from tests.botapi.dispatch import Refusal
from tests.botapi.errors import ApiError
from tests.botapi.faults import Faults, Moment
from tests.botapi.parameters import Call, Upload
from tests.botapi.people import PATIENCE, Person
from tests.botapi.server import FakeBotApi

__all__ = [
    "PATIENCE",
    "ApiError",
    "Call",
    "Chat",
    "FakeBotApi",
    "Faults",
    "Message",
    "Moment",
    "Person",
    "Refusal",
    "Upload",
]
