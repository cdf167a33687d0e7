"""What was changed because of what people said: kept, listed, and read once a second at most."""

from dataclasses import replace

import pytest

from bot.engine.ids import FlowId, StepId
from bot.store import ttl_cache
from bot.store.changes import StoredChanges
from bot.store.database import Database
from bot.store.services import StoredServices
from tests.store.examples import LOGGED, WILLOW, changed

TEA = changed("tea", "2026-05")
BEDS = replace(changed("beds", "2026-06"), service=WILLOW.code, flow=FlowId("patient"), question=StepId("rights"))


@pytest.fixture
async def changes(database: Database) -> StoredChanges:
    await StoredServices(database).add(WILLOW, LOGGED)
    return StoredChanges(database)


async def test_changes_that_another_program_adds_are_seen_after_a_second(
    changes: StoredChanges, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = StoredChanges(changes.database)
    assert await changes.open() == ()
    await another.add(TEA, LOGGED)
    assert await changes.open() == ()

    monkeypatch.setattr(ttl_cache, "SECONDS", 0.0)
    fresh = StoredChanges(changes.database)
    assert await fresh.open() == (TEA,)
    await another.retire("tea", LOGGED, retired=True)
    assert await fresh.open() == ()
