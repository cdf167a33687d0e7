"""The way through a flow: which steps this person sees, what comes next, what came before. No IO."""

from dataclasses import replace
from itertools import takewhile

from bot.engine.answers import Picked, Written
from bot.engine.conditions import holds
from bot.engine.flow import Check, Flow, Message, Question, Step, WhichService, is_question
from bot.engine.ids import StepId
from bot.engine.session import Session


def is_shown(step: Step, session: Session) -> bool:
    """Tell whether this person sees the step, as far as their answers so far decide it."""
    if session.wording.register not in step.registers or not holds(step.show_if, session.answers):
        return False
    if isinstance(step, WhichService):
        known_from_link = session.service is not None and step.id not in session.answers
        return bool(step.services) and not known_from_link
    return True


def is_settled(step: Step, session: Session) -> bool:
    """Tell whether nothing more is to be done at the step: shown, answered or skipped."""
    if isinstance(step, Message):
        return step.id in session.shown_messages
    return step.id in session.answers


def next_step(flow: Flow, session: Session) -> Step | None:
    """Return the first shown step that is not settled; None where the flow is at its end."""
    for step in flow.steps:
        if is_shown(step, session) and not is_settled(step, session):
            return step
    return None


def previous_question(flow: Flow, session: Session) -> Step | None:
    """Return the shown question before the current step; None at the first."""
    asked = [step for step in _earlier_steps(flow, session) if is_question(step)]
    return asked[-1] if asked else None


def messages_before(flow: Flow, session: Session) -> tuple[Message, ...]:
    """Return the messages directly before the current step, which were shown with it."""
    messages: list[Message] = []
    for step in reversed(_earlier_steps(flow, session)):
        if not isinstance(step, Message):
            break
        messages.insert(0, step)
    return tuple(messages)


def kept_questions(flow: Flow, session: Session) -> tuple[Question, ...]:
    """Return the questions this person sees whose answers are kept, in order."""
    return tuple(
        step
        for step in flow.steps
        if not isinstance(step, Message | Check | WhichService) and step.kept and is_shown(step, session)
    )


def progress(flow: Flow, session: Session) -> tuple[int, int] | None:
    """Return (number of the current question, how many this person will see); None where not counted."""
    counted = [step.id for step in kept_questions(flow, session)]
    if session.step not in counted:
        return None
    return counted.index(session.step) + 1, len(counted)


def has_answers(flow: Flow, session: Session) -> bool:
    """Tell whether there is anything to send."""
    return any(isinstance(session.answers.get(step.id), Picked | Written) for step in kept_questions(flow, session))


def prune(flow: Flow, session: Session) -> tuple[Session, tuple[StepId, ...]]:
    """Drop answers whose question no longer applies. Return the session and what was dropped, in order.

    Only conditions count: an answer to a question that another register leaves out stays.
    """
    answers = dict(session.answers)
    dropped: list[StepId] = []
    for step in flow.steps:
        if step.id in answers and not holds(step.show_if, answers):
            answer = answers.pop(step.id)
            dropped += [step.id] if isinstance(answer, Picked | Written) else []
    return replace(session, answers=answers), tuple(dropped)


def _earlier_steps(flow: Flow, session: Session) -> list[Step]:
    """Return the steps before the current one that this person sees."""
    earlier = takewhile(lambda step: step.id != session.step, flow.steps)
    return [step for step in earlier if is_shown(step, session)]
