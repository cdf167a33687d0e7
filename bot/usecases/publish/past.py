"""Flows with the questions that they once had, whose answers keep their columns."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.engine.flow import Choice, Flow, PickMany, PickOne, Scale, Step
from bot.engine.ids import FlowId
from bot.engine.wording import StepWords, Words

_WithChoices = PickOne | PickMany | Scale


def with_past(present: Mapping[FlowId, Flow], earlier: Iterable[Mapping[FlowId, Flow]]) -> Mapping[FlowId, Flow]:
    """Return flows with all that was in them earlier and no longer is: questions and choices, behind those of today.

    `earlier` are the flows of other times, the newest first.
    """
    found = dict(present)
    for flows in earlier:
        for name, flow in flows.items():
            found[name] = _joined(found[name], flow) if name in found else flow
    return found


def _joined(flow: Flow, past: Flow) -> Flow:
    steps = [_with_choices(step, past.step(step.id)) if past.has(step.id) else step for step in flow.steps]
    steps += [step for step in past.steps if not flow.has(step.id)]
    words = {wording: _with_words(words, past.words[past.nearest(wording)]) for wording, words in flow.words.items()}
    return replace(flow, steps=tuple(steps), words=words, fft=flow.fft or past.fft)


def _with_choices(step: Step, past: Step) -> Step:
    if not isinstance(step, _WithChoices) or not isinstance(past, _WithChoices):
        return step
    known = {choice.id for choice in step.choices}
    gone: tuple[Choice, ...] = tuple(choice for choice in past.choices if choice.id not in known)
    return replace(step, choices=(*step.choices, *gone)) if gone else step


def _with_words(words: Words, past: Words) -> Words:
    steps = dict(past.steps)
    for step, its in words.steps.items():
        before = past.steps.get(step, StepWords(prompt=""))
        steps[step] = replace(its, labels={**before.labels, **its.labels})
    return replace(words, steps=steps)
