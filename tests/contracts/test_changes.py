"""Changes: listed the newest first, and shown until they are retired."""

from dataclasses import replace

import pytest

from bot.engine.ids import FlowId, StepId
from bot.usecases.staff.ports import ListedChange
from tests.contracts.conftest import Ports
from tests.store.examples import LOGGED, WILLOW, changed

TEA = changed("tea", "2026-05")
BEDS = replace(changed("beds", "2026-06"), service=WILLOW.code, flow=FlowId("patient"), question=StepId("rights"))


async def test_changes_are_listed_as_they_were_added_the_newest_first(ports: Ports) -> None:
    for change in (TEA, BEDS):
        await ports.changes.add(change, LOGGED)

    assert await ports.changes.listed() == (ListedChange(BEDS, retired=False), ListedChange(TEA, retired=False))
    assert await ports.changes.open() == (BEDS, TEA)


async def test_a_retired_change_is_listed_but_not_shown_until_it_is_reopened(ports: Ports) -> None:
    await ports.changes.add(TEA, LOGGED)

    assert await ports.changes.retire("tea", LOGGED, retired=True)
    assert await ports.changes.open() == ()
    assert await ports.changes.listed() == (ListedChange(TEA, retired=True),)
    assert await ports.changes.retire("tea", LOGGED, retired=False)
    assert await ports.changes.open() == (TEA,)


async def test_a_change_that_does_not_exist_is_not_retired(ports: Ports) -> None:
    assert not await ports.changes.retire("tea", LOGGED, retired=True)


async def test_an_id_that_is_taken_is_refused(ports: Ports) -> None:
    await ports.changes.add(TEA, LOGGED)

    with pytest.raises(ValueError, match="the id is taken"):
        await ports.changes.add(replace(BEDS, id="tea"), LOGGED)
