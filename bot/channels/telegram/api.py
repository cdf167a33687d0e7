"""The Bot API, by way of python-telegram-bot's transport: parameters in, plain JSON out."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Protocol

import structlog
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData is public and made of these.

from bot.channels.telegram.transport import AiohttpRequest, proxy_for
from bot.usecases.ports import Sleep


class Reached(Protocol):
    """Called after every request with whether Telegram responded."""

    def __call__(self, *, reachable: bool) -> None:
        """Note it."""
        ...


CONNECTIONS = 320
POLL_SECONDS = 30
ANSWER_SECONDS = 20.0

_PAUSES = (0.3, 1.0, 2.0, 4.0, 8.0)
_LONGEST_PAUSE = 60.0

log = structlog.get_logger(__name__)


class BotApi:
    """The Bot API of one bot. Temporary failures are retried with growing pauses."""

    def __init__(self, *, token: str, base_url: str, reached: Reached, sleep: Sleep = asyncio.sleep) -> None:
        # Without it the library counts in whole seconds and warns about that at every pause that Telegram asks for.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        self._url = f"{base_url.rstrip('/')}/bot{token}/"
        proxy = proxy_for(base_url)
        self._calls = AiohttpRequest(connections=CONNECTIONS, read_seconds=ANSWER_SECONDS, proxy=proxy)
        self._polls = AiohttpRequest(connections=2, read_seconds=POLL_SECONDS + 10, proxy=proxy)
        self._reached, self._sleep = reached, sleep

    @asynccontextmanager
    async def connections(self) -> AsyncIterator[None]:
        """Hold connections open, and close them in the end."""
        async with self._calls, self._polls:
            yield

    async def once(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - JSON
        """Call a method once. Raises telegram.error.TelegramError."""
        # The library's `Bot` makes an object of every part of a response, which costs more than the rest of a turn.
        request = self._polls if method == "getUpdates" else self._calls
        given = [_parameter(name, value) for name, value in parameters.items() if value is not None]
        try:
            answer = await request.post(f"{self._url}{method}", RequestData(given))
        except NetworkError as error:
            self._reached(reachable=isinstance(error, BadRequest))
            raise
        self._reached(reachable=True)
        return answer

    async def call(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - JSON
        """Call a method, with retries for temporary failures: 429, 5xx, network errors.

        Raises telegram.error.TelegramError for any other, and after the last retry.
        """
        for pause in _PAUSES:
            try:
                return await self.once(method, **parameters)
            except RetryAfter as error:
                await self._sleep(min(_seconds(error.retry_after), _LONGEST_PAUSE))
            except (BadRequest, Forbidden, InvalidToken):
                raise
            except NetworkError as error:
                log.info("the Bot API did not respond, trying again", method=method, error=type(error).__name__)
                await self._sleep(pause)
        return await self.once(method, **parameters)

    async def attempt(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - JSON
        """Call a method whose failure harms nobody, such as removing old buttons. Returns None if it fails."""
        try:
            return await self.call(method, **parameters)
        except TelegramError as error:
            log.debug("a Bot API call failed that was not essential", method=method, error=type(error).__name__)
            return None


def _parameter(name: str, value: object) -> RequestParameter:
    # Only files need converting: the library would search every other value for parts to convert to JSON.
    return (
        RequestParameter.from_input(name, value)
        if isinstance(value, InputFile)
        else RequestParameter(name, value, None)
    )


def _seconds(pause: int | timedelta) -> float:
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
