"""Whether an id still means what it meant: answers to it are counted together for as long as there are any."""

from collections.abc import Iterable, Iterator, Mapping

from bot.engine.flow import Flow, FreeText, PickMany, PickOne, Scale, Step
from bot.engine.ids import FlowId
from bot.flows.flow_map import kind_of

_Kept = PickOne | PickMany | Scale | FreeText


def changed_meanings(before: Iterable[Mapping[FlowId, Flow]], after: Mapping[FlowId, Flow]) -> Iterator[str]:
    """Yield each question of these flows whose id meant something else in any of those before, and what to do."""
    told: set[str] = set()
    for flows in before:
        for flow in after.values():
            if flow.id in flows:
                for step in flow.steps:
                    told.update(_changed(flow.id, flows[flow.id], step))
    yield from sorted(told)


def _changed(flow: FlowId, before: Flow, step: Step) -> Iterator[str]:
    if not isinstance(step, _Kept) or not step.kept or not before.has(step.id):
        return
    was = before.step(step.id)
    if not isinstance(was, _Kept) or not was.kept:
        return
    name = f"The question “{step.id}” of “{flow}”"
    if type(was) is not type(step):
        yield f"{name} was of the kind {kind_of(was)}, and is now {kind_of(step)}. Give it a new id."
    elif not isinstance(step, FreeText) and not isinstance(was, FreeText):
        scores = {choice.id: choice.score for choice in was.choices}
        for choice in step.choices:
            if choice.id in scores and scores[choice.id] != choice.score:
                yield f"{name} scores “{choice.id}” otherwise than before. Give the choice or the question a new id."
        if not scores.keys() & {choice.id for choice in step.choices}:
            yield f"{name} has none of the choices that it had. Give it a new id."
