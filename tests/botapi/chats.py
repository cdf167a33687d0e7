"""The chats as they stand: what was sent, edited and deleted, by people and by the bot."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from tests.botapi.clock import Clock
from tests.botapi.errors import bad_request
from tests.botapi.files import Files
from tests.botapi.parameters import Json
from tests.botapi.updates import UpdateQueue


@dataclass(frozen=True, slots=True)
class Message:
    """One message at one time: an edit makes a new value with the same id."""

    id: int
    chat: Json
    sender: Json
    date: float
    content: Json
    """Its text, or its photo and caption, and so on, under the Bot API's names."""
    keyboard: Json | None = None
    edited: float | None = None

    @property
    def text(self) -> str:
        """Its words: the text, or what stands under the photo."""
        words = self.content.get("text") or self.content.get("caption") or ""
        return str(words)

    @property
    def by_bot(self) -> bool:
        """Tell whether the bot sent it."""
        return bool(self.sender["is_bot"])

    @property
    def has_photo(self) -> bool:
        """Tell whether it is a photo."""
        return "photo" in self.content

    @property
    def rows(self) -> list[list[Json]]:
        """Its inline buttons, row by row."""
        return self.keyboard["inline_keyboard"] if self.keyboard else []

    @property
    def labels(self) -> tuple[str, ...]:
        """What is written on its inline buttons."""
        return tuple(button["text"] for row in self.rows for button in row)

    def button(self, label: str) -> Json | None:
        """The inline button with this label."""
        return next((button for row in self.rows for button in row if button["text"] == label), None)

    def as_json(self) -> Json:
        """The Bot API's Message."""
        message: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat,
            "date": int(self.date),
            **self.content,
        }
        if self.edited is not None:
            message["edit_date"] = int(self.edited)
        if self.keyboard:
            message["reply_markup"] = self.keyboard
        return message

    def __str__(self) -> str:
        who = "bot" if self.by_bot else self.sender["first_name"]
        what = self.text or ", ".join(self.content)
        return f"{who}: {what}" + "".join(f" [{label}]" for label in self.labels)


class Chat:
    """One chat, private or a group."""

    def __init__(self, payload: Json) -> None:
        self.payload = payload
        self.id: int = payload["id"]
        self.known = False
        """A bot can only write where somebody has written to it."""
        self.messages: dict[int, Message] = {}
        self.shown: list[Message] = []
        """Everything the bot has sent or edited here, as it was then, in order."""
        self.toasts: list[str] = []
        """The words that popped up after taps."""
        self._news = asyncio.Event()

    @property
    def is_private(self) -> bool:
        """Tell whether it is between one person and the bot."""
        return bool(self.payload["type"] == "private")

    async def news(self) -> None:
        """Wait until the bot does something here."""
        await self._news.wait()

    def tell(self) -> None:
        """Wake whoever waits for news, once."""
        self._news.set()
        self._news = asyncio.Event()

    def transcript(self) -> str:
        """The chat as it stands, a line for each message."""
        return "\n".join(str(message) for message in self.messages.values()) or "(nothing)"


@dataclass(frozen=True, slots=True)
class Query:
    """A tap that waits for the bot's answer."""

    chat: Chat
    asked: float


class Chats:
    """All chats of one bot, the files in them and the updates that come of them."""

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self.clock = Clock()
        self.updates = UpdateQueue(self.clock)
        self.files = Files()
        self.queries: dict[str, Query] = {}
        self._chats: dict[object, Chat] = {}
        self._message_ids = count(1)

    def open(self, payload: Json) -> Chat:
        """The chat of this description, made if it is new."""
        return self._chats.setdefault(payload["id"], Chat(payload))

    def chat(self, chat_id: object) -> Chat:
        """The chat that a call speaks of. Bad Request if the bot cannot know it."""
        if chat_id is None or chat_id == "":
            raise bad_request("chat_id is empty")
        chat = self._chats.get(chat_id)
        if chat is None or not chat.known:
            raise bad_request("chat not found")
        return chat

    def post(self, chat: Chat, sender: Json, content: Json, keyboard: Json | None = None) -> Message:
        """Put a message into a chat."""
        message = Message(next(self._message_ids), chat.payload, sender, self.clock.now(), content, keyboard)
        chat.messages[message.id] = message
        if message.by_bot:
            self._show(chat, message)
        return message

    def edit(self, chat: Chat, message: Message, content: Mapping[str, object], keyboard: Json | None) -> Message:
        """Put other content in place of what a message holds."""
        edited = replace(message, content=dict(content), keyboard=keyboard, edited=self.clock.now())
        chat.messages[message.id] = edited
        if message.by_bot:
            self._show(chat, edited)
        return edited

    @staticmethod
    def _show(chat: Chat, message: Message) -> None:
        chat.shown.append(message)
        chat.tell()
