"""What `/readyz` says of data that cannot be read."""

from starlette.requests import Request

from bot.usecases.conversing.unreadable import Unreadable
from bot.web.health import Health
from tests.fakes import FakeClock

SET_ASIDE = "Conversations that do not open are set aside"


async def reach() -> None:
    """Reach a database that is there."""


async def ready_lines(health: Health) -> list[str]:
    readiness = next(route.endpoint for route in health.routes() if route.path == "/readyz")
    answer = await readiness(Request({"type": "http", "method": "GET", "path": "/readyz", "headers": []}))
    return str(answer.body, "utf-8").splitlines()


async def test_what_cannot_be_read_is_noted_until_it_is_gone() -> None:
    health = Health(reach, ["Names are found by rules alone."], FakeClock())
    health.housekeeping_done(Unreadable(set_aside=2, waiting=3))

    ready, degraded, sessions, waiting = await ready_lines(health)

    assert (ready, degraded) == ("ready", "Names are found by rules alone.")
    assert sessions.startswith(SET_ASIDE)
    assert "2" not in sessions, "a number would say how many people have come back"
    assert waiting.startswith("3 rows of the waiting room")

    health.housekeeping_done(Unreadable(sessions=2))

    assert await ready_lines(health) == ["ready", "Names are found by rules alone."]
