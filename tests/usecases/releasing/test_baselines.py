"""A baseline is a decision: of a question that is charted, from a month on, for a reason, and logged by role."""

from dataclasses import replace
from datetime import date

import pytest

from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.reporting.baseline import Baseline
from bot.usecases.actor import Actor
from bot.usecases.problems import NoSuchConversation
from bot.usecases.releasing.baselines import LONGEST_REASON, BaselineDraft, remove_baseline, set_baseline
from bot.usecases.releasing.problems import BadBaselineReason, BaselineExists, NoSuchBaseline
from bot.usecases.staff.log import Action
from bot.usecases.staff.ports import ListedService
from bot.usecases.staff.problems import BadMonth, MonthInFuture, NoSuchService
from tests.fakes import FakeBaselines, FakeServices
from tests.store.examples import WILLOW
from tests.usecases.conversing.talk import library

TODAY = date(2026, 6, 9)
LEAD = Actor("QI lead", "after the audit")
DRAFT = BaselineDraft(flow="patient", question="rights", start="2026-04", because=" leaflets  work ")


async def set_in(baselines: FakeBaselines, draft: BaselineDraft) -> Baseline:
    services = FakeServices([ListedService(WILLOW, retired=False)])
    return await set_baseline(baselines, services, draft, flows=library().flows, actor=LEAD, today=TODAY)


async def test_a_baseline_is_set_listed_and_logged() -> None:
    baselines = FakeBaselines()
    added = await set_in(baselines, DRAFT)

    assert (added.flow, added.question, added.service, added.start) == (FlowId("patient"), "rights", None, "2026-04")
    assert added.because == "leaflets work"
    assert await baselines.listed() == (added,)
    (logged,) = baselines.log
    assert (logged.action, logged.subject, logged.role) == (Action.SET_BASELINE, added.id, "QI lead")
    assert (logged.note, logged.day) == ("after the audit", TODAY)


async def test_a_ward_has_a_baseline_of_its_own() -> None:
    baselines = FakeBaselines()
    await set_in(baselines, DRAFT)

    assert (await set_in(baselines, replace(DRAFT, ward="willow"))).service == WILLOW.code
    assert len(await baselines.listed()) == 2


async def test_a_removal_is_logged_too_and_only_one_that_happens() -> None:
    baselines = FakeBaselines()
    added = await set_in(baselines, DRAFT)
    await remove_baseline(baselines, added.id, actor=LEAD, today=TODAY)

    assert await baselines.listed() == ()
    assert [entry.action for entry in baselines.log] == [Action.SET_BASELINE, Action.REMOVE_BASELINE]
    with pytest.raises(NoSuchBaseline):
        await remove_baseline(baselines, added.id, actor=LEAD, today=TODAY)
    assert len(baselines.log) == 2


async def test_the_same_month_cannot_have_two_reasons() -> None:
    baselines = FakeBaselines()
    added = await set_in(baselines, DRAFT)

    with pytest.raises(BaselineExists) as refused:
        await set_in(baselines, replace(DRAFT, because="something else"))
    assert refused.value.baseline == added.id


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (replace(DRAFT, flow="lunch"), NoSuchConversation),
        (replace(DRAFT, question="easy-to-use"), SaysoError),
        (replace(DRAFT, ward="elm"), NoSuchService),
        (replace(DRAFT, start="April"), BadMonth),
        (replace(DRAFT, start="2026-07"), MonthInFuture),
        (replace(DRAFT, because="  "), BadBaselineReason),
        (replace(DRAFT, because="x" * (LONGEST_REASON + 1)), BadBaselineReason),
    ],
)
async def test_what_cannot_be_a_baseline_is_refused(draft: BaselineDraft, refusal: type[Exception]) -> None:
    baselines = FakeBaselines()

    with pytest.raises(refusal):
        await set_in(baselines, draft)
    assert baselines.log == []
