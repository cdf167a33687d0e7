"""Polling: updates are requested, handled concurrently, and confirmed only when their turns are done.

Requesting updates from an offset confirms all earlier ones for good. So the offset stays at the oldest update whose
turn is not done; whatever was not confirmed at a power cut is delivered again.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.api import POLL_SECONDS, BotApi
from bot.channels.telegram.parse import UPDATES, HandleUpdate
from bot.errors import SaysoError

BATCH = 100
"""How many updates the Bot API returns at once, and so the most that are handled at a time."""

_LOOK_AGAIN_SECONDS = 0.02
_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_CONFLICTS_AT_START = 3
_SETTLED_SECONDS = 5.0
"""A copy that polled alone for this long was first; of two copies the newer one gives way."""


log = structlog.get_logger(__name__)


class Polling:
    """Handles a bot's updates until stopped."""

    def __init__(self, api: BotApi, handle: HandleUpdate) -> None:
        self._api = api
        self._handle = handle
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._offset: int | None = None
        self._stopping = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until stopped, then finish the turns that have begun.

        Raises SaysoError where polling cannot work: the token is no longer good, a second copy polls too.
        """
        self._stopping = stop
        pause, conflicts = _PAUSE_SECONDS, 0
        started = asyncio.get_running_loop().time()
        settled = False
        while not self._stopping.is_set():
            try:
                updates = await self._updates()
            except Conflict:
                conflicts += 1
                if conflicts == 1:
                    settled = asyncio.get_running_loop().time() - started > _SETTLED_SECONDS
                if conflicts >= _CONFLICTS_AT_START and not settled:
                    await self._finish()
                    raise SaysoError(
                        "Another copy of this bot is already asking Telegram for messages, and Telegram serves"
                        " only one at a time. Stop the other copy, or give this one a bot of its own in"
                        " SAYSO_TELEGRAM_TOKEN."
                    ) from None
                log.warning("another copy of this bot is polling too")
                await self._wait(_PAUSE_SECONDS)
                continue
            except InvalidToken:
                await self._finish()
                raise SaysoError(
                    "Telegram no longer accepts SAYSO_TELEGRAM_TOKEN. Ask @BotFather for a new token."
                ) from None
            except RetryAfter:
                await self._wait(pause)
                continue
            except (NetworkError, TelegramError) as error:
                log.warning("Telegram does not answer, trying again", error=type(error).__name__)
                await self._wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                continue
            pause = _PAUSE_SECONDS
            self._take(updates)
            await self._settle()
        await self._finish()

    async def _updates(self) -> list[Mapping[str, Any]]:
        # While turns are running their updates are unconfirmed, so the response would come at once anyway.
        asking = asyncio.ensure_future(
            self._api.once(
                "getUpdates",
                offset=self._offset,
                limit=BATCH,
                timeout=0 if self._in_hand else POLL_SECONDS,
                allowed_updates=list(UPDATES),
            )
        )
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if asking.done():
            updates: list[Mapping[str, Any]] = asking.result()
            return updates
        asking.cancel()
        # Until it has really ended, Telegram would take the last request of all for that of a second copy.
        await asyncio.wait({asking})
        return []

    def _take(self, updates: list[Mapping[str, Any]]) -> None:
        for update in updates:
            number = int(update["update_id"])
            if number not in self._in_hand:
                self._in_hand[number] = asyncio.create_task(self._handle(update))

    async def _settle(self) -> None:
        """Wait a moment for turns to be done, then move the offset past every one that is."""
        running = [task for task in self._in_hand.values() if not task.done()]
        if running:
            await asyncio.wait(running, timeout=_LOOK_AGAIN_SECONDS)
        for number in sorted(self._in_hand):
            if not self._in_hand[number].done():
                break
            del self._in_hand[number]
            self._offset = number + 1

    async def _finish(self) -> None:
        """Finish the turns that have begun and confirm them."""
        if self._in_hand:
            await asyncio.wait(self._in_hand.values())
            await self._settle()
        if self._offset is not None:
            await self._api.attempt("getUpdates", offset=self._offset, limit=1, timeout=0)

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
