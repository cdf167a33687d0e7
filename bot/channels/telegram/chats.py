"""What is remembered of a chat, in memory only and for 48 hours at most: which messages can be cleared.

The Bot API deletes messages that are less than 48 hours old, and cannot list them. Nothing here is written down;
after a restart only later messages can be cleared, and people are told how to delete the others.
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
    """One chat: its messages with the hour each came, the screen whose buttons still stand, and what the person
    wrote at the present question.
    """  # noqa: D205 - one sentence that needs two lines

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
        found = self._chats.setdefault(chat, Chat())
        self._chats.move_to_end(chat)
        if len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return found

    def remember(self, chat: int, message: int, *, hour: int) -> None:
        """Remember that a message stands in the chat."""
        if hour != self._hour:
            self._hour = hour
            self._forget_old()
        found = self.chat(chat)
        if message not in found.messages[-4:]:
            found.messages.append(message)
            found.hours.append(hour)
        if len(found.messages) > _MOST_MESSAGES:
            del found.messages[0], found.hours[0]

    def take_all(self, chat: int, *, hour: int) -> list[int]:
        """Return every message that can still be deleted, and forget the chat."""
        found = self._chats.pop(chat, Chat())
        return [message for message, at in zip(found.messages, found.hours, strict=True) if at > hour - HOURS]

    def _forget_old(self) -> None:
        self._chats = OrderedDict(
            (chat, found) for chat, found in self._chats.items() if found.hours and found.hours[-1] > self._hour - HOURS
        )
