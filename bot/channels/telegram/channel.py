"""One update, from delivery to what is shown. Updates of one chat are handled in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.channels.telegram.parse import Arrival, CalledInGroup, parse
from bot.channels.telegram.render import Renderer
from bot.engine.abilities import Abilities
from bot.engine.events import CodeGiven
from bot.engine.wording import Notice
from bot.usecases.conversing.converse import Converse
from bot.usecases.conversing.locks import KeyedLocks

ABILITIES = Abilities(page_size=8, clears=True, forgets=True)
"""More than eight choices and the controls do not fit on a small phone's screen."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TelegramChannel:
    """Handles updates, however they were delivered."""

    converse: Converse
    renderer: Renderer
    username: str
    _locks: KeyedLocks = field(default_factory=KeyedLocks)

    async def handle(self, update: Mapping[str, Any]) -> None:
        """Handle one update. On return the turn is stored and shown, or the person has read that something went wrong.

        Never raises: an update that cannot be handled must not stop later ones.
        """
        arrival = parse(update)
        try:
            match arrival:
                case Arrival():
                    async with self._locks.hold(arrival.chat):
                        await self._turn(arrival)
                case CalledInGroup(chat, locale):
                    link = f"https://t.me/{self.username}?start"
                    words = self.converse.default_words(locale)
                    text = words.notices[Notice.GROUP].replace("{link}", words.conventions.apart(link))
                    await self.renderer.tell(chat, text)
                case None:
                    pass
        except Exception as error:  # noqa: BLE001 - whatever it was, the next update must be handled
            log.error("an update could not be handled", error=type(error).__name__)

    async def _turn(self, arrival: Arrival) -> None:
        try:
            events = await self.converse.turn(arrival.inbound, ABILITIES)
        except Exception as error:  # noqa: BLE001 - whatever it was, the person gets a kind message
            log.error("a turn failed; earlier answers are safe", error=type(error).__name__)
            words = self.converse.default_words(arrival.inbound.locale)
            await self.renderer.tell(arrival.chat, words.notices[Notice.TROUBLE])
            return
        shown = await self.renderer.render(arrival, events)
        if shown and any(isinstance(event, CodeGiven) for event in events):
            await self.converse.was_shown(arrival.inbound.respondent)
