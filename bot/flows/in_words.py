"""Conditions in words, for people who read no files."""

from collections.abc import Callable
from typing import assert_never

from bot.engine.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot
from bot.engine.ids import ChoiceId, StepId

Called = Callable[[StepId, ChoiceId], str]
"""Returns what a choice of a step is called."""


def by_id(_step: StepId, choice: ChoiceId) -> str:
    """Return the id of a choice, which is the same in all words."""
    return choice


def in_words(condition: Condition, called: Called = by_id) -> str:
    """Return a condition in words; empty for one that always holds.

    >>> in_words(AnyOf((Answered(StepId("a")), Is(StepId("b"), (ChoiceId("yes"), ChoiceId("partly"))))))
    'a is answered or b is “yes” or “partly”'
    """
    match condition:
        case Always():
            return ""
        case Is(step, choices):
            return f"{step} is {_choices(step, choices, called)}"
        case IsNot(step, choices):
            return f"{step} is answered, but not with {_choices(step, choices, called)}"
        case Answered(step):
            return f"{step} is answered"
        case AllOf(parts):
            return " and ".join(_inside(part, called) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inside(part, called) for part in parts)
    assert_never(condition)


def _inside(condition: Condition, called: Called) -> str:
    words = in_words(condition, called)
    return f"({words})" if isinstance(condition, AllOf | AnyOf) else words


def _choices(step: StepId, choices: tuple[ChoiceId, ...], called: Called) -> str:
    return " or ".join(f"“{called(step, choice)}”" for choice in choices)
