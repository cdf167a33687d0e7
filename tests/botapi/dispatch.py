"""From a call to its result, by way of the faults that a test asked for."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from tests.botapi.chats import Chats
from tests.botapi.errors import ApiError
from tests.botapi.faults import Faults, Moment, befall
from tests.botapi.methods import METHODS
from tests.botapi.parameters import Call, Json
from tests.botapi.profile import Profile
from tests.botapi.webhook_methods import WebhookMethods


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that broke a rule, or spoke of something that is not there; not one that a fault befell."""

    call: Call
    description: str


class Dispatcher:
    """Knows every method, and remembers every call."""

    def __init__(self, chats: Chats, profile: Profile, webhook: WebhookMethods) -> None:
        self.faults = Faults()
        self.calls: list[Call] = []
        self.refusals: list[Refusal] = []
        self._chats = chats
        self._webhook = webhook
        self._methods: dict[str, Callable[[Call], object]] = {
            **{name: partial(method, chats) for name, method in METHODS.items()},
            **profile.methods,
            **webhook.methods,
        }
        self._names = {name.lower(): name for name in (*self._methods, "getUpdates")}
        self._came = asyncio.Event()

    def name(self, method: str) -> str:
        """A method's name as the documentation writes it; a call may write it in any case."""
        return self._names.get(method.lower(), method)

    async def came(self) -> None:
        """Wait for the next call."""
        await self._came.wait()

    async def result(self, call: Call) -> object:
        """Do what the call asks. ApiError if it cannot be done."""
        self.calls.append(call)
        self._came.set()
        self._came = asyncio.Event()
        if not self.faults.rules:
            return await self._handle(call)
        due = self.faults.due(call, self._chat_id(call))
        await befall(due, Moment.BEFORE, call)
        try:
            return await self._handle(call)
        finally:
            await befall(due, Moment.AFTER, call)

    async def _handle(self, call: Call) -> object:
        try:
            if call.method == "getUpdates":
                return await self._get_updates(call)
            return self._methods.get(call.method, _not_found)(call)
        except ApiError as error:
            self.refusals.append(Refusal(call, error.description))
            raise

    async def _get_updates(self, call: Call) -> list[Json]:
        self._webhook.refuse_polling()
        self._chats.updates.allow(call.items("allowed_updates"))
        return await self._chats.updates.poll(
            offset=call.integer("offset"), limit=call.integer("limit", 100), timeout=call.integer("timeout")
        )

    def _chat_id(self, call: Call) -> int | None:
        query = self._chats.queries.get(call.text("callback_query_id"))
        chat = query.chat.id if query else call.parameters.get("chat_id")
        return chat if isinstance(chat, int) else None


def _not_found(call: Call) -> object:
    raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
