"""Moving through a flow: showing, going forward, answering. No IO."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.changes import changes_text
from bot.engine.events import CodeGiven, Event, Finished, Opened, Redraw, Restarted, Say, Settle, Show, Turn
from bot.engine.flow import (
    Choice,
    EndHere,
    Flow,
    FreeText,
    Message,
    OpenFlow,
    PickMany,
    PickOne,
    Scale,
    UseRegister,
    WhichService,
    is_question,
)
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.path import has_answers, is_shown, messages_before, next_step, prune
from bot.engine.screens import PICK, answer_text, filled, picture_of, screen, title, words_of
from bot.engine.session import Link, Pane, Session, Stage
from bot.engine.wording import Notice, Wording

MESSAGES_IN_A_ROW = 3
"""How many messages a person gets at once; before more, they are asked to go on."""


def show(flow: Flow, session: Session, *, lead: str = "") -> Turn:
    """Show the present screen, changing nothing."""
    given = (CodeGiven(),) if session.code and session.pane is Pane.STEP else ()
    return Turn(session, (Show(screen(flow, session, lead)), *given))


def show_anew(flow: Flow, session: Session) -> Turn:
    """Show the present screen with what led up to it, as if for the first time."""
    if session.stage is not Stage.ASKING and session.pane is Pane.STEP:
        return Turn(session, farewell(flow, session))
    before = messages_before(flow, session)[-(MESSAGES_IN_A_ROW - 1) :] if session.pane is Pane.STEP else ()
    return Turn(session, (*_say(flow, session, before), Show(screen(flow, session))))


def open_pane(flow: Flow, session: Session, pane: Pane) -> Turn:
    """Lay a pane over the step."""
    return show(flow, replace(session, pane=pane, page=0))


def close_pane(flow: Flow, session: Session) -> Turn:
    """Show the step again; after free text, the text as it will be kept."""
    return show(flow, replace(session, pane=_beneath(flow, session), page=0))


def go_to(flow: Flow, session: Session, step: StepId) -> Turn:
    """Show another step of the flow."""
    return show(flow, replace(session, step=step, pane=Pane.STEP, page=0, taken_out=()))


def forward(flow: Flow, session: Session, *, lead: str = "", before: tuple[Event, ...] = ()) -> Turn:
    """Go to the next step that is not settled, telling the messages on the way."""
    pruned, dropped = prune(flow, replace(session, pane=Pane.STEP, page=0, taken_out=()))
    leads = [lead, _dropped_text(flow, pruned, dropped)]
    told: list[Message] = []
    going = pruned
    while isinstance(step := next_step(flow, going), Message):
        going = replace(going, step=step.id, told=(*going.told, step.id))
        told.append(step)
        if len(told) == MESSAGES_IN_A_ROW:
            says = _say(flow, going, told[:-1])
            return Turn(going, (*before, *says, Show(screen(flow, going, _joined(leads)))))
    says = _say(flow, going, told)
    if step is None:
        return _at_the_end(flow, going, (*before, *says))
    going = replace(going, step=step.id)
    return Turn(going, (*before, *says, Show(screen(flow, going, _joined(leads)))))


def pick(flow: Flow, session: Session, button: str) -> Turn:
    """Answer the present question with the choice of this button."""
    step = flow.step(session.step)
    if isinstance(step, PickMany):
        return _toggle(flow, session, step, button)
    if isinstance(step, WhichService):
        service = next(each for each in step.services if each.code == button)
        session = replace(session, service=service)
    picked = replace(session, answers={**session.answers, step.id: Picked((ChoiceId(button),))})
    settled = _settled(flow, picked, step.id)
    effect = next((choice.effect for choice in choices_of(flow, step.id) if choice.id == button), None)
    match effect:
        case None | OpenFlow():
            return forward(flow, picked, before=settled)
        case UseRegister(register):
            return forward(flow, with_wording(flow, picked, Wording(picked.wording.locale, register)), before=settled)
        case EndHere() if has_answers(flow, session):
            return open_pane(flow, session, Pane.STOPPED)
        case EndHere():
            return end(flow, picked, Stage.LEFT, before=settled)
    assert_never(effect)


def pick_several(flow: Flow, session: Session, step: PickMany, buttons: Sequence[str]) -> Turn:
    """Add these choices to a pick-many answer and stay on the question."""
    picked = session
    for button in buttons:
        picked = _with_toggled(picked, step, button, on=True)
    return show(flow, picked)


def done(flow: Flow, session: Session) -> Turn:
    """Leave a question with the answer it has."""
    return forward(flow, session, before=_settled(flow, session, session.step))


def skip(flow: Flow, session: Session) -> Turn:
    """Leave the present question without an answer, or take its answer out."""
    skipped = replace(session, answers={**session.answers, session.step: Skipped()})
    return forward(flow, skipped, before=_settled(flow, skipped, session.step))


def end(flow: Flow, session: Session, stage: Stage, *, before: tuple[Event, ...] = ()) -> Turn:
    """End the session. What it held is gone from it; where it was sent, `Finished` carries it and nothing is shown."""
    over = replace(session, stage=stage, pane=Pane.STEP, answers={}, told=(), taken_out=(), page=0, code="", until="")
    if stage is Stage.SENT:
        return Turn(over, (*before, Finished(session)))
    return Turn(over, (*before, *farewell(flow, over)))


def farewell(flow: Flow, session: Session) -> tuple[Event, ...]:
    """Say what became of the answers, after sending also what others led to, and where help is."""
    words = words_of(flow, session)
    over, help_card = screen(flow, session), words.notices[Notice.HELP]
    if session.stage is not Stage.SENT:
        return (Show(replace(over, help=help_card)),)
    # The thank-you and what was changed are one message, so that never more than three come in a row.
    thanks = Say(_joined([words.notices[Notice.SENT], changes_text(flow, session)]))
    closing = Show(replace(over, question="", quote=None, help=help_card))
    return (thanks, closing) if over.quote is None else (thanks, Say(over.quote.joined()), closing, CodeGiven())


def restart(session: Session, link: Link) -> Turn:
    """Leave this session for a new one."""
    return Turn(session, (Restarted(link),))


def with_wording(flow: Flow, session: Session, wanted: Wording) -> Session:
    """Return the session in another wording, on a step that is shown in it.

    A session that is over may be of an earlier revision, without its step, so there the step stays as it is.
    """
    moved = replace(session, wording=flow.nearest(wanted))
    if moved.stage is not Stage.ASKING or is_shown(flow.step(moved.step), moved):
        return moved
    step = next_step(flow, moved)
    return moved if step is None else replace(moved, step=step.id)


def choices_of(flow: Flow, step: StepId) -> tuple[Choice, ...]:
    """Return the step's own choices; a service step has none of its own."""
    found = flow.step(step)
    return found.choices if isinstance(found, PickOne | Scale | PickMany) else ()


def fits(flow: Flow, step: StepId, answer: Answer) -> bool:
    """Tell whether an answer can stand at this step of this flow."""
    if not flow.has(step) or not is_question(flow.step(step)):
        return False
    asked = flow.step(step)
    match answer:
        case Skipped():
            return True
        case Written():
            return isinstance(asked, FreeText)
        case Picked((_,)) if isinstance(asked, WhichService):
            return True
        case Picked(picked):
            few_enough = len(picked) == 1 or isinstance(asked, PickMany)
            return few_enough and set(picked) <= {choice.id for choice in choices_of(flow, step)}
    assert_never(answer)


def leads_to(choice: Choice) -> FlowId | None:
    """Return the flow that a choice opens."""
    return choice.effect.flow if isinstance(choice.effect, OpenFlow) else None


def _beneath(flow: Flow, session: Session) -> Pane:
    wrote = isinstance(session.answers.get(session.step), Written)
    asking = session.stage is Stage.ASKING
    return Pane.WRITTEN if asking and wrote and isinstance(flow.step(session.step), FreeText) else Pane.STEP


def _toggle(flow: Flow, session: Session, step: PickMany, button: str) -> Turn:
    toggled = _with_toggled(session, step, button[:-1], on=button.endswith(PICK))
    return Turn(toggled, (Redraw(screen(flow, toggled)),))


def _with_toggled(session: Session, step: PickMany, button: str, *, on: bool) -> Session:
    answer = session.answers.get(step.id)
    before = set(answer.choices) if isinstance(answer, Picked) else set()
    alone = {choice.id for choice in step.choices if choice.alone}
    after = before - {button}
    if on:
        after = {ChoiceId(button)} if button in alone else (before - alone) | {ChoiceId(button)}
    answers = {each: given for each, given in session.answers.items() if each != step.id}
    if after:
        answers[step.id] = Picked(tuple(choice.id for choice in step.choices if choice.id in after))
    return replace(session, answers=answers)


def _at_the_end(flow: Flow, session: Session, before: tuple[Event, ...]) -> Turn:
    for step, answer in session.answers.items():
        picked = answer.choices if isinstance(answer, Picked) else ()
        for choice in choices_of(flow, step):
            opened = leads_to(choice)
            if choice.id in picked and opened is not None:
                return Turn(session, (*before, Opened(opened)))
    return end(flow, session, Stage.LEFT, before=before)


def _settled(flow: Flow, session: Session, step: StepId) -> tuple[Event, ...]:
    notices = words_of(flow, session).notices
    answer = session.answers[step]
    if isinstance(answer, Skipped):
        return (Settle(notices[Notice.SKIPPED]),)
    text = answer_text(flow, session, flow.step(step), answer)
    return (Settle(notices[Notice.YOU_SAID].replace("{answer}", text)),)


def _say(flow: Flow, session: Session, messages: Iterable[Message]) -> tuple[Event, ...]:
    words = words_of(flow, session)
    return tuple(
        Say(
            filled(words.steps[message.id].prompt, words, session).strip(),
            picture_of(flow, session, message.picture),
        )
        for message in messages
    )


def _dropped_text(flow: Flow, session: Session, dropped: Sequence[StepId]) -> str:
    words = words_of(flow, session)
    titles = words.conventions.listed(title(flow, session, step) for step in dropped if title(flow, session, step))
    return words.notices[Notice.DROPPED].replace("{titles}", titles) if titles else ""


def _joined(leads: Iterable[str]) -> str:
    return "\n\n".join(lead for lead in leads if lead)
