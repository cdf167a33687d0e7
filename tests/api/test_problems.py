"""What is told where the database is away."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from starlette.types import Message

from bot.api.app import make_api
from bot.privacy.signing import Signer
from bot.store.baselines import StoredBaselines
from bot.store.changes import StoredChanges
from bot.store.opening import open_database
from bot.store.releases import StoredReleases
from bot.store.services import StoredServices
from bot.usecases.ports import Unavailable
from bot.usecases.releasing.charting import Charting
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.reading import Reading
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.tokens import Token


@dataclass
class FakeTokens:
    """The `Tokens` port on a database that is away."""

    asked: list[bytes] = field(default_factory=list)

    async def find(self, digest: bytes) -> Token | None:
        self.asked.append(digest)
        raise Unavailable

    async def add(self, digest: bytes, token: Token, logged: LogEntry) -> None:
        raise NotImplementedError

    async def listed(self) -> tuple[Token, ...]:
        raise NotImplementedError

    async def revoke(self, name: str, logged: LogEntry) -> bool:
        raise NotImplementedError


async def test_a_database_that_is_away_is_told_in_a_problem_document_that_says_when_to_come_again() -> None:
    database = open_database("sqlite:///nowhere/sayso.db")
    reading = Reading(StoredReleases(database), Signer(bytes(32)))
    services = StoredServices(database)
    charting = Charting(
        reading=reading,
        services=services,
        changes=StoredChanges(database),
        baselines=StoredBaselines(database),
        flows={},
        today=lambda: date(2026, 4, 9),
    )
    api = make_api(Exporting(reading=reading, services=services, flows={}), charting, FakeTokens())
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": "/releases",
        "query_string": b"",
        "headers": [(b"authorization", b"Bearer sayso_0")],
    }
    await api(scope, receive, send)
    start, body = sent
    headers = dict(start["headers"])
    assert start["status"] == 503
    assert (headers[b"content-type"], headers[b"retry-after"]) == (b"application/problem+json", b"60")
    assert json.loads(body["body"])["detail"].startswith("The database is unavailable.")
