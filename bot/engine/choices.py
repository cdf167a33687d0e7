"""The choices of a step, and the answers that can be made of them. No IO."""

from dataclasses import replace
from typing import assert_never

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.flow import Choice, Flow, FreeText, OpenFlow, PickMany, PickOne, Scale, WhichService, is_question
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.session import Session


def choices_of(flow: Flow, step: StepId) -> tuple[Choice, ...]:
    """Return the step's own choices; a service step has none of its own."""
    question = flow.step(step)
    return question.choices if isinstance(question, PickOne | Scale | PickMany) else ()


def fits(flow: Flow, step: StepId, answer: Answer) -> bool:
    """Tell whether this step of this flow can have this answer."""
    if not flow.has(step) or not is_question(flow.step(step)):
        return False
    question = flow.step(step)
    match answer:
        case Skipped():
            return True
        case Written():
            return isinstance(question, FreeText)
        case Picked((_,)) if isinstance(question, WhichService):
            return True
        case Picked(picked):
            few_enough = len(picked) == 1 or isinstance(question, PickMany)
            return few_enough and set(picked) <= {choice.id for choice in choices_of(flow, step)}
    assert_never(answer)


def leads_to(choice: Choice) -> FlowId | None:
    """Return the flow that a choice opens."""
    return choice.effect.flow if isinstance(choice.effect, OpenFlow) else None


def with_toggled(session: Session, step: PickMany, button: str, *, on: bool) -> Session:
    """Return the session with one choice of a pick-many answer picked or not; some choices exclude all others."""
    answer = session.answers.get(step.id)
    picked = set(answer.choices) if isinstance(answer, Picked) else set()
    alone = {choice.id for choice in step.choices if choice.alone}
    picked_now = picked - {button}
    if on:
        picked_now = {ChoiceId(button)} if button in alone else (picked - alone) | {ChoiceId(button)}
    answers = {other: given for other, given in session.answers.items() if other != step.id}
    if picked_now:
        answers[step.id] = Picked(tuple(choice.id for choice in step.choices if choice.id in picked_now))
    return replace(session, answers=answers)
