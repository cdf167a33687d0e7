"""Health checks and metrics for monitoring: liveness, readiness, and times of the program's own work.

Nothing here counts respondents or changes with what they do: on a ward of six, that somebody has just answered would
already be a disclosure.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.ports import Clock

Probe = Callable[[], Awaitable[None]]
"""Raises an error if a dependency is unavailable."""

log = structlog.get_logger(__name__)


class Health:
    """The health of the program, as its parts report it."""

    def __init__(self, reach_database: Probe, notes: Sequence[str], clock: Clock) -> None:
        """`notes` describe what is degraded."""
        self._reach_database, self._notes, self._clock = reach_database, notes, clock
        self._registry = CollectorRegistry()
        self._ready = self._gauge("ready", "Whether the database is available.")
        self._publishing = ""
        self._unreadable: tuple[str, ...] = ()
        self._note_count = self._gauge("notes", "Number of notes on /readyz about degraded functions.")
        self._note_count.set(len(notes))
        self._telegram: Gauge | None = None
        self._housekeeping = self._gauge("housekeeping_timestamp_seconds", "When housekeeping last succeeded.")
        # Both are set by housekeeping, and sessions are not counted here: that would move with what people do.
        self._sessions = self._gauge("sessions_unreadable", "Whether a session could not be read since the start.")
        self._waiting = self._gauge("waiting_unreadable", "Rows of the waiting room that cannot be read.")
        self._gauge("start_timestamp_seconds", "When the program started.").set(clock().timestamp())

    def housekeeping_done(self, unreadable: Unreadable) -> None:
        """Record that housekeeping succeeded, and which rows could not be read."""
        self._housekeeping.set(self._clock().timestamp())
        self._sessions.set(unreadable.sessions + unreadable.set_aside > 0)
        self._waiting.set(unreadable.waiting)
        self._unreadable = tuple(_notes_on(unreadable))
        self._note_count.set(len(self._all_notes()))

    def publishing(self, note: str) -> None:
        """Record what keeps the published conversations from being served; empty if nothing does."""
        self._publishing = note
        self._note_count.set(len(self._all_notes()))

    def telegram(self, *, reachable: bool) -> None:
        """Record whether Telegram answered. Without Telegram there is no such metric."""
        if self._telegram is None:
            self._telegram = self._gauge("telegram_reachable", "Whether the last request to Telegram was answered.")
        self._telegram.set(reachable)

    def routes(self) -> tuple[Route, ...]:
        """Return `/healthz`, `/readyz` with the notes, and `/metrics` for Prometheus."""
        return Route("/healthz", self._up), Route("/readyz", self._readiness), Route("/metrics", self._metrics)

    async def _up(self, _request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    async def _readiness(self, _request: Request) -> PlainTextResponse:
        if not await self._is_ready():
            return PlainTextResponse("The database is unavailable.\n", status_code=503)
        return PlainTextResponse("\n".join(["ready", *self._all_notes(), ""]))

    async def _metrics(self, _request: Request) -> Response:
        self._ready.set(await self._is_ready())
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    async def _is_ready(self) -> bool:
        try:
            await self._reach_database()
        except Exception as error:  # noqa: BLE001 - any error means that it is not ready
            log.warning("the database is unavailable", error=type(error).__name__)
            return False
        return True

    def _all_notes(self) -> list[str]:
        return [*self._notes, *([self._publishing] if self._publishing else []), *self._unreadable]

    def _gauge(self, name: str, description: str) -> Gauge:
        return Gauge(f"sayso_{name}", description, registry=self._registry)


def _notes_on(unreadable: Unreadable) -> Iterator[str]:
    if unreadable.set_aside:
        yield "Conversations that do not open are set aside until they expire. Those people were asked to start again."
    if unreadable.waiting:
        yield f"{unreadable.waiting} rows of the waiting room cannot be read and stay there."
