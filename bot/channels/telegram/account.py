"""The bot's own account: signing in, its commands, and how Telegram delivers updates to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.channels.telegram.api import CONNECTIONS, BotApi
from bot.channels.telegram.parse import COMMANDS, UPDATES
from bot.engine.flow import Flow
from bot.engine.wording import Control, Register, Words
from bot.errors import SaysoError

MAX_CONNECTIONS = min(100, CONNECTIONS)


@dataclass(frozen=True, slots=True)
class Account:
    """Who the bot is."""

    id: str
    username: str


async def sign_in(api: BotApi) -> Account:
    """Return who the bot is. Raises SaysoError, naming the setting, where the token or the server is wrong."""
    try:
        me = await api.call("getMe")
    except (InvalidToken, Forbidden):
        raise SaysoError(
            "Telegram does not accept SAYSO_TELEGRAM_TOKEN. Copy the whole token that @BotFather gave you (digits,"
            " a colon, then letters) into .env, without spaces, or ask @BotFather for a new one."
        ) from None
    except (BadRequest, NetworkError, TelegramError):
        raise SaysoError(
            "The Bot API cannot be reached at the address in SAYSO_TELEGRAM_BASE_URL. Check that this machine has"
            " a connection, and, if you run a Bot API server of your own, that the address is its root, without"
            " “/bot”."
        ) from None
    return Account(str(me["id"]), str(me["username"]))


async def set_commands(api: BotApi, door: Flow) -> None:
    """Set the menu of commands in every language that is offered. A failure harms nobody."""
    for wording, words in door.words.items():
        if wording.register is Register.STANDARD:
            language = None if wording.locale == "en" else wording.locale
            await api.attempt("setMyCommands", commands=_commands(words), language_code=language)


async def deliver_by_polling(api: BotApi) -> None:
    """Remove any webhook, keeping the updates that wait."""
    await api.attempt("deleteWebhook", drop_pending_updates=False)


async def deliver_by_webhook(api: BotApi, *, url: str, secret: str) -> None:
    """Set a webhook, so that Telegram posts updates to the URL. Raises SaysoError if it refuses."""
    try:
        await api.call(
            "setWebhook",
            url=url,
            secret_token=secret,
            allowed_updates=list(UPDATES),
            max_connections=MAX_CONNECTIONS,
        )
    except TelegramError as error:
        reason = error.message if isinstance(error, BadRequest) else type(error).__name__
        raise SaysoError(
            f"Telegram does not take the address in SAYSO_WEBHOOK_URL ({reason}). It must be a public https"
            " address, on port 443, 80, 88 or 8443, that leads to this program."
        ) from None


def _commands(words: Words) -> list[Mapping[str, str]]:
    start = {"command": "start", "description": words.controls[Control.START_AGAIN]}
    return [
        start,
        *({"command": name, "description": words.controls[control]} for name, control in COMMANDS.items()),
    ]
