"""Setting and removing baselines: from which month on the limits of a question's charts are calculated again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.reporting.baseline import Baseline
from bot.reporting.measures import ChartMeasure, measure_of
from bot.usecases.actor import Actor
from bot.usecases.problems import find_flow
from bot.usecases.releasing.ports import Baselines
from bot.usecases.releasing.problems import BadBaselineReason, BaselineExists, NoSuchBaseline
from bot.usecases.releasing.reading import labels_of
from bot.usecases.staff.changes import past_month
from bot.usecases.staff.log import Action, entry
from bot.usecases.staff.ports import Services
from bot.usecases.staff.services import find_service, random_code

LONGEST_REASON = 120
"""In characters, so that it fits two lines of a slide."""

_ID_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineDraft:
    """A baseline as somebody wrote it. `start` is a month such as 2026-04; without a ward it is of all together."""

    flow: str
    question: str
    start: str
    because: str
    ward: str | None = None


async def set_baseline(
    baselines: Baselines,
    services: Services,
    draft: BaselineDraft,
    *,
    flows: Mapping[FlowId, Flow],
    actor: Actor,
    today: date,
) -> Baseline:
    """Set a baseline. Raises Problem for what cannot be used, and SaysoError for a question without good answers."""
    flow = find_flow(flows, draft.flow)
    measure_of(await labels_of(flow, services), draft.question, ChartMeasure.GOOD)
    because = " ".join(draft.because.split())
    if not 0 < len(because) <= LONGEST_REASON:
        raise BadBaselineReason(LONGEST_REASON)
    baseline = Baseline(
        id=random_code(_ID_LENGTH),
        flow=flow.id,
        question=draft.question,
        service=None if draft.ward is None else (await find_service(services, draft.ward)).code,
        start=past_month(draft.start, today),
        because=because,
    )
    for other in await baselines.listed():
        if _place(other) == _place(baseline):
            raise BaselineExists(other.id)
    await baselines.add(baseline, entry(Action.SET_BASELINE, baseline.id, actor, today=today))
    return baseline


async def remove_baseline(baselines: Baselines, baseline_id: str, *, actor: Actor, today: date) -> None:
    """Remove a baseline. Raises NoSuchBaseline."""
    if not await baselines.remove(baseline_id, entry(Action.REMOVE_BASELINE, baseline_id, actor, today=today)):
        raise NoSuchBaseline(baseline_id)


def _place(baseline: Baseline) -> tuple[str | None, ...]:
    return baseline.flow, baseline.question, baseline.service, baseline.start
