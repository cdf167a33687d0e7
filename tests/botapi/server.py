"""The Bot API over HTTP, on loopback only."""

import asyncio
import json
from functools import partial
from http import HTTPStatus
from itertools import count
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.botapi.chats import Chat, Chats
from tests.botapi.dispatch import Dispatcher
from tests.botapi.errors import ApiError
from tests.botapi.faults import ConnectionDroppedError
from tests.botapi.parameters import Call, Json, read_parameters
from tests.botapi.people import PATIENCE, Person
from tests.botapi.profile import Profile
from tests.botapi.webhook import Patience
from tests.botapi.webhook_methods import WebhookMethods

_HOST = "127.0.0.1"
_LARGEST_REQUEST = 64 * 1024 * 1024
_SHUTDOWN_SECONDS = 0.2


class FakeBotApi:
    """One bot's Telegram: `async with FakeBotApi() as telegram`.

    It lives in the running event loop. A bot in a process of its own reaches it just as one in the same loop
    does, as long as the test awaits. After stop(), start() opens the same port again, all as it was, but for
    the webhook, which must be set again.
    """

    def __init__(
        self, *, token: str = "110201543:AAFakeTokenForTestsOnlyNotARealOneX", patience: Patience | None = None
    ) -> None:
        self.token = token
        self.bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Sayso",
            "username": "sayso_test_bot",
        }
        self.chats = Chats(self.bot)
        self.clock = self.chats.clock
        self.updates = self.chats.updates
        self.profile = Profile()
        self._webhook = WebhookMethods(self.updates, patience or Patience())
        self._dispatcher = Dispatcher(self.chats, self.profile, self._webhook)
        self.faults = self._dispatcher.faults
        self.calls = self._dispatcher.calls
        """Every call with the right token, in the order in which they came."""
        self.refusals = self._dispatcher.refusals
        """The calls that broke a rule."""
        self._ids = count(1001)
        self._port = 0
        self._runner: web.ServerRunner | None = None

    # Running.

    @property
    def base_url(self) -> str:
        """The server's root, to which a client adds /bot<token>/<method>."""
        return f"http://{_HOST}:{self._port}"

    async def start(self) -> None:
        """Listen."""
        server = web.Server(
            self._serve,
            request_factory=partial(web.BaseRequest, loop=asyncio.get_running_loop(), client_max_size=_LARGEST_REQUEST),
            # When a bot is gone, so is its poll: the next one is no conflict.
            handler_cancellation=True,
            access_log=None,
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=_SHUTDOWN_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, self._port, backlog=1024)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close every connection. What was said stays."""
        await self._webhook.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    # People, and what a test wants to know.

    def person(
        self,
        *,
        first_name: str = "Ada",
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        id: int | None = None,  # noqa: A002 - the Bot API's word.
    ) -> Person:
        """Somebody with Telegram. The bot knows their chat once they have written."""
        names = {"first_name": first_name, "last_name": last_name, "username": username}
        known: Json = {"id": next(self._ids) if id is None else id}
        known |= {name: value for name, value in names.items() if value is not None}
        language: Json = {"language_code": language_code} if language_code else {}
        user = {**known, "is_bot": False, **language}
        return Person(self.chats, user, self.chats.open({**known, "type": "private"}))

    def group(self, title: str) -> Chat:
        """A group, for `person.within(group)`."""
        return self.chats.open({"id": -next(self._ids), "type": "group", "title": title})

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    async def expect_calls(self, method: str, times: int = 1, *, within: float = PATIENCE) -> list[Call]:
        """Wait until a method has been called at least this often. AssertionError if it is not."""
        try:
            async with asyncio.timeout(within):
                while len(found := self.called(method)) < times:
                    await self._dispatcher.came()
        except TimeoutError:
            said = f"{method} was called {len(self.called(method))} times, not {times}, after {within} s."
            raise AssertionError(said) from None
        return found

    async def expect_confirmed(self, *, within: float = PATIENCE) -> None:
        """Wait until the bot has confirmed every update. AssertionError if it does not."""
        try:
            async with asyncio.timeout(within):
                await self.updates.confirmed()
        except TimeoutError:
            said = f"Still not confirmed after {within} s: {self.updates.pending}"
            raise AssertionError(said) from None

    # Answering.

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            result = await self._dispatcher.result(await self._call(request))
        except ApiError as error:
            return _refused(error)
        except ConnectionDroppedError:
            if request.transport:
                request.transport.abort()
            return web.Response()
        return _response(HTTPStatus.OK, {"ok": True, "result": result})

    async def _call(self, request: web.BaseRequest) -> Call:
        head, _, method = request.path.removeprefix("/file").strip("/").partition("/")
        if not head.startswith("bot"):
            raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
        if head != f"bot{self.token}":
            raise ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")
        if request.path.startswith("/file/"):
            # Nobody should download; should anybody try, the test can see it.
            return Call("(download)", {"file_path": method}, self.clock.now())
        return Call(self._dispatcher.name(method), await read_parameters(request), self.clock.now())


def _refused(error: ApiError) -> web.Response:
    answer: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        answer["parameters"] = {"retry_after": error.retry_after}
    return _response(error.code, answer)


def _response(status: int, answer: Json) -> web.Response:
    return web.Response(status=status, body=json.dumps(answer).encode(), content_type="application/json")
