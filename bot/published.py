"""What is made of the conversations that are published, and made anew once others are."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.usecases.publish.following import EveryFlow


@dataclass(slots=True)
class AsPublished:
    """An application made of every conversation, when it is first asked and again once others are published."""

    flows: EveryFlow
    make: Callable[[Mapping[FlowId, Flow]], ASGIApp]
    _made: ASGIApp | None = None
    _known: Mapping[FlowId, Flow] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        flows = await self.flows()
        if self._made is None or flows is not self._known:
            self._made, self._known = await asyncio.to_thread(self.make, flows), flows
        await self._made(scope, receive, send)
