"""An update of the Bot API, as something a respondent did. No other part of it is read."""

import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.engine.inputs import Command, NotKept, Tap
from bot.engine.wording import Control, Notice
from bot.privacy.respondent import Respondent
from bot.usecases.conversing.inbound import Given, Inbound, RawText, Visit, Withdraw

CHANNEL = "telegram"
UPDATES = ("message", "edited_message", "callback_query")

COMMANDS: Mapping[str, Control] = {
    "help": Control.HELP,
    "back": Control.BACK,
    "skip": Control.SKIP,
    "stop": Control.STOP,
    "again": Control.AGAIN,
    "change": Control.CHANGE,
    "easyread": Control.EASY_READ,
    "standard": Control.STANDARD,
    "pictures": Control.PICTURES_ON,
    "nopictures": Control.PICTURES_OFF,
    "language": Control.LANGUAGE,
    "privacy": Control.PRIVACY,
    "clear": Control.CLEAR,
    "withdraw": Control.WITHDRAW,
    "changes": Control.CHANGES,
}

Json = Mapping[str, Any]

HandleUpdate = Callable[[Json], Coroutine[Any, Any, None]]
"""Takes one update."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(\S+))?\s*")
_WITH_WORDS = re.compile(r"/withdraw(?:@\w+)?\s+(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message from the bot in a chat, with what is needed to edit it."""

    message: int
    text: str = field(repr=False)
    is_photo: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """The input in an update, and the messages it concerns."""

    chat: int = field(repr=False)
    inbound: Inbound = field(repr=False)
    tapped: ShownMessage | None = None
    tap: str | None = None
    own_message: int | None = None


@dataclass(frozen=True, slots=True)
class CalledInGroup:
    """Someone called the bot in a group, where it does not talk."""

    chat: int = field(repr=False)
    locale: str


def parse(update: Json) -> Arrival | CalledInGroup | None:
    """Return what an update means; None if it is of no use. Never raises for what an update holds."""
    try:
        if (query := update.get("callback_query")) is not None:
            return _tap(update["update_id"], query)
        if (edited := update.get("edited_message")) is not None:
            return _message(update["update_id"], edited, edited=True)
        if (message := update.get("message")) is not None:
            return _message(update["update_id"], message, edited=False)
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    return None


def _tap(update_id: int, query: Json) -> Arrival | None:
    message = query.get("message")
    if message is None or message["chat"]["type"] != "private":
        return None
    key, _, button = str(query.get("data", "")).rpartition(".")
    shown = ShownMessage(
        message=int(message["message_id"]),
        text=str(message.get("text") or message.get("caption") or ""),
        is_photo="photo" in message,
    )
    # A message that is too old for the Bot API to return has date 0 and nothing else: it cannot be edited.
    inaccessible = message.get("date") == 0
    return Arrival(
        chat=int(message["chat"]["id"]),
        inbound=_inbound(update_id, message["chat"], query.get("from"), Tap(key, button)),
        tapped=None if inaccessible else shown,
        tap=str(query["id"]),
    )


def _message(update_id: int, message: Json, *, edited: bool) -> Arrival | CalledInGroup | None:
    chat = message["chat"]
    if chat["type"] != "private":
        called = not edited and str(message.get("text", "")).startswith("/")
        return CalledInGroup(int(chat["id"]), _locale(message.get("from"))) if called else None
    given = NotKept(Notice.EDITED) if edited else _given(message.get("text"))
    return Arrival(
        chat=int(chat["id"]),
        inbound=_inbound(update_id, chat, message.get("from"), given),
        own_message=int(message["message_id"]),
    )


def _given(text: str | None) -> Given:
    if text is None:
        return NotKept(Notice.NOT_WORDS)
    if (with_words := _WITH_WORDS.fullmatch(text)) is not None:
        return Withdraw(with_words[1])
    command = _COMMAND.fullmatch(text)
    if command is None:
        return NotKept(Notice.NOT_UNDERSTOOD) if text.startswith("/") else RawText(text)
    name, payload = command.group(1).lower(), command.group(2) or ""
    if name == "start":
        return Visit(payload)
    return Command(COMMANDS[name]) if name in COMMANDS else NotKept(Notice.NOT_UNDERSTOOD)


def _inbound(update_id: int, chat: Json, sender: Json | None, given: Given) -> Inbound:
    respondent = Respondent(CHANNEL, str(int(chat["id"])))
    return Inbound(respondent, given, str(int(update_id)), _locale(sender), precedes)


def precedes(token: str, tokens: Sequence[str]) -> bool:
    """Tell whether an update is older than all of these: Telegram's numbers only grow.

    Telegram delivers an update again for up to 24 hours, also after many later ones (Bot API, "Getting updates").

    >>> precedes("9", ["10", "11"]), precedes("12", ["10", "11"])
    (True, False)
    """
    return int(token) < min(map(int, tokens))


def _locale(sender: Json | None) -> str:
    return str((sender or {}).get("language_code") or "en").split("-", maxsplit=1)[0].lower()
