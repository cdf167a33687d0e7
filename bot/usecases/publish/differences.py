"""How one edition differs from another: step by step, with the words of both side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.engine.flow import Flow, is_question
from bot.engine.wording import StepWords, Wording, Words
from bot.flows.library import Library
from bot.usecases.publish.telling import facts

SHARED = "shared words"
"""The place of words that belong to no step, such as those of buttons."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is otherwise: of which flow, in which step, what of it, and both. Empty: not there."""

    flow: str
    step: str
    what: str
    before: str
    after: str


def differences(before: Library, after: Library) -> Iterator[Difference]:
    """Yield every difference, flow by flow and step by step. Words that several flows share are told once."""
    told: set[tuple[str, str, str, str]] = set()
    for name in dict.fromkeys([*before.flows, *after.flows]):
        for each in _of_flow(name, before.flows.get(name), after.flows.get(name)):
            key = (each.step, each.what, each.before, each.after)
            if key not in told:
                told.add(key)
                yield each
    for picture in sorted({*before.pictures, *after.pictures}):
        one, other = (library.pictures.get(picture) for library in (before, after))
        if one != other:
            how = "drawn otherwise" if one and other else "new" if other else ""
            yield Difference("pictures", picture, "drawing", "" if one is None else "there", how)


def _of_flow(name: str, before: Flow | None, after: Flow | None) -> Iterator[Difference]:
    if before is None or after is None:
        there = "a conversation"
        yield Difference(name, "", "conversation", there if before else "", there if after else "")
        return
    order = [step.id for step in before.steps], [step.id for step in after.steps]
    both = [[each for each in some if each in order[0] and each in order[1]] for some in order]
    if both[0] != both[1]:
        yield Difference(name, "", "order", ", ".join(both[0]), ", ".join(both[1]))
    parts = _parts(before), _parts(after)
    for place in dict.fromkeys([*parts[0], *parts[1]]):
        one, other = (part.get(place, {}) for part in parts)
        for what in dict.fromkeys([*one, *other]):
            if one.get(what, "") != other.get(what, ""):
                yield Difference(name, place, what, one.get(what, ""), other.get(what, ""))


def _parts(flow: Flow) -> dict[str, dict[str, str]]:
    """Return all that a flow says and does, by step and by what of it."""
    parts: dict[str, dict[str, str]] = {}
    for step in flow.steps:
        parts[step.id] = dict(facts(step))
        for wording, words in flow.words.items():
            if step.id in words.steps and (is_question(step) or words.steps[step.id].prompt):
                parts[step.id] |= _step_words(wording, words.steps[step.id])
    parts[SHARED] = {what: said for wording, words in flow.words.items() for what, said in _shared(wording, words)}
    return parts


def _step_words(wording: Wording, words: StepWords) -> dict[str, str]:
    said: Mapping[str, str] = {
        "prompt": words.prompt,
        "title": words.title,
        "hint": words.hint,
        "explanation": words.explain,
        **{f"choice “{choice}”": label for choice, label in words.labels.items()},
    }
    return {f"{what}, {wording}": text for what, text in said.items() if text}


def _shared(wording: Wording, words: Words) -> Iterator[tuple[str, str]]:
    groups: Mapping[str, Mapping[Any, str]] = {
        "button": words.controls,
        "notice": words.notices,
        "kind": words.kinds,
        "picture": words.pictures,
    }
    for group, some in groups.items():
        for each, said in some.items():
            yield f"{group} “{each}”, {wording}", said
    yield f"months, {wording}", ", ".join(words.months)
    for name, phrases in (("understood", words.understood.items()), ("distress", [("phrases", words.distress)])):
        for each, some_phrases in phrases:
            yield f"{name} “{each}”, {wording}", ", ".join(some_phrases)
    yield f"no distress, {wording}", ", ".join(words.not_distress)
