"""A Bot API of as little work as possible, so that what is measured is the bot. It runs as a process of its own.

`python -m tests.bench.load.api PORT PEOPLE SECONDS DELAY READING MANNER` prints `measuring` some seconds after the
first question was shown, and one line of JSON when the seconds are over. Everybody reads for READING seconds before
each answer.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import orjson

from tests.bench.load.people import OVER, Manner, People
from tests.botapi.webhook import SECRET_HEADER

BOT = {"id": 110201543, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "can_join_groups": False}
COMING_SECONDS, WARM_UP_SECONDS = 2.0, 3.0
_PART = re.compile(rb'name="(\w+)"\r\n(?:Content-[^\r]*\r\n)*\r\n(.*?)\r\n--', re.DOTALL)

Json = Mapping[str, Any]


class Api:
    """Answers calls, each after a delay, and measures."""

    def __init__(self, *, seconds: float, delay: float, reading: float, manner: Manner) -> None:
        self.seconds, self.delay, self.reading = seconds, delay, reading
        self.people = People(manner, time.monotonic, self._once_read)
        self.done = asyncio.Event()
        self.news = asyncio.Event()
        self.delivering: list[asyncio.Task[None]] = []
        self._due: asyncio.Queue[Json] = asyncio.Queue()
        self._started: float | None = None
        self._since = (0, 0, 0, 0.0)

    async def answer(self, method: str, given: Json) -> Any:  # noqa: ANN401 - JSON
        """Return the result of a call."""
        if method == "getUpdates":
            return await self._updates(given)
        if method == "setWebhook":
            self.delivering.append(asyncio.create_task(self._deliver(given)))
        if method in {"sendMessage", "sendPhoto", "editMessageText"}:
            return self._shown(method, given)
        return BOT if method == "getMe" else True

    async def _updates(self, given: Json) -> Sequence[Json]:
        offset, most = int(given.get("offset") or 0), int(given.get("limit") or 100)
        until = time.monotonic() + float(given.get("timeout") or 0)
        while not (waiting := self.people.waiting(offset, most)) and time.monotonic() < until:
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), until - time.monotonic())
            except TimeoutError:
                break
        return waiting

    async def _deliver(self, given: Json) -> None:
        """Post inputs to a webhook, over as many connections as it asked for, until cancelled.

        Where several replicas give an address each, each gets its share.
        """
        connections = int(given["max_connections"])
        async with (
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=connections)) as session,
            asyncio.TaskGroup() as group,
        ):
            for _ in range(connections):
                group.create_task(self._post(session, given))
            while True:
                for update in self.people.taken():
                    self._due.put_nowait(update)
                self.news.clear()
                await self.news.wait()

    async def _post(self, session: aiohttp.ClientSession, given: Json) -> None:
        headers = {"Content-Type": "application/json", SECRET_HEADER: given["secret_token"]}
        while True:
            update = await self._due.get()
            await asyncio.sleep(self.delay)
            async with session.post(given["url"], data=orjson.dumps(update), headers=headers) as response:
                response.raise_for_status()

    def _shown(self, method: str, given: Json) -> Json:
        chat, text = int(given["chat_id"]), str(given.get("text") or given.get("caption") or "")
        markup = given.get("reply_markup") or {}
        markup = orjson.loads(markup) if isinstance(markup, str | bytes) else markup
        buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
        shown: dict[str, Any] = {"date": 1, "chat": {"id": chat, "type": "private"}, "text": text}
        if method == "editMessageText" and not buttons:
            return {"message_id": int(given["message_id"]), **shown}
        message = self.people.shown(chat, text, buttons)
        if not buttons and any(over in text for over in OVER[1:]):
            self.people.leaves()
        self._time(time.monotonic())
        if method == "sendPhoto":
            shown["photo"] = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]
        return {"message_id": message, **shown}

    def _once_read(self, put: Callable[[], None]) -> None:
        def put_and_tell() -> None:
            put()
            self.news.set()

        if self.reading:
            asyncio.get_running_loop().call_later(self.reading, put_and_tell)
        else:
            put_and_tell()

    def _time(self, now: float) -> None:
        measured = self.people.measured
        if self._started is None:
            self._started = now
        if not self._since[3] and now - self._started >= WARM_UP_SECONDS:
            self._since = (len(measured.taps), len(measured.words), measured.conversations, now)
            print("measuring", flush=True)
        if self._since[3] and now - self._since[3] >= self.seconds and not self.done.is_set():
            self.done.set()

    def result(self) -> Json:
        """Return what was measured after warming up."""
        first_tap, first_words, conversations, since = self._since
        measured = self.people.measured
        taps = measured.taps[first_tap:]
        exchanges = [*taps, *measured.words[first_words:]]
        return {
            "exchanges": len(exchanges),
            "per_second": len(exchanges) / (time.monotonic() - since),
            "p50_ms": _milliseconds(exchanges, 0.5),
            "p99_ms": _milliseconds(exchanges, 0.99),
            "taps_p99_ms": _milliseconds(taps, 0.99),
            "conversations": measured.conversations - conversations,
        }


def _milliseconds(seconds: Sequence[float], share: float) -> float:
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Connection(asyncio.Protocol):
    """One connection: requests in order, kept open."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._queue: asyncio.Queue[tuple[str, Json]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._task = asyncio.create_task(self._answer_all())

    def connection_lost(self, exc: Exception | None) -> None:
        if self._task is not None:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].decode("latin-1")
            lines = head.split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            size = int(headers.get("content-length", 0))
            if len(self._buffer) < end + 4 + size:
                return
            body = self._buffer[end + 4 : end + 4 + size]
            self._buffer = self._buffer[end + 4 + size :]
            path = lines[0].split(" ")[1]
            method, _, query = path.rpartition("/")[2].partition("?")
            self._queue.put_nowait((method, _parsed(headers.get("content-type", ""), body or query.encode())))

    async def _answer_all(self) -> None:
        while self._transport is not None:
            method, given = await self._queue.get()
            result = await self._api.answer(method, given)
            if self._api.delay:
                await asyncio.sleep(self._api.delay)
            body = orjson.dumps({"ok": True, "result": result})
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
            self._transport.write(head + body)


def _parsed(kind: str, body: bytes) -> Json:
    if kind.startswith("application/json"):
        parsed: Json = orjson.loads(body or b"{}")
        return parsed
    if kind.startswith("multipart"):
        return {name.decode(): value.decode("utf-8", "replace") for name, value in _PART.findall(body)}
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


async def main(arguments: Sequence[str]) -> None:
    port, number, seconds, delay, reading, manner = arguments
    api = Api(seconds=float(seconds), delay=float(delay), reading=float(reading), manner=Manner(manner))
    server = await asyncio.get_running_loop().create_server(lambda: Connection(api), "127.0.0.1", int(port))
    # One after the other, so that they are not all at the same question at the same time.
    for _ in range(int(number)):
        api.people.comes()
        await asyncio.sleep(COMING_SECONDS / int(number))
    await asyncio.wait_for(api.done.wait(), 120 + float(seconds))
    print(json.dumps(api.result()), flush=True)
    for task in api.delivering:
        task.cancel()
    server.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
