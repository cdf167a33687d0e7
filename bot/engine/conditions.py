"""When a step is shown: small declarative conditions on earlier answers, never code. No IO."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from bot.engine.answers import Answer, Picked, Skipped
from bot.engine.ids import ChoiceId, StepId


@dataclass(frozen=True, slots=True)
class Always:
    """Holds whatever was answered."""


@dataclass(frozen=True, slots=True)
class Is:
    """Holds when at least one of these choices was picked at the step."""

    step: StepId
    choices: tuple[ChoiceId, ...]


@dataclass(frozen=True, slots=True)
class IsNot:
    """Holds when the step was answered, and with none of these choices. Skipped is not answered."""

    step: StepId
    choices: tuple[ChoiceId, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Holds when the step was answered at all. Skipped is not answered."""

    step: StepId


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds when every part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one part does."""

    parts: tuple["Condition", ...]


Condition = Always | Is | IsNot | Answered | AllOf | AnyOf


def holds(condition: Condition, answers: Mapping[StepId, Answer]) -> bool:
    """Tell whether the condition holds for these answers.

    >>> holds(Is(StepId("wanted"), (ChoiceId("yes"),)), {StepId("wanted"): Picked((ChoiceId("yes"),))})
    True
    """
    match condition:
        case Always():
            return True
        case Is(step, choices):
            return bool(_picked(answers.get(step)) & set(choices))
        case IsNot(step, choices):
            picked = _picked(answers.get(step))
            return bool(picked) and not picked & set(choices)
        case Answered(step):
            return not isinstance(answers.get(step), Skipped | None)
        case AllOf(parts):
            return all(holds(part, answers) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers) for part in parts)
    assert_never(condition)


def names(condition: Condition) -> tuple[tuple[StepId, tuple[ChoiceId, ...]], ...]:
    """Return every step that the condition looks at, with the choices it names there."""
    match condition:
        case Always():
            return ()
        case Is(step, choices) | IsNot(step, choices):
            return ((step, choices),)
        case Answered(step):
            return ((step, ()),)
        case AllOf(parts) | AnyOf(parts):
            return tuple(name for part in parts for name in names(part))
    assert_never(condition)


def _picked(answer: Answer | None) -> set[ChoiceId]:
    return set(answer.choices) if isinstance(answer, Picked) else set()
