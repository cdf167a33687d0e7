"""Simulated people: they write, tap and read as somebody with Telegram on a phone does."""

import asyncio
import re
from collections.abc import Callable
from itertools import count
from typing import TypeVar

from tests.botapi import limits
from tests.botapi.chats import Chat, Chats, Message, Query
from tests.botapi.parameters import Json

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w+)?")
_query_ids = count(4_100_000_000_000_000_000)

PATIENCE = 180.0
"""How long a test waits before it gives up, in seconds: no machine is so busy that it is reached."""

T = TypeVar("T")
Wanted = str | Callable[[Message], bool]
"""A part of a message's words, or a test that it passes."""


class Person:
    """Somebody in a chat with the bot. What they do becomes an update at once; `expect` waits for the bot."""

    def __init__(self, chats: Chats, user: Json, chat: Chat) -> None:
        self.user = user
        self.chat = chat
        self._chats = chats
        self._read = 0
        self._toasts_read = 0

    @property
    def id(self) -> int:
        """Their id, which is also that of their private chat."""
        return int(self.user["id"])

    def within(self, group: Chat) -> "Person":
        """The same person, in a group."""
        return Person(self._chats, self.user, group)

    # What they do.

    def send(self, text: str) -> Message:
        """Write something. Telegram's own clients would split what is too long, so a test must."""
        if not text.strip() or limits.length(text) > limits.TEXT:
            raise ValueError("A person can send 1 to 4096 characters at once.")
        return self.send_content(**_written(text))

    def command(self, words: str) -> Message:
        """Give a command, with what follows it: "start ABC"."""
        return self.send(f"/{words}")

    def send_photo(self, caption: str = "") -> Message:
        """Send a photo."""
        content: Json = {"photo": self._chats.files.add_photo(50_000, (800, 600))}
        return self.send_content(**content, **({"caption": caption} if caption else {}))

    def send_voice(self, seconds: int = 3) -> Message:
        """Send a voice message."""
        file = self._chats.files.add(4_000 * seconds)
        return self.send_content(voice={**file, "duration": seconds, "mime_type": "audio/ogg"})

    def send_sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        sticker = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.send_content(sticker={**self._chats.files.add(20_000), **sticker, "emoji": emoji})

    def send_location(self, latitude: float = 51.5, longitude: float = -0.12) -> Message:
        """Send where they are."""
        return self.send_content(location={"latitude": latitude, "longitude": longitude})

    def send_contact(self, phone_number: str = "+447700900123", first_name: str = "Sam") -> Message:
        """Send somebody's telephone number."""
        return self.send_content(contact={"phone_number": phone_number, "first_name": first_name})

    def send_content(self, **content: object) -> Message:
        """Send anything else, under the Bot API's names for it."""
        self.chat.known = True
        message = self._chats.post(self.chat, self.user, content)
        self._chats.updates.put("message", message.as_json())
        return message

    def edit(self, text: str, message_id: int | None = None) -> Message:
        """Change a message of theirs; the newest with text, if it is not said which."""
        for message in reversed(self.chat.messages.values()):
            if message.sender == self.user and "text" in message.content and message_id in {None, message.id}:
                edited = self._chats.edit(self.chat, message, _written(text), None)
                self._chats.updates.put("edited_message", edited.as_json())
                return edited
        raise LookupError(f"There is no such message to edit.\n{self.chat.transcript()}")

    def tap(self, label: str) -> str:
        """Press the inline button with this label in the newest message that has it. Gives the query's id."""
        for message in reversed(self.chat.messages.values()):
            button = message.button(label)
            if button is None:
                continue
            if "callback_data" not in button:
                raise LookupError(f"The button {label!r} opens something and tells the bot nothing: {button}")
            return self.tap_data(message.id, button["callback_data"])
        raise LookupError(f"There is no button {label!r}.\n{self.chat.transcript()}")

    def tap_data(self, message_id: int, data: str) -> str:
        """Press a button that may have gone: the phone had not noticed yet, or the app has been altered."""
        message = self.chat.messages.get(message_id)
        query_id = str(next(_query_ids))
        self._chats.queries[query_id] = Query(self.chat, self._chats.clock.now())
        gone = {"chat": self.chat.payload, "message_id": message_id, "date": 0}
        query = {
            "id": query_id,
            "from": self.user,
            "message": message.as_json() if message else gone,
            "chat_instance": str(self.chat.id * 7919),
            "data": data,
        }
        self._chats.updates.put("callback_query", query)
        return query_id

    # What they see.

    @property
    def messages(self) -> tuple[Message, ...]:
        """The chat as it stands, both sides."""
        return tuple(self.chat.messages.values())

    @property
    def newest(self) -> Message:
        """The bot's newest message."""
        for message in reversed(self.chat.messages.values()):
            if message.by_bot:
                return message
        raise LookupError("The bot has not said anything, or has deleted it.")

    @property
    def unread(self) -> tuple[Message, ...]:
        """What the bot has sent or edited since the message that `expect` found last."""
        return tuple(self.chat.shown[self._read :])

    def read_all(self) -> None:
        """Let `expect` look only at what comes from now on."""
        self._read = len(self.chat.shown)
        self._toasts_read = len(self.chat.toasts)

    async def expect(self, wanted: Wanted = "", *, within: float = PATIENCE) -> Message:
        """Wait for the bot to send, or edit into, what is wanted, and read up to there.

        What came since the last one counts, so nothing is missed by being late. AssertionError, with the chat
        as it stands, if it has not come after `within` seconds.
        """

        def look() -> Message | None:
            for place in range(self._read, len(self.chat.shown)):
                message = self.chat.shown[place]
                if wanted in message.text if isinstance(wanted, str) else wanted(message):
                    self._read = place + 1
                    return message
            return None

        return await self._wait_for(look, wanted, within)

    async def expect_toast(self, wanted: str = "", *, within: float = PATIENCE) -> str:
        """Wait for words to pop up after a tap."""

        def look() -> str | None:
            for place in range(self._toasts_read, len(self.chat.toasts)):
                if wanted in self.chat.toasts[place]:
                    self._toasts_read = place + 1
                    return self.chat.toasts[place]
            return None

        return await self._wait_for(look, wanted, within)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of the chat. AssertionError, with the chat as it stands, if it never does."""
        await self._wait_for(lambda: holds() or None, "what is waited for", PATIENCE)

    async def _wait_for(self, look: Callable[[], T | None], wanted: Wanted, seconds: float) -> T:
        try:
            async with asyncio.timeout(seconds):
                while (found := look()) is None:
                    await self.chat.news()
        except TimeoutError:
            said = f"No sign of {wanted!r} after {seconds} s. The chat:\n{self.chat.transcript()}"
            raise AssertionError(said) from None
        return found


def _written(text: str) -> Json:
    text = text.strip()
    commands = [
        {"type": "bot_command", "offset": limits.length(text[: found.start()]), "length": len(found[0])}
        for found in _COMMAND.finditer(text)
    ]
    return {"text": text, "entities": commands} if commands else {"text": text}
