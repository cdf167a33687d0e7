"""What each control does: one table of handlers, and which of them still work once a session is over. No IO."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.engine import moves
from bot.engine.answers import Picked, Written
from bot.engine.choices import choices_of
from bot.engine.events import Cleared, Forget, Turn, WentBack
from bot.engine.flow import Check, Flow, Message, UseRegister
from bot.engine.path import has_answers, kept_questions, previous_question, prune
from bot.engine.recap import Explanation
from bot.engine.screen import Button
from bot.engine.screens import words_of
from bot.engine.session import Link, Pane, Session, Stage
from bot.engine.understand import understand
from bot.engine.wording import UNIVERSAL, Control, Notice, Register, Wording

Handler = Callable[[Flow, Session], Turn]


def press(flow: Flow, session: Session, control: Control) -> Turn:
    """Do what the control does. Once a session is over, only help, settings and a new start are left."""
    if session.stage is not Stage.ASKING and control not in _WHEN_OVER:
        return moves.close_pane(flow, session)
    return _HANDLERS[control](flow, session)


def universal_in(flow: Flow, session: Session, text: str) -> str | None:
    """Return the button id of the universal control that the text names exactly; None if it names none."""
    words = words_of(flow, session)
    controls = sorted(control for control in UNIVERSAL if flow.abilities.can(control))
    buttons = [Button(f"~{control}", words.controls[control]) for control in controls]
    return understand(text, buttons, words.understood)


def use_language(flow: Flow, session: Session, locale: str) -> Turn:
    """Go on in another language.

    Nobody who chose easy read is given other words. Before that was asked, a language without easy read is as good.
    """
    register = session.wording.register
    chosen = all(
        step.id in session.answers
        for step in flow.steps
        if any(isinstance(choice.effect, UseRegister) for choice in choices_of(flow, step.id))
    )
    return use_wording(flow, session, Wording(locale, register) if chosen else flow.in_locale(locale, register))


def use_wording(flow: Flow, session: Session, wanted: Wording) -> Turn:
    """Go on in another wording, or say that there is none."""
    if wanted not in flow.words:
        return moves.show(flow, session, Notice.NO_SUCH_WORDING)
    moved = moves.with_wording(flow, replace(session, pane=Pane.STEP, page=0), wanted)
    return moves.show(flow, moved, Notice.REGISTER_CHANGED)


def _back(flow: Flow, session: Session) -> Turn:
    if session.pane is Pane.WRITTEN:
        return _rewrite(flow, session)
    if session.pane is not Pane.STEP:
        return moves.close_pane(flow, session)
    previous = previous_question(flow, session)
    if previous is not None:
        return moves.go_to(flow, session, previous.id)
    if session.door and not has_answers(flow, session):
        return Turn(session, (WentBack(),))
    return moves.show(flow, session, Notice.FIRST)


def _skip(flow: Flow, session: Session) -> Turn:
    step = flow.step(session.step)
    if session.pane is Pane.WRITTEN:
        return moves.done(flow, session)
    if session.pane is not Pane.STEP:
        return moves.close_pane(flow, session)
    if isinstance(step, Check):
        return moves.show(flow, session)
    if isinstance(step, Message):
        return moves.forward(flow, session)
    if isinstance(session.answers.get(step.id), Picked | Written):
        return moves.done(flow, session)
    if step.required:
        return moves.show(flow, session, Notice.NEEDED)
    return moves.skip(flow, session)


def _rewrite(flow: Flow, session: Session) -> Turn:
    return moves.go_to(flow, session, session.step)


def _change(flow: Flow, session: Session) -> Turn:
    if any(step.id in session.answers for step in kept_questions(flow, session)):
        return moves.open_pane(flow, session, Pane.CHANGING)
    return moves.show(flow, session, Notice.NOTHING_YET)


def _stop(flow: Flow, session: Session) -> Turn:
    if has_answers(flow, session):
        return moves.open_pane(flow, session, Pane.STOPPED)
    return moves.end(flow, session, Stage.LEFT)


def _send(flow: Flow, session: Session) -> Turn:
    if session.pane is Pane.STOPPED and session.taken_out:
        # Something was taken out of the last text, and the person stopped before they saw what is left of it.
        return moves.open_pane(flow, session, Pane.WRITTEN)
    fitting, _ = prune(flow, session)
    return moves.end(flow, fitting, Stage.SENT)


def _delete(flow: Flow, session: Session) -> Turn:
    if session.pane is Pane.DELETING:
        return moves.end(flow, session, Stage.DELETED)
    return moves.open_pane(flow, session, Pane.DELETING)


def _delete_text(flow: Flow, session: Session) -> Turn:
    answers = dict(session.answers)
    if isinstance(answers.get(session.step), Written):
        del answers[session.step]
    shown = moves.show(flow, replace(session, answers=answers, pane=Pane.STEP, taken_out=()), Notice.TEXT_DELETED)
    return Turn(shown.session, (Forget(), *shown.events) if flow.abilities.forgets else shown.events)


def _explain(flow: Flow, session: Session) -> Turn:
    return moves.show(flow, session, Explanation(session.step))


def _more(flow: Flow, session: Session) -> Turn:
    return moves.show(flow, replace(session, page=session.page + 1))


def _clear(flow: Flow, session: Session) -> Turn:
    shown = moves.show(flow, session, Notice.CLEARED)
    return Turn(shown.session, (Cleared(), *shown.events))


def _privacy(flow: Flow, session: Session) -> Turn:
    return moves.show(flow, session, Notice.PRIVACY)


def _language(flow: Flow, session: Session) -> Turn:
    if len(flow.locales()) == 1:
        return moves.show(flow, session, Notice.ONE_LANGUAGE)
    return moves.open_pane(flow, session, Pane.LANGUAGE)


def _easy_read(flow: Flow, session: Session) -> Turn:
    return use_wording(flow, session, Wording(session.wording.locale, Register.EASY_READ))


def _standard(flow: Flow, session: Session) -> Turn:
    return use_wording(flow, session, Wording(session.wording.locale, Register.STANDARD))


def _pictures_on(flow: Flow, session: Session) -> Turn:
    return moves.show(flow, replace(session, pictures=True), Notice.PICTURES_ON)


def _pictures_off(flow: Flow, session: Session) -> Turn:
    return moves.show(flow, replace(session, pictures=False), Notice.PICTURES_OFF)


def _withdraw(flow: Flow, session: Session) -> Turn:
    return moves.open_pane(flow, session, Pane.WITHDRAWING)


def _changes(flow: Flow, session: Session) -> Turn:
    return moves.show(flow, session, Notice.CHANGES)


def _help(flow: Flow, session: Session) -> Turn:
    return moves.open_pane(flow, session, Pane.HELP)


def _start_again(_flow: Flow, session: Session) -> Turn:
    link = session.link if session.pane is Pane.RESUME else Link(service=session.service)
    return moves.restart(session, link)


_HANDLERS: Mapping[Control, Handler] = {
    Control.BACK: _back,
    Control.SKIP: _skip,
    Control.AGAIN: moves.show,
    Control.CHANGE: _change,
    Control.STOP: _stop,
    Control.HELP: _help,
    Control.EASY_READ: _easy_read,
    Control.STANDARD: _standard,
    Control.LANGUAGE: _language,
    Control.PICTURES_ON: _pictures_on,
    Control.PICTURES_OFF: _pictures_off,
    Control.PRIVACY: _privacy,
    Control.CLEAR: _clear,
    Control.WITHDRAW: _withdraw,
    Control.CHANGES: _changes,
    Control.CARRY_ON: moves.close_pane,
    Control.DELETE: _delete,
    Control.DELETE_TEXT: _delete_text,
    Control.DONE: moves.done,
    Control.EXPLAIN: _explain,
    Control.KEEP: moves.done,
    Control.LEAVE_OUT: moves.skip,
    Control.MORE: _more,
    Control.NEXT: moves.forward,
    Control.REWRITE: _rewrite,
    Control.SEND: _send,
    Control.START_AGAIN: _start_again,
}

_WHEN_OVER = frozenset(
    {
        Control.HELP,
        Control.EASY_READ,
        Control.STANDARD,
        Control.LANGUAGE,
        Control.PICTURES_ON,
        Control.PICTURES_OFF,
        Control.PRIVACY,
        Control.CLEAR,
        Control.WITHDRAW,
        Control.CHANGES,
        Control.DELETE_TEXT,
        Control.START_AGAIN,
    }
)
