"""Ids whose meaning changed, although all answers to one id are counted together."""

from collections.abc import Iterable, Iterator, Mapping

from bot.engine.flow import Flow, FreeText, PickMany, PickOne, Scale, Step
from bot.engine.ids import FlowId
from bot.flows.flow_map import kind_of

_Kept = PickOne | PickMany | Scale | FreeText


def changed_meanings(earlier: Iterable[Mapping[FlowId, Flow]], after: Mapping[FlowId, Flow]) -> Iterator[str]:
    """Yield a message for each question whose id meant something else in an earlier version."""
    messages: set[str] = set()
    for flows in earlier:
        for flow in after.values():
            if flow.id in flows:
                for step in flow.steps:
                    messages.update(_changed(flow.id, flows[flow.id], step))
    yield from sorted(messages)


def _changed(flow: FlowId, previous: Flow, step: Step) -> Iterator[str]:
    if not isinstance(step, _Kept) or not step.kept or not previous.has(step.id):
        return
    was = previous.step(step.id)
    if not isinstance(was, _Kept) or not was.kept:
        return
    name = f"The question “{step.id}” of “{flow}”"
    if type(was) is not type(step):
        yield f"{name} was of the kind {kind_of(was)}, and is now {kind_of(step)}. Give it a new id."
    elif not isinstance(step, FreeText) and not isinstance(was, FreeText):
        scores = {choice.id: choice.score for choice in was.choices}
        for choice in step.choices:
            if choice.id in scores and scores[choice.id] != choice.score:
                yield f"{name} gives “{choice.id}” another score than before. Give the choice or the question a new id."
        if not scores.keys() & {choice.id for choice in step.choices}:
            yield f"{name} has none of the choices that it had. Give it a new id."
