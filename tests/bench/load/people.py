"""People who answer what they are asked, and what is measured of the bot that asks them. No IO."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Any

from tests.bench.redaction import ORDINARY

Json = Mapping[str, Any]

PREFERRED = ("Keep it", "Send", "Standard", "Yes, start", "No, thank you", "No")
OPEN_QUESTIONS = ("What is good?", "What could be better?")
OVER = ("Thank you", "(that is all)")
WORDS = "The staff listen when I talk, and the garden helps."
AT_LENGTH = ORDINARY[:500]
FIRST_ID = 5_000_000_000


class Manner(StrEnum):
    """What people do: write a sentence where they are asked to, tap only, look in and go, or every fifth writes pages.

    Who looks in leaves the conversation open at its first question.
    """

    WRITE, TAP, LOOK_IN, SOME_AT_LENGTH = "write", "tap", "look-in", "some-at-length"


@dataclass(slots=True)
class Measured:
    """Exchanges: the seconds from an input, a tap or words, that is there to be fetched to the first message back."""

    taps: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)
    conversations: int = 0
    calls: int = 0


class People:
    """Those who are there: whoever is thanked leaves, and somebody new comes.

    `clock` gives the seconds. `then` calls what it is given once the person has read: at once, or after a while.
    """

    def __init__(self, manner: Manner, clock: Callable[[], float], then: Callable[[Callable[[], None]], None]) -> None:
        self.measured = Measured()
        self._manner, self._clock, self._then = manner, clock, then
        self._updates: dict[int, Json] = {}
        self._update_ids, self._message_ids = count(1), count(1)
        self._chats = count(FIRST_ID)
        self._asked: dict[int, tuple[float, list[float]]] = {}

    def comes(self) -> None:
        """Have one more open the bot."""
        chat = next(self._chats)
        self._put(chat, {"message": _message(chat, next(self._message_ids), "/start _patient", command=True)})

    def waiting(self, offset: int, most: int) -> Sequence[Json]:
        """Return the oldest inputs that are not confirmed; those before the offset are confirmed now."""
        for number in [number for number in self._updates if number < offset]:
            del self._updates[number]
        return list(self._updates.values())[:most]

    def taken(self) -> Sequence[Json]:
        """Return every input that nobody has fetched yet, and take it for confirmed."""
        updates = list(self._updates.values())
        self._updates.clear()
        return updates

    def shown(self, chat: int, text: str, buttons: Sequence[Json]) -> int:
        """Take a message of the bot, answer it if it asks something, and return its number."""
        message = next(self._message_ids)
        asked = self._asked.pop(chat, None)
        if asked is not None:
            since, kind = asked
            kind.append(self._clock() - since)
        if self._manner == Manner.LOOK_IN:
            if asked is not None:
                self.leaves()
        elif any(over in text for over in OVER) and not buttons:
            pass
        elif buttons and any(button["text"].endswith("Start again") for button in buttons):
            self.leaves()
        elif any(question in text for question in OPEN_QUESTIONS) and not _button(buttons, ("Keep it",)):
            self._says(chat, self._words(chat), buttons, message)
        elif buttons:
            chosen = _button(buttons, PREFERRED) or buttons[0]
            self._taps(chat, chosen["callback_data"], message)
        return message

    def leaves(self) -> None:
        """Have one go, and another come."""
        self.measured.conversations += 1
        self.comes()

    def _words(self, chat: int) -> str:
        at_length = self._manner == Manner.SOME_AT_LENGTH and chat % 5 == 0
        return AT_LENGTH if at_length else WORDS if self._manner == Manner.WRITE else ""

    def _says(self, chat: int, text: str, buttons: Sequence[Json], message: int) -> None:
        if text or not buttons:
            self._put(chat, {"message": _message(chat, next(self._message_ids), text or WORDS)})
            return
        skip = _button(buttons, ("Skip",)) or buttons[0]
        self._taps(chat, skip["callback_data"], message)

    def _taps(self, chat: int, data: str, message: int) -> None:
        on = _message(chat, message, "a question")
        query = {"id": str(message), "from": _user(chat), "chat_instance": "1", "data": data, "message": on}
        self._put(chat, {"callback_query": query})

    def _put(self, chat: int, update: Json) -> None:
        def put() -> None:
            number = next(self._update_ids)
            self._updates[number] = {"update_id": number, **update}
            kind = self.measured.taps if "callback_query" in update else self.measured.words
            self._asked[chat] = (self._clock(), kind)

        self._then(put)


def _button(buttons: Sequence[Json], labels: Sequence[str]) -> Json | None:
    for label in labels:
        for button in buttons:
            if button["text"].endswith(label):
                return button
    return None


def _user(chat: int) -> Json:
    return {"id": chat, "is_bot": False, "first_name": "Sam", "language_code": "en"}


def _message(chat: int, number: int, text: str, *, command: bool = False) -> Json:
    entities = [{"type": "bot_command", "offset": 0, "length": 6}] if command else []
    chat_ = {"id": chat, "type": "private", "first_name": "Sam"}
    return {"message_id": number, "date": 1, "chat": chat_, "from": _user(chat), "text": text, "entities": entities}
