"""What a monitor asks: whether the process is up, whether it can do its work, and since when.

Nothing here is a count, and nothing moves with what people do: on a ward of six, that somebody has just answered is
already too much to tell.
"""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.ports import Clock

Check = Callable[[], Awaitable[None]]
"""Raises where something that is needed cannot be reached."""

log = structlog.get_logger(__name__)


class Health:
    """How the program is, as the parts of it report."""

    def __init__(self, reach_database: Check, notes: Sequence[str], clock: Clock) -> None:
        """`notes` say what does not work as well as it could."""
        self._reach_database, self._notes, self._clock = reach_database, notes, clock
        self._registry = CollectorRegistry()
        self._ready = self._gauge("ready", "Whether the database can be reached.")
        self._publishing = ""
        self._noted = self._gauge("notes", "How many notes /readyz has of what works less well than it could.")
        self._noted.set(len(notes))
        self._telegram: Gauge | None = None
        self._tidied = self._gauge("tidied_timestamp_seconds", "When what was over was last tidied away.")
        # Both are set by housekeeping, and sessions are not counted here: that would move with what people do.
        self._sessions = self._gauge("sessions_unreadable", "Whether a session could not be read since the start.")
        self._waiting = self._gauge("waiting_unreadable", "Rows of the waiting room that cannot be read.")
        self._gauge("start_timestamp_seconds", "When the program started.").set(clock().timestamp())

    def tidied(self, unreadable: Unreadable) -> None:
        """Note that what is over was tidied away, and how many rows could not be read by then."""
        self._tidied.set(self._clock().timestamp())
        self._sessions.set(unreadable.sessions > 0)
        self._waiting.set(unreadable.waiting)

    def publishing(self, note: str) -> None:
        """Note what keeps the published conversations from being served; empty where nothing does."""
        self._publishing = note
        self._noted.set(len(self._all_notes()))

    def telegram(self, *, reachable: bool) -> None:
        """Note whether Telegram answered. Where it is off, nothing is said of it."""
        if self._telegram is None:
            self._telegram = self._gauge("telegram_reachable", "Whether Telegram answered when it was last asked.")
        self._telegram.set(reachable)

    def routes(self) -> tuple[Route, ...]:
        """Return `/healthz`, `/readyz` with the notes, and `/metrics` for Prometheus."""
        return Route("/healthz", self._up), Route("/readyz", self._readiness), Route("/metrics", self._metrics)

    async def _up(self, _request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    async def _readiness(self, _request: Request) -> PlainTextResponse:
        if not await self._is_ready():
            return PlainTextResponse("The database cannot be reached.\n", status_code=503)
        return PlainTextResponse("\n".join(["ready", *self._all_notes(), ""]))

    async def _metrics(self, _request: Request) -> Response:
        self._ready.set(await self._is_ready())
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    async def _is_ready(self) -> bool:
        try:
            await self._reach_database()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
            log.warning("the database cannot be reached", error=type(error).__name__)
            return False
        return True

    def _all_notes(self) -> list[str]:
        return [*self._notes, *([self._publishing] if self._publishing else [])]

    def _gauge(self, name: str, says: str) -> Gauge:
        return Gauge(f"sayso_{name}", says, registry=self._registry)
