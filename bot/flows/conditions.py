"""Conditions as files write them, and in their simplest form."""

from collections.abc import Iterable
from itertools import chain
from typing import assert_never

from bot.engine.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot
from bot.engine.ids import ChoiceId, StepId
from bot.flows.format import ConditionFile


def condition_of(file: ConditionFile | None) -> Condition:
    """Return the condition that a `show_if` says."""
    if file is None:
        return Always()
    if file.all is not None:
        return AllOf(tuple(map(condition_of, file.all)))
    if file.any is not None:
        return AnyOf(tuple(map(condition_of, file.any)))
    step = StepId(file.step or "")
    if file.is_ is not None:
        return Is(step, tuple(map(ChoiceId, file.is_)))
    if file.is_not is not None:
        return IsNot(step, tuple(map(ChoiceId, file.is_not)))
    return Answered(step)


def file_of(condition: Condition) -> ConditionFile | None:
    """Return the `show_if` that says a condition; None for one that always holds."""
    match condition:
        case Always():
            return None
        case Is(step, choices):
            return ConditionFile.model_validate({"step": step, "is": list(choices)})
        case IsNot(step, choices):
            return ConditionFile.model_validate({"step": step, "is_not": list(choices)})
        case Answered(step):
            return ConditionFile.model_validate({"step": step, "answered": True})
        case AllOf(parts):
            return ConditionFile.model_validate({"all": [file_of(part) for part in parts]})
        case AnyOf(parts):
            return ConditionFile.model_validate({"any": [file_of(part) for part in parts]})
    assert_never(condition)


def simplest(condition: Condition) -> Condition:
    """Return the condition without what changes nothing, so that two ways to say one thing are the same.

    >>> a, b = ChoiceId("a"), ChoiceId("b")
    >>> simplest(AnyOf((Is(StepId("q"), (a,)), AnyOf((Is(StepId("q"), (b,)),))))) == Is(StepId("q"), (a, b))
    True
    """
    match condition:
        case AllOf(parts):
            flat = chain.from_iterable(
                part.parts if isinstance(part, AllOf) else [part] for part in map(simplest, parts)
            )
            return _alone_or(AllOf, _joined(flat, IsNot))
        case AnyOf(parts):
            flat = chain.from_iterable(
                part.parts if isinstance(part, AnyOf) else [part] for part in map(simplest, parts)
            )
            return _alone_or(AnyOf, _joined(flat, Is))
        case Is(step, choices):
            return Is(step, tuple(dict.fromkeys(choices)))
        case IsNot(step, choices):
            return IsNot(step, tuple(dict.fromkeys(choices)))
        case _:
            return condition


def _joined(parts: Iterable[Condition], kind: type[Is] | type[IsNot]) -> tuple[Condition, ...]:
    """Put tests of the same step into one where that means the same, and leave out what one of them implies."""
    tests = list(parts)
    choices: dict[StepId, list[ChoiceId]] = {}
    for part in tests:
        if isinstance(part, kind):
            choices.setdefault(part.step, []).extend(part.choices)
    kept: dict[Condition, None] = {}
    for part in tests:
        if isinstance(part, kind):
            kept[kind(part.step, tuple(dict.fromkeys(choices[part.step])))] = None
        elif not (kind is IsNot and isinstance(part, Answered) and part.step in choices):
            kept[part] = None
    return tuple(kept)


def _alone_or(kind: type[AllOf] | type[AnyOf], parts: tuple[Condition, ...]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(parts)
