"""What was changed because of what people said: kept, listed, and read once a second at most."""

from dataclasses import replace

import pytest

from bot.engine.ids import FlowId, StepId
from bot.store import ttl_cache
from bot.store.changes import StoredChanges
from bot.store.database import Database
from bot.store.services import StoredServices
from bot.usecases.staff.ports import ListedChange
from tests.store.examples import LOGGED, WILLOW, changed

TEA = changed("tea", "2026-05")
BEDS = replace(changed("beds", "2026-06"), service=WILLOW.code, flow=FlowId("patient"), question=StepId("rights"))


@pytest.fixture
async def changes(database: Database) -> StoredChanges:
    await StoredServices(database).add(WILLOW, LOGGED)
    return StoredChanges(database)


async def test_changes_are_listed_as_they_were_added_the_newest_first(changes: StoredChanges) -> None:
    for each in (TEA, BEDS):
        await changes.add(each, LOGGED)

    assert await changes.listed() == (ListedChange(BEDS, retired=False), ListedChange(TEA, retired=False))
    assert await changes.open() == (BEDS, TEA)


async def test_a_retired_change_is_listed_but_not_told_until_it_is_reopened(changes: StoredChanges) -> None:
    await changes.add(TEA, LOGGED)

    assert await changes.retire("tea", LOGGED, retired=True)
    assert await changes.open() == ()
    assert await changes.listed() == (ListedChange(TEA, retired=True),)
    assert await changes.retire("tea", LOGGED, retired=False)
    assert await changes.open() == (TEA,)


async def test_a_change_that_is_not_there_is_not_retired(changes: StoredChanges) -> None:
    assert not await changes.retire("tea", LOGGED, retired=True)


async def test_an_id_that_is_taken_is_refused(changes: StoredChanges) -> None:
    await changes.add(TEA, LOGGED)

    with pytest.raises(ValueError, match="the id is taken"):
        await changes.add(replace(BEDS, id="tea"), LOGGED)


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
