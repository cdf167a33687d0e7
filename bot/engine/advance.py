"""One input in, one turn out. No IO.

A person is in a *stage* (asking, or over: sent, withdrawn, deleted, left), at a *step* of the flow, and in a *pane*
that may cover the step (help, distress, the text as it will be kept, …). An input is first turned into a
button: a tap already is one, words are matched to the buttons on the screen, a command names a control.
Pressing a button then does one of four things:

- a universal control (Back, Skip, Stop, Help, …) works on every screen, in the same way;
- a pane's own control (Keep it, Carry on, Send, …) works while it is on the screen;
- a choice answers the question and goes forward;
- anything else, such as a button of an earlier question, changes nothing and shows the screen again.

Forward always means the first question that is shown and not settled (`bot.engine.path`), so going back or
changing an answer needs no memory of where the person came from.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.engine import controls, moves
from bot.engine.answers import Answer, Picked, Written
from bot.engine.choices import choices_of, fits, leads_to
from bot.engine.distress import sounds_distressed
from bot.engine.events import Turn
from bot.engine.flow import Flow, FreeText, PickMany, Service, Step, UseRegister, WhichService
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.inputs import Arrived, Command, Input, NotKept, Repeated, Tap, Typed, Withdrawn
from bot.engine.path import has_answers
from bot.engine.plain import plain
from bot.engine.screen import Button
from bot.engine.screens import PICK, UNPICK, choice_buttons, key, screen, words_of
from bot.engine.session import Link, Pane, Session, Stage
from bot.engine.understand import understand, understand_many
from bot.engine.wording import UNIVERSAL, Control, Notice, Register, Wording

TEXT_LIMIT = 4000
"""How many characters of one free-text answer are kept."""

_ANSWERING = frozenset({Pane.STEP, Pane.HELP, Pane.LANGUAGE, Pane.WRITTEN})
"""The panes under which words that mean none of their buttons are taken as an answer to the step."""

_WRITING = _ANSWERING | {Pane.DISTRESS}
"""The panes under which words on a free-text question are kept."""


def start(
    flow: Flow,
    *,
    nonce: str,
    wording: Wording,
    pictures: bool | None = None,
    service: Service | None = None,
    link: Link | None = None,
    door: bool = False,
    notice: Notice | None = None,
) -> Turn:
    """Begin a flow: its first messages and its first question.

    A link's service is known from the start, and its flow answers the question that leads to it, so that neither is
    asked again. `notice` comes before the first question.
    """
    came_by = link or Link()
    session = Session(
        flow=flow.id,
        revision=flow.revision,
        nonce=nonce,
        wording=flow.nearest(wording),
        step=flow.steps[0].id,
        pictures=pictures,
        service=came_by.service or service,
        answers=_known_answers(flow, None, opens=came_by.flow),
        door=door,
    )
    return moves.forward(flow, session, *(() if notice is None else (notice,)))


def reopen(flow: Flow, *, nonce: str, settings: Session) -> Turn:
    """Show again the question of a flow that led to another, with the settings of that other session."""
    session = Session(
        flow=flow.id,
        revision=flow.revision,
        nonce=nonce,
        wording=flow.nearest(settings.wording),
        step=flow.steps[0].id,
        pictures=settings.pictures,
        service=settings.service,
        answers=_known_answers(flow, settings.service, register=settings.wording.register),
    )
    return moves.forward(flow, session)


def advance(flow: Flow, session: Session, given: Input) -> Turn:
    """Return the session after the input, and what happened.

    Never raises for anything a respondent does. The flow must be the revision the session was begun on, or
    the session first brought to it with `rebase`.
    """
    match given:
        case Tap():
            return _tap(flow, session, given)
        case Typed():
            return _typed(flow, session, given)
        case Command(control):
            return _asked(flow, session, control)
        case Arrived(link):
            return _arrived(flow, session, link)
        case NotKept(notice):
            return moves.show(flow, session, notice)
        case Withdrawn(matched):
            return _withdrawn(flow, session, matched=matched)
        case Repeated():
            return Turn(session, moves.recall(flow, session))
    assert_never(given)


def thank(flow: Flow, session: Session, *, code: str, until: str) -> Turn:
    """Say thank you for what was sent, and give the code that withdraws it until that day, as `2026-04-08`."""
    over = replace(session, code=code, until=until)
    return Turn(over, moves.recall(flow, over))


def draft(flow: Flow, session: Session) -> str | None:
    """Return the text that more words would be added to: redact it together with them.

    None where words are not kept, because the person is not at a free-text question.
    """
    if not _takes_text(flow, session):
        return None
    answer = session.answers.get(session.step)
    return answer.text if session.pane is not Pane.STEP and isinstance(answer, Written) else ""


def rebase(flow: Flow, session: Session) -> Turn:
    """Bring a session to another revision of its flow, keeping every answer that still has its place."""
    answers = {step: answer for step, answer in session.answers.items() if fits(flow, step, answer)}
    moved = replace(
        session,
        revision=flow.revision,
        wording=flow.nearest(session.wording),
        answers=answers,
        shown_messages=tuple(step for step in session.shown_messages if flow.has(step)),
        pane=Pane.STEP,
        step=session.step if flow.has(session.step) else flow.steps[0].id,
    )
    return moves.forward(flow, moved, Notice.CHANGED)


def _asked(flow: Flow, session: Session, control: Control) -> Turn:
    universal = control in UNIVERSAL and flow.abilities.can(control)
    if universal or any(button.id == f"~{control}" for button in screen(flow, session).controls):
        return controls.press(flow, session, control)
    return _not_understood(flow, session)


def _tap(flow: Flow, session: Session, tap: Tap) -> Turn:
    control = _control(tap.button)
    if tap.key == key(session):
        shown = screen(flow, session)
        if any(tap.button == button.id for button in shown.buttons):
            return _press(flow, session, tap.button)
        toggles = tap.button.endswith((PICK, UNPICK))
        if toggles and any(tap.button[:-1] == button.id[:-1] for button in shown.choices):
            return moves.redraw(flow, session)
    if control in {Control.STOP, Control.HELP}:
        return controls.press(flow, session, control)
    return moves.show(flow, session, Notice.OLD_BUTTON)


def _press(flow: Flow, session: Session, button: str) -> Turn:
    control = _control(button)
    if control is not None:
        return controls.press(flow, session, control)
    if session.pane is Pane.CHANGING:
        return moves.go_to(flow, session, StepId(button))
    if session.pane is Pane.LANGUAGE:
        return controls.use_language(flow, session, button)
    return moves.pick(flow, session, button)


def _typed(flow: Flow, session: Session, typed: Typed) -> Turn:
    if sounds_distressed(typed.raw, words_of(flow, session)):
        return _distressed(flow, session, typed)
    if session.pane is Pane.STEP and session.stage is Stage.ASKING:
        return _answer_in_words(flow, session, typed)
    shown = screen(flow, session)
    button = _meant(flow, session, typed.raw, choices=shown.choices, offered=shown.controls)
    if button is not None:
        return _press(flow, session, button)
    if session.stage is Stage.ASKING and session.pane in _ANSWERING:
        return _answer_in_words(flow, session, typed)
    if _takes_text(flow, session) and typed.kept.strip():
        return moves.show(flow, _with_text(session, typed))
    if session.pane is Pane.WITHDRAWING:
        return _withdrawn(flow, session, matched=False)
    return _not_understood(flow, session)


def _answer_in_words(flow: Flow, session: Session, typed: Typed) -> Turn:
    words = words_of(flow, session)
    step = flow.step(session.step)
    asked = replace(session, pane=Pane.STEP)
    offered = screen(flow, asked).controls
    choices = _choices_meant(flow, asked, step, typed.raw)
    if isinstance(step, PickMany) and (several := understand_many(typed.raw, choices, words.understood)):
        return moves.pick_several(flow, asked, step, several)
    if isinstance(step, FreeText):
        if (control := understand(typed.raw, offered, words.understood)) is not None:
            return _press(flow, session, control)
        return _wrote(flow, session, typed)
    button = _meant(flow, asked, typed.raw, choices=choices, offered=offered)
    return _not_understood(flow, session) if button is None else _press(flow, asked, button)


def _choices_meant(flow: Flow, session: Session, step: Step, text: str) -> Sequence[Button]:
    """Return the choices that words may name: every one; but a number counts those on the screen."""
    if isinstance(step, WhichService) and plain(text).isdecimal():
        return screen(flow, session).choices
    return choice_buttons(flow, session, step)


def _meant(
    flow: Flow, session: Session, text: str, *, choices: Sequence[Button], offered: Sequence[Button]
) -> str | None:
    phrases = words_of(flow, session).understood
    choice = understand(text, choices, phrases, loosely=True)
    return choice or understand(text, offered, phrases) or controls.universal_in(flow, session, text)


def _wrote(flow: Flow, session: Session, typed: Typed) -> Turn:
    if not typed.kept.strip():
        return _not_understood(flow, session)
    written = replace(_with_text(session, typed), pane=Pane.WRITTEN)
    too_long = len(typed.kept.strip()) > TEXT_LIMIT
    return moves.show(flow, written, *((Notice.TOO_LONG,) if too_long else ()))


def _distressed(flow: Flow, session: Session, typed: Typed) -> Turn:
    kept = _with_text(session, typed) if _takes_text(flow, session) and typed.kept.strip() else session
    return moves.show(flow, replace(kept, pane=Pane.DISTRESS, page=0))


def _with_text(session: Session, typed: Typed) -> Session:
    answers = {**session.answers, session.step: Written(typed.kept.strip()[:TEXT_LIMIT])}
    return replace(session, answers=answers, taken_out=typed.taken_out)


def _arrived(flow: Flow, session: Session, link: Link) -> Turn:
    if session.stage is Stage.ASKING and (has_answers(flow, session) or session.door):
        return moves.show(flow, replace(session, pane=Pane.RESUME, link=link, page=0))
    return moves.restart(session, link)


def _withdrawn(flow: Flow, session: Session, *, matched: bool) -> Turn:
    if matched and session.stage is Stage.SENT:
        return moves.end(flow, session, Stage.WITHDRAWN)
    notice = Notice.WITHDRAWN if matched else Notice.NOT_WITHDRAWN
    closed = moves.close_pane(flow, session).session if matched else session
    return moves.show(flow, closed, notice)


def _not_understood(flow: Flow, session: Session) -> Turn:
    return moves.show(flow, session, Notice.NOT_UNDERSTOOD)


def _takes_text(flow: Flow, session: Session) -> bool:
    writing = session.stage is Stage.ASKING and session.pane in _WRITING
    return writing and isinstance(flow.step(session.step), FreeText)


def _known_answers(
    flow: Flow, service: Service | None, *, register: Register | None = None, opens: FlowId | None = None
) -> dict[StepId, Answer]:
    known: dict[StepId, Answer] = {}
    for step in flow.steps:
        if isinstance(step, WhichService) and service in step.services and service is not None:
            known[step.id] = Picked((ChoiceId(service.code),))
        for choice in choices_of(flow, step.id):
            leads = opens is not None and leads_to(choice) == opens
            if leads or (register is not None and choice.effect == UseRegister(register)):
                known[step.id] = Picked((choice.id,))
    return known


def _control(button: str) -> Control | None:
    name = button.removeprefix("~")
    return Control(name) if name != button and name in set(Control) else None
