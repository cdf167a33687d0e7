"""Which messages of a chat can be cleared, in memory only and for 48 hours at most.

The Bot API deletes messages that are less than 48 hours old, and cannot list them. Nothing here is stored: after a
restart only later messages can be cleared, and a notice says how to delete the others.
"""

from array import array
from collections import OrderedDict
from dataclasses import dataclass, field

from bot.channels.telegram.parse import ShownMessage

HOURS = 47
_MOST_CHATS = 5_000
_MOST_MESSAGES = 300


@dataclass(slots=True)
class Chat:
    """Messages with the hour of each, the screen that still has buttons, and what was written at the question."""

    messages: "array[int]" = field(default_factory=lambda: array("q"))
    hours: "array[int]" = field(default_factory=lambda: array("l"))
    screen: ShownMessage | None = None
    written: list[int] = field(default_factory=list)


class Chats:
    """The chats of the last two days, the least recently used forgotten first."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, Chat] = OrderedDict()
        self._hour = 0

    def chat(self, chat: int) -> Chat:
        """Return what is remembered of a chat."""
        remembered = self._chats.setdefault(chat, Chat())
        self._chats.move_to_end(chat)
        if len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return remembered

    def remember(self, chat: int, message: int, *, hour: int) -> None:
        """Remember that a message is in the chat."""
        if hour != self._hour:
            self._hour = hour
            self._forget_old()
        remembered = self.chat(chat)
        if message not in remembered.messages[-4:]:
            remembered.messages.append(message)
            remembered.hours.append(hour)
        if len(remembered.messages) > _MOST_MESSAGES:
            del remembered.messages[0], remembered.hours[0]

    def take_all(self, chat: int, *, hour: int) -> list[int]:
        """Return every message that can still be deleted, and forget the chat."""
        forgotten = self._chats.pop(chat, Chat())
        return [message for message, at in zip(forgotten.messages, forgotten.hours, strict=True) if at > hour - HOURS]

    def _forget_old(self) -> None:
        oldest = self._hour - HOURS
        self._chats = OrderedDict(
            (number, chat) for number, chat in self._chats.items() if chat.hours and chat.hours[-1] > oldest
        )
