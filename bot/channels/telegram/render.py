"""Events, as messages in a chat. A send that fails for good never loses a turn: the next input shows it again."""

import asyncio
import hashlib
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.telegram.api import BotApi
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.keyboard import NO_KEYBOARD, Keyboard, keyboard
from bot.channels.telegram.parse import Arrival, ShownMessage
from bot.engine.events import Cleared, Event, Forget, Redraw, Say, Settle, Show
from bot.engine.screen import Picture
from bot.usecases.conversing.ports import Pictures, SentPictures
from bot.usecases.ports import Clock, Unavailable, whole_hour

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_DELETE_AT_ONCE = 100
_NO_PREVIEW = {"is_disabled": True}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Renderer:
    """Shows events in chats. `account` is the bot's own id: file ids of pictures are valid for one bot only."""

    api: BotApi
    chats: Chats
    pictures: Pictures
    sent_pictures: SentPictures
    clock: Clock
    account: str

    async def render(self, arrival: Arrival, events: Sequence[Event]) -> bool:
        """Show the events of an arrival in its chat; return whether every message was sent.

        Never raises for what Telegram answers.
        """
        if arrival.own_message is not None:
            self.chats.remember(arrival.chat, arrival.own_message, hour=whole_hour(self.clock))
            self.chats.chat(arrival.chat).written.append(arrival.own_message)
        if arrival.tapped is not None:
            self.chats.remember(arrival.chat, arrival.tapped.message, hour=whole_hour(self.clock))
        if any(isinstance(event, Cleared) for event in events):
            await self._delete(arrival.chat, self.chats.take_all(arrival.chat, hour=whole_hour(self.clock)))
        # The used screen is tidied while the next one is already being sent.
        tidying = asyncio.gather(*self._tidying(arrival, events))
        all_sent = await self._send_all(arrival, events)
        await tidying
        return all_sent

    async def tell(self, chat: int, text: str) -> None:
        """Send words to a chat, whatever state it is in."""
        await self._guarded(self._send_text(chat, text, None))

    def _tidying(self, arrival: Arrival, events: Sequence[Event]) -> list[Coroutine[Any, Any, None]]:
        tidying: list[Coroutine[Any, Any, None]] = []
        if arrival.tap is not None:
            tidying.append(self._attempt("answerCallbackQuery", callback_query_id=arrival.tap))
        chat = self.chats.chat(arrival.chat)
        if any(isinstance(event, Forget) for event in events):
            tidying.append(self._delete(arrival.chat, chat.written))
        if any(isinstance(event, Forget | Settle) for event in events):
            chat.written = []
        if any(isinstance(event, Show) for event in events) and not any(isinstance(event, Cleared) for event in events):
            used = arrival.tapped or chat.screen
            added = next((event.text for event in events if isinstance(event, Settle)), "")
            screens = {screen.message: screen for screen in (chat.screen, used) if screen is not None}.values()
            tidying += [self._settle(arrival.chat, screen, added if screen is used else "") for screen in screens]
        return tidying

    async def _send_all(self, arrival: Arrival, events: Sequence[Event]) -> bool:
        sent: list[ShownMessage | None] = []
        for event in events:
            match event:
                case Say(text, picture):
                    sent.append(await self._guarded(self._send(arrival.chat, text, picture, None)))
                case Show(screen):
                    shown = self._send(arrival.chat, screen.text, screen.picture, keyboard(screen))
                    sent.append(await self._guarded(shown))
                    self.chats.chat(arrival.chat).screen = sent[-1]
                case Redraw(screen) if arrival.tapped is not None:
                    await self._attempt(
                        "editMessageReplyMarkup",
                        chat_id=arrival.chat,
                        message_id=arrival.tapped.message,
                        reply_markup=keyboard(screen),
                    )
                    self.chats.chat(arrival.chat).screen = arrival.tapped
                case _:
                    pass
        return None not in sent

    async def _send(
        self, chat: int, text: str, picture: Picture | None, markup: Keyboard | None
    ) -> ShownMessage | None:
        if picture is None:
            return await self._send_text(chat, text, markup)
        if _length(text) <= CAPTION_LIMIT:
            shown = await self._send_photo(chat, picture, text, markup)
            return shown or await self._send_text(chat, text, markup)
        await self._send_photo(chat, picture, "", None)
        return await self._send_text(chat, text, markup)

    async def _send_text(self, chat: int, text: str, markup: Keyboard | None) -> ShownMessage:
        *firsts, last = _parts(text)
        for part in firsts:
            sent = await self.api.call("sendMessage", chat_id=chat, text=part, link_preview_options=_NO_PREVIEW)
            self._remember(chat, sent)
        sent = await self.api.call(
            "sendMessage", chat_id=chat, text=last, reply_markup=markup, link_preview_options=_NO_PREVIEW
        )
        return ShownMessage(self._remember(chat, sent), last, is_photo=False)

    async def _send_photo(self, chat: int, picture: Picture, text: str, markup: Keyboard | None) -> ShownMessage | None:
        try:
            png = await self.pictures.png(picture.id)
        except LookupError:
            log.warning("a picture has no drawing, so only its words were sent", picture=picture.id)
            return None
        digest = hashlib.sha256(png).hexdigest()
        name = await self._name_of(digest)
        caption = text or None
        if name is not None:
            try:
                sent = await self.api.call("sendPhoto", chat_id=chat, photo=name, caption=caption, reply_markup=markup)
                return ShownMessage(self._remember(chat, sent), text, is_photo=True)
            except BadRequest:
                log.info("Telegram no longer holds a picture, sending it again", picture=picture.id)
        file = InputFile(png, filename=f"{picture.id}.png", attach=False)
        sent = await self.api.call("sendPhoto", chat_id=chat, photo=file, caption=caption, reply_markup=markup)
        # What was shown was shown: a name that could not be kept only means that the picture is sent whole next time.
        with suppress(Unavailable):
            await self.sent_pictures.keep(account=self.account, picture=digest, name=sent["photo"][-1]["file_id"])
        return ShownMessage(self._remember(chat, sent), text, is_photo=True)

    async def _name_of(self, digest: str) -> str | None:
        try:
            return await self.sent_pictures.find(account=self.account, picture=digest)
        except Unavailable:
            return None

    async def _settle(self, chat: int, shown: ShownMessage, added: str) -> None:
        most = CAPTION_LIMIT if shown.is_photo else TEXT_LIMIT
        text = f"{shown.text}\n\n{added}" if added else ""
        where = {"chat_id": chat, "message_id": shown.message, "reply_markup": NO_KEYBOARD}
        if not text or _length(text) > most:
            await self._attempt("editMessageReplyMarkup", **where)
        elif shown.is_photo:
            await self._attempt("editMessageCaption", caption=text, **where)
        else:
            await self._attempt("editMessageText", text=text, link_preview_options=_NO_PREVIEW, **where)

    async def _delete(self, chat: int, messages: Sequence[int]) -> None:
        for start in range(0, len(messages), _DELETE_AT_ONCE):
            batch = list(messages[start : start + _DELETE_AT_ONCE])
            await self._attempt("deleteMessages", chat_id=chat, message_ids=batch)

    async def _attempt(self, method: str, **parameters: object) -> None:
        await self.api.attempt(method, **parameters)

    async def _guarded(self, sending: Coroutine[Any, Any, ShownMessage | None]) -> ShownMessage | None:
        try:
            return await sending
        except Forbidden:
            log.info("a person has stopped the bot; nothing more is sent to them")
        except TelegramError as error:
            log.warning("a message could not be sent; the next input shows it again", error=type(error).__name__)
        return None

    def _remember(self, chat: int, sent: dict[str, Any]) -> int:
        message = int(sent["message_id"])
        self.chats.remember(chat, message, hour=whole_hour(self.clock))
        return message


def _length(text: str) -> int:
    """Return the length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _parts(text: str) -> list[str]:
    """Return the text in parts that fit a message, cut between lines, or words, where that can be."""
    parts: list[str] = []
    rest = text
    while _length(rest) > TEXT_LIMIT:
        window = rest[: TEXT_LIMIT // 2] if _length(rest[:TEXT_LIMIT]) > TEXT_LIMIT else rest[:TEXT_LIMIT]
        cut = max(window.rfind("\n"), 0) or max(window.rfind(" "), 0) or len(window)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]
