"""When a step is shown."""

import pytest

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot, holds, names
from bot.engine.ids import ChoiceId, StepId

Q, OTHER = StepId("q"), StepId("other")
A, B, C = ChoiceId("a"), ChoiceId("b"), ChoiceId("c")
NONE: dict[StepId, Answer] = {}
PICKED: dict[StepId, Answer] = {Q: Picked((A, B))}
SKIPPED: dict[StepId, Answer] = {Q: Skipped()}
WRITTEN: dict[StepId, Answer] = {Q: Written("words")}


@pytest.mark.parametrize("answers", [NONE, PICKED, SKIPPED, WRITTEN])
def test_always_holds_whatever_was_answered(answers: dict[StepId, Answer]) -> None:
    assert holds(Always(), answers)


@pytest.mark.parametrize(
    ("condition", "picked", "otherwise"),
    [
        (Is(Q, (B, C)), True, False),
        (Is(Q, (C,)), False, False),
        (Is(OTHER, (A,)), False, False),
        (IsNot(Q, (C,)), True, False),
        (IsNot(Q, (A, C)), False, False),
        (Answered(Q), True, False),
        (Answered(OTHER), False, False),
        (AllOf((Is(Q, (A,)), Answered(Q))), True, False),
        (AllOf((Is(Q, (A,)), Answered(OTHER))), False, False),
        (AllOf(()), True, True),
        (AnyOf((Is(Q, (C,)), Is(Q, (A,)))), True, False),
        (AnyOf((Is(Q, (C,)), Answered(OTHER))), False, False),
        (AnyOf(()), False, False),
    ],
)
def test_a_condition_looks_at_what_was_picked(condition: Condition, *, picked: bool, otherwise: bool) -> None:
    assert holds(condition, PICKED) is picked
    assert holds(condition, NONE) is otherwise
    assert holds(condition, SKIPPED) is otherwise


def test_words_count_as_answered() -> None:
    assert holds(Answered(Q), WRITTEN)
    assert not holds(Is(Q, (A,)), WRITTEN)
    assert not holds(IsNot(Q, (A,)), WRITTEN)


def test_a_condition_names_every_step_and_choice_it_looks_at() -> None:
    condition = AllOf((Always(), Is(Q, (A,)), AnyOf((IsNot(Q, (B,)), Answered(OTHER)))))

    assert names(condition) == ((Q, (A,)), (Q, (B,)), (OTHER, ()))
