"""What a monitor asks: whether the process is up, and whether it can do its work. Nothing of anybody's answers."""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

Check = Callable[[], Awaitable[None]]
"""Raises where something that is needed cannot be reached."""

log = structlog.get_logger(__name__)


def health_routes(reach_database: Check, notes: Sequence[str]) -> tuple[Route, ...]:
    """Return `/healthz`, and `/readyz` with notes of what does not work as well as it could."""

    async def health(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    async def ready(_request: Request) -> PlainTextResponse:
        try:
            await reach_database()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
            log.warning("the database cannot be reached", error=type(error).__name__)
            return PlainTextResponse("The database cannot be reached.\n", status_code=503)
        return PlainTextResponse("\n".join(["ready", *notes, ""]))

    return Route("/healthz", health), Route("/readyz", ready)
