"""Delivery to a webhook: each update again, with growing pauses, until a 2xx answers it."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from functools import partial

import aiohttp

from tests.botapi.parameters import Json
from tests.botapi.updates import UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates go, as setWebhook said."""

    url: str
    secret_token: str = field(default="", repr=False)
    max_connections: int = 40


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an attempt may take, and the pause after the first failure and at most, in seconds."""

    attempt: float = 60.0
    first_pause: float = 0.02
    longest_pause: float = 0.5


class WebhookDelivery:
    """One webhook being delivered to, from start() to stop(). Updates of one chat may overlap."""

    def __init__(self, webhook: Webhook, updates: UpdateQueue, patience: Patience) -> None:
        self.webhook = webhook
        self.last_error: tuple[float, str] | None = None
        """When and why an attempt failed last."""
        self._updates = updates
        self._patience = patience
        self._due: asyncio.Queue[tuple[Json, int]] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Deliver everything that is pending, and each new update as it comes."""
        for update in self._updates.pending:
            self._due.put_nowait((update, 0))
        self._updates.on_update = lambda update: self._due.put_nowait((update, 0))
        self._workers.append(asyncio.create_task(self._run()))

    def stop(self) -> None:
        """Deliver no more. What is not confirmed stays pending."""
        self._updates.on_update = None
        for worker in self._workers:
            worker.cancel()

    async def stopped(self) -> None:
        """Wait until the last attempt has ended."""
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def _run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=self._patience.attempt)
        connector = aiohttp.TCPConnector(limit=0)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=connector, trust_env=False) as session,
            asyncio.TaskGroup() as group,
        ):
            for _ in range(self.webhook.max_connections):
                group.create_task(self._work(session))

    async def _work(self, session: aiohttp.ClientSession) -> None:
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret_token:
            headers[SECRET_HEADER] = self.webhook.secret_token
        while True:
            update, failures = await self._due.get()
            error = await self._attempt(session, headers, update)
            if error is None:
                self._updates.confirm(update["update_id"])
                continue
            self.last_error = (time.time(), error)
            pause = min(self._patience.first_pause * 2**failures, self._patience.longest_pause)
            asyncio.get_running_loop().call_later(pause, partial(self._due.put_nowait, (update, failures + 1)))

    async def _attempt(self, session: aiohttp.ClientSession, headers: dict[str, str], update: Json) -> str | None:
        body = json.dumps(update).encode()
        try:
            async with session.post(self.webhook.url, data=body, headers=headers, allow_redirects=False) as response:
                return None if 200 <= response.status < 300 else f"Wrong response: {response.status}"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"Connection failed: {type(error).__name__}"
