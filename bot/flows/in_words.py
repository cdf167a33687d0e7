"""Conditions in words, for people who read no files."""

from typing import assert_never

from bot.engine.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot
from bot.engine.flow import Flow
from bot.engine.ids import ChoiceId, StepId
from bot.engine.wording import Register, Wording


def in_words(flow: Flow, condition: Condition) -> str:
    """Return a condition in words, with the labels of choices as standard words have them; empty for one that holds."""
    match condition:
        case Always():
            return ""
        case Is(step, choices):
            return f"{step} is {_labels(flow, step, choices, 'or')}"
        case IsNot(step, choices):
            return f"{step} is answered, but not with {_labels(flow, step, choices, 'or')}"
        case Answered(step):
            return f"{step} is answered"
        case AllOf(parts):
            return " and ".join(_inside(flow, part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inside(flow, part) for part in parts)
    assert_never(condition)


def _inside(flow: Flow, condition: Condition) -> str:
    said = in_words(flow, condition)
    return f"({said})" if isinstance(condition, AllOf | AnyOf) else said


def _labels(flow: Flow, step: StepId, choices: tuple[ChoiceId, ...], joined: str) -> str:
    labels = flow.words[flow.nearest(Wording("en", Register.STANDARD))].steps[step].labels
    return f" {joined} ".join(f"“{labels.get(each, each)}”" for each in choices)
