"""The API as it is served: built on the first request, and rebuilt once other conversations are published."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.installation import Installation
from bot.usecases.staff.tokens import Tokens

if TYPE_CHECKING:
    from bot.usecases.releasing.charting import Charting
    from bot.usecases.releasing.export import Exporting


class ReloadingApi:
    """An ASGI application that knows every conversation, past ones included."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._app: ASGIApp | None = None
        self._flows: Mapping[FlowId, Flow] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, rebuilding the application where the conversations have changed."""
        flows = await self._installation.flow_history()
        if self._app is None or flows is not self._flows:
            exporting, charting = await self._installation.exporting(), await self._installation.charting()
            self._app = await asyncio.to_thread(_make, exporting, charting, self._installation.store.tokens)
            self._flows = flows
        await self._app(scope, receive, send)


def _make(exporting: "Exporting", charting: "Charting", tokens: Tokens) -> ASGIApp:
    # FastAPI takes half a second to load, and a bot need not wait for it at its start.
    from bot.api.app import make_api  # noqa: PLC0415

    return make_api(exporting, charting, tokens)
