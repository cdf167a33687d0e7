"""Baselines: listed by question and month until they are removed."""

from dataclasses import replace

import pytest

from bot.engine.ids import FlowId
from bot.reporting.baseline import Baseline
from tests.contracts.conftest import Ports
from tests.store.examples import LOGGED, WILLOW

ALL = Baseline(
    id="all", flow=FlowId("patient"), question="rights", service=None, start="2026-04", because="leaflets work"
)
WARD = replace(ALL, id="ward", service=WILLOW.code, start="2026-02", because="the ward moved")


async def test_baselines_are_listed_by_question_and_month(ports: Ports) -> None:
    overall = replace(ALL, id="overall", question="overall", start="2026-06")
    for baseline in (ALL, overall, WARD):
        await ports.baselines.add(baseline, LOGGED)

    assert await ports.baselines.listed() == (overall, WARD, ALL)


async def test_a_removed_baseline_is_gone_and_cannot_be_removed_again(ports: Ports) -> None:
    await ports.baselines.add(ALL, LOGGED)

    assert await ports.baselines.remove("all", LOGGED)
    assert await ports.baselines.listed() == ()
    assert not await ports.baselines.remove("all", LOGGED)


async def test_an_id_that_is_taken_is_refused(ports: Ports) -> None:
    await ports.baselines.add(ALL, LOGGED)

    with pytest.raises(ValueError, match="the id is taken"):
        await ports.baselines.add(replace(WARD, id="all"), LOGGED)
