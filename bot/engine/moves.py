"""Moving through a flow: showing, going forward, answering, ending. No IO."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.engine.answers import Picked, Skipped, Written
from bot.engine.changes import changes_text
from bot.engine.choices import choices_of, leads_to, with_toggled
from bot.engine.events import CodeGiven, Event, Finished, Opened, Redraw, Restarted, Say, Settle, Show, Turn
from bot.engine.flow import (
    EndHere,
    Flow,
    FreeText,
    Message,
    OpenFlow,
    PickMany,
    UseRegister,
    WhichService,
)
from bot.engine.ids import ChoiceId, StepId
from bot.engine.path import has_answers, is_shown, messages_before, next_step, prune
from bot.engine.recap import DroppedAnswers, Recap, Remark
from bot.engine.remarks import notice_text
from bot.engine.screens import PICK, answer_text, filled, picture_of, screen, words_of
from bot.engine.session import Link, Pane, Session, Stage
from bot.engine.wording import Notice, Wording

MESSAGES_IN_A_ROW = 3
"""How many messages a person gets at once; before more, they are asked to go on."""

NOTHING_SAID = Recap()


def show(flow: Flow, session: Session, *remarks: Remark) -> Turn:
    """Show the present screen with remarks about the input, changing nothing."""
    shown = replace(session, recap=Recap(remarks=remarks))
    return Turn(shown, recall(flow, shown))


def redraw(flow: Flow, session: Session) -> Turn:
    """Show that only the marks on the buttons changed."""
    marked = replace(session, recap=NOTHING_SAID)
    return Turn(marked, (Redraw(screen(flow, marked)),))


def recall(flow: Flow, session: Session) -> tuple[Event, ...]:
    """Say again what the last turn said, and show the present screen."""
    recap = session.recap or _assumed_recap(flow, session)
    return (*_confirmation(flow, session, recap), *_shown(flow, session, recap))


def announce(flow: Flow, turn: Turn, notice: Notice) -> Turn:
    """Return the turn with a notice as its first message."""
    recap = replace(turn.session.recap or NOTHING_SAID, announcement=notice)
    text = words_of(flow, turn.session).notices[notice]
    return Turn(replace(turn.session, recap=recap), (Say(text), *turn.events))


def carry_confirmation(earlier: Session, begun: Turn) -> Turn:
    """Return the first turn of a flow, with the confirmation of the answer that led to it in its recap."""
    confirmation = (earlier.recap or NOTHING_SAID).confirmation
    recap = replace(begun.session.recap or NOTHING_SAID, confirmation=confirmation)
    return Turn(replace(begun.session, recap=recap), begun.events)


def open_pane(flow: Flow, session: Session, pane: Pane) -> Turn:
    """Open a pane over the step."""
    return show(flow, replace(session, pane=pane, page=0))


def close_pane(flow: Flow, session: Session) -> Turn:
    """Show the step again; after free text, the text as it will be kept."""
    return show(flow, replace(session, pane=_pane_beneath(flow, session), page=0))


def go_to(flow: Flow, session: Session, step: StepId) -> Turn:
    """Show another step of the flow."""
    return show(flow, replace(session, step=step, pane=Pane.STEP, page=0, taken_out=()))


def forward(flow: Flow, session: Session, *remarks: Remark, recap: Recap = NOTHING_SAID) -> Turn:
    """Go to the next step that is not settled, showing the messages on the way.

    `recap` holds the confirmation of the answer that was just given.
    """
    pruned, dropped = prune(flow, replace(session, pane=Pane.STEP, page=0, taken_out=()))
    if dropped:
        remarks = (*remarks, DroppedAnswers(dropped))
    messages: list[StepId] = []
    going = pruned
    while isinstance(step := next_step(flow, going), Message):
        going = replace(going, step=step.id, shown_messages=(*going.shown_messages, step.id))
        if len(messages) == MESSAGES_IN_A_ROW - 1:
            break
        messages.append(step.id)
    recap = replace(recap, messages=tuple(messages), remarks=remarks)
    if step is None:
        return _at_the_end(flow, going, recap)
    shown = replace(going, step=step.id, recap=recap)
    return Turn(shown, recall(flow, shown))


def pick(flow: Flow, session: Session, button: str) -> Turn:
    """Answer the present question with the choice of this button."""
    step = flow.step(session.step)
    if isinstance(step, PickMany):
        return _toggle(flow, session, step, button)
    if isinstance(step, WhichService):
        service = next(service for service in step.services if service.code == button)
        session = replace(session, service=service)
    picked = replace(session, answers={**session.answers, step.id: Picked((ChoiceId(button),))})
    recap = _confirmed(flow, picked, step.id)
    effect = next((choice.effect for choice in choices_of(flow, step.id) if choice.id == button), None)
    match effect:
        case None | OpenFlow():
            return forward(flow, picked, recap=recap)
        case UseRegister(register):
            return forward(flow, with_wording(flow, picked, Wording(picked.wording.locale, register)), recap=recap)
        case EndHere() if has_answers(flow, session):
            return open_pane(flow, session, Pane.STOPPED)
        case EndHere():
            return end(flow, picked, Stage.LEFT, recap=recap)
    assert_never(effect)


def pick_several(flow: Flow, session: Session, step: PickMany, buttons: Sequence[str]) -> Turn:
    """Add these choices to a pick-many answer and stay on the question."""
    picked = session
    for button in buttons:
        picked = with_toggled(picked, step, button, on=True)
    return show(flow, picked)


def done(flow: Flow, session: Session) -> Turn:
    """Leave a question with the answer it has."""
    return forward(flow, session, recap=_confirmed(flow, session, session.step))


def skip(flow: Flow, session: Session) -> Turn:
    """Leave the present question without an answer, or take its answer out."""
    skipped = replace(session, answers={**session.answers, session.step: Skipped()})
    return forward(flow, skipped, recap=_confirmed(flow, skipped, session.step))


def end(flow: Flow, session: Session, stage: Stage, *, recap: Recap = NOTHING_SAID) -> Turn:
    """End the session and empty it. If it was sent, `Finished` carries what it held and nothing is shown."""
    over = replace(
        session,
        stage=stage,
        pane=Pane.STEP,
        answers={},
        shown_messages=(),
        taken_out=(),
        page=0,
        code="",
        until="",
        recap=replace(recap, farewell=True),
    )
    if stage is Stage.SENT:
        return Turn(over, (Finished(session),))
    # The confirmation may quote an answer, so it needs the session that still has it.
    return Turn(over, (*_confirmation(flow, session, recap), *_shown(flow, over, replace(recap, farewell=True))))


def _farewell(flow: Flow, session: Session) -> tuple[Event, ...]:
    """Say what became of the answers, after sending also what others led to, and where help is."""
    words = words_of(flow, session)
    over, help_card = screen(flow, session), words.notices[Notice.HELP]
    if session.stage is not Stage.SENT:
        return (Show(replace(over, help=help_card)),)
    # The thank-you and what was changed are one message, so that never more than three come in a row.
    changes = changes_text(flow, session)
    thanks = Say("\n\n".join((words.notices[Notice.SENT], changes)) if changes else words.notices[Notice.SENT])
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


def _pane_beneath(flow: Flow, session: Session) -> Pane:
    wrote = isinstance(session.answers.get(session.step), Written)
    asking = session.stage is Stage.ASKING
    return Pane.WRITTEN if asking and wrote and isinstance(flow.step(session.step), FreeText) else Pane.STEP


def _toggle(flow: Flow, session: Session, step: PickMany, button: str) -> Turn:
    toggled = with_toggled(session, step, button[:-1], on=button.endswith(PICK))
    return redraw(flow, toggled)


def _at_the_end(flow: Flow, session: Session, recap: Recap) -> Turn:
    for step, answer in session.answers.items():
        picked = answer.choices if isinstance(answer, Picked) else ()
        for choice in choices_of(flow, step):
            opened = leads_to(choice)
            if choice.id in picked and opened is not None:
                shown = (*_confirmation(flow, session, recap), *_messages(flow, session, recap))
                return Turn(replace(session, recap=recap), (*shown, Opened(opened)))
    return end(flow, session, Stage.LEFT, recap=recap)


def _confirmed(flow: Flow, session: Session, step: StepId) -> Recap:
    notices, answer = words_of(flow, session).notices, session.answers[step]
    match answer:
        case Skipped():
            return Recap(confirmation=notices[Notice.SKIPPED])
        case Written():
            return Recap(written=step)
        case Picked():
            text = answer_text(flow, session, flow.step(step), answer)
            return Recap(confirmation=notices[Notice.YOU_SAID].replace("{answer}", text))
    assert_never(answer)


def _confirmation(flow: Flow, session: Session, recap: Recap) -> tuple[Event, ...]:
    if recap.confirmation:
        return (Settle(recap.confirmation),)
    if recap.written is None or recap.written not in session.answers:
        return ()
    text = answer_text(flow, session, flow.step(recap.written), session.answers[recap.written])
    return (Settle(words_of(flow, session).notices[Notice.YOU_SAID].replace("{answer}", text)),)


def _messages(flow: Flow, session: Session, recap: Recap) -> tuple[Event, ...]:
    words = words_of(flow, session)
    announced = () if recap.announcement is None else (Say(words.notices[recap.announcement]),)
    # A session that is over may be of an earlier revision, so a message can be gone.
    messages = [flow.step(message) for message in recap.messages if flow.has(message)]
    return announced + tuple(
        Say(
            filled(words.steps[message.id].prompt, words, session).strip(),
            picture_of(flow, session, message.picture),
        )
        for message in messages
    )


def _shown(flow: Flow, session: Session, recap: Recap) -> tuple[Event, ...]:
    messages = _messages(flow, session, recap)
    if recap.farewell:
        return (*messages, *_farewell(flow, session))
    shown = Show(screen(flow, session, notice_text(flow, session, recap.remarks)))
    given = (CodeGiven(),) if session.code and session.pane is Pane.STEP else ()
    return (*messages, shown, *given)


def _assumed_recap(flow: Flow, session: Session) -> Recap:
    """Return a recap for a session that an earlier version stored without one: the messages directly before it."""
    if session.pane is not Pane.STEP:
        return NOTHING_SAID
    if session.stage is not Stage.ASKING:
        return Recap(farewell=True)
    messages = messages_before(flow, session)[-(MESSAGES_IN_A_ROW - 1) :]
    return Recap(messages=tuple(message.id for message in messages))
