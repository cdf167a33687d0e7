"""The screen for a session, built from the flow's words. No IO.

The same session always gives the same screen, so a screen can be shown again at any time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.flow import (
    Check,
    Flow,
    FreeText,
    Message,
    PickMany,
    Question,
    Step,
    WhichService,
)
from bot.engine.ids import PictureId, StepId
from bot.engine.paging import has_pages, on_page
from bot.engine.path import has_answers, kept_questions, progress
from bot.engine.screen import AnswerRow, Button, Picture, Quote, Screen, Summary
from bot.engine.screen_controls import help_controls, question_controls
from bot.engine.session import Pane, Session, Stage
from bot.engine.wording import Control, Notice, Words

PICK, UNPICK = "+", "-"
"""The id of a pick-many button ends with what it does, so that a double tap does not undo itself."""

_OVER = {
    Stage.SENT: Notice.ALREADY_SENT,
    Stage.WITHDRAWN: Notice.WITHDRAWN,
    Stage.DELETED: Notice.DELETED,
    Stage.LEFT: Notice.LEFT,
}

_PLAIN: Mapping[Pane, tuple[Notice, list[Control]]] = {
    Pane.STOPPED: (Notice.STOPPED, [Control.SEND, Control.DELETE, Control.CARRY_ON, Control.HELP]),
    Pane.DELETING: (Notice.DELETING, [Control.DELETE, Control.CARRY_ON, Control.HELP]),
    Pane.RESUME: (Notice.RESUME, [Control.CARRY_ON, Control.START_AGAIN, Control.HELP]),
    Pane.WITHDRAWING: (Notice.WITHDRAW, [Control.CARRY_ON, Control.HELP]),
}
"""Panes of one notice and some controls."""


def screen(flow: Flow, session: Session, notice: str = "") -> Screen:
    """Return the present screen. `notice` is about what the person just did: "I did not understand that"."""
    return replace(_pane_screen(flow, session), notice=notice)


def words_of(flow: Flow, session: Session) -> Words:
    """Return the words the session is held in."""
    return flow.words[session.wording]


def key(session: Session) -> str:
    """Return the key of the session's present screen. A button from any other screen carries another."""
    if session.stage is not Stage.ASKING and session.pane is Pane.STEP:
        return f"{session.nonce}.~{session.stage}"
    pane = "" if session.pane is Pane.STEP else f"~{session.pane}"
    return f"{session.nonce}.{session.step}{pane}"


def title(flow: Flow, session: Session, step: StepId) -> str:
    """Return the step's short name."""
    return words_of(flow, session).steps[step].title


def answer_text(flow: Flow, session: Session, step: Step, answer: Answer) -> str:
    """Return an answer in the words of the session's wording."""
    words = words_of(flow, session)
    match answer:
        case Picked(choices):
            labels = {button.id: button.label for button in choice_buttons(flow, session, step)}
            picked = [labels[choice] for choice in choices if choice in labels]
            return words.conventions.listed(map(words.conventions.apart, picked))
        case Written(text):
            return f"“{words.conventions.apart(text)}”"
        case Skipped():
            return words.notices[Notice.SKIPPED]
    assert_never(answer)


def code_quote(words: Words, session: Session) -> Quote | None:
    """Return the withdrawal code with its last day; None once the person has seen it."""
    if not session.code:
        return None
    template = words.notices[Notice.CODE].replace("{date}", words.conventions.day(session.until))
    return Quote.filled(template, "{code}", words.conventions.apart(session.code))


def choice_buttons(flow: Flow, session: Session, step: Step) -> tuple[Button, ...]:
    """Return a button for each choice of the step, whatever is picked."""
    if isinstance(step, WhichService):
        return tuple(Button(service.code, service.name) for service in step.services)
    if isinstance(step, Message | Check | FreeText):
        return ()
    labels = words_of(flow, session).steps[step.id].labels
    return tuple(Button(choice.id, labels[choice.id], _emoji(flow, session, choice.picture)) for choice in step.choices)


def _pane_screen(flow: Flow, session: Session) -> Screen:
    notices = words_of(flow, session).notices
    carry_on = [Control.CARRY_ON, Control.STOP, Control.HELP]
    match session.pane:
        case Pane.STEP if session.stage is Stage.ASKING:
            return _step_screen(flow, session, flow.step(session.step))
        case Pane.STEP:
            return _over_screen(flow, session)
        case Pane.WRITTEN:
            controls = [Control.KEEP, Control.REWRITE, Control.LEAVE_OUT, Control.STOP, Control.HELP]
            return replace(_screen(flow, session, controls), quote=_written_quote(flow, session))
        case Pane.DISTRESS:
            distress = _screen(flow, session, [Control.CARRY_ON, Control.STOP, Control.DELETE_TEXT])
            return replace(distress, question=notices[Notice.DISTRESS], help=notices[Notice.HELP])
        case Pane.HELP:
            return replace(_screen(flow, session, help_controls(flow, session)), help=notices[Notice.HELP])
        case Pane.CHANGING:
            buttons = tuple(
                Button(step.id, title(flow, session, step.id), _emoji(flow, session, step.picture))
                for step in kept_questions(flow, session)
                if step.id in session.answers
            )
            more = [Control.MORE] if has_pages(flow, buttons) else []
            changing = _screen(flow, session, more + carry_on, choices=on_page(flow, session, buttons))
            return replace(changing, question=notices[Notice.CHANGE])
        case Pane.LANGUAGE:
            buttons = tuple(Button(locale, _language(flow, locale)) for locale in flow.locales())
            language = _screen(flow, session, carry_on, choices=buttons)
            return replace(language, question=notices[Notice.LANGUAGE])
        case Pane.STOPPED | Pane.DELETING | Pane.RESUME | Pane.WITHDRAWING as pane:
            notice, controls = _PLAIN[pane]
            return replace(_screen(flow, session, controls), question=notices[notice])
    assert_never(session.pane)


def _over_screen(flow: Flow, session: Session) -> Screen:
    words = words_of(flow, session)
    changing = [Control.WITHDRAW] if session.stage is Stage.SENT else []
    over = _screen(flow, session, [Control.START_AGAIN, *changing, Control.CLEAR, Control.HELP])
    return replace(over, question=words.notices[_OVER[session.stage]], quote=code_quote(words, session))


def _step_screen(flow: Flow, session: Session, step: Step) -> Screen:
    if isinstance(step, Check):
        return _check_screen(flow, session, step)
    words = words_of(flow, session)
    step_words = words.steps[step.id]
    asking = replace(
        _screen(flow, session, [Control.NEXT, Control.STOP, Control.HELP]),
        progress=_progress_text(flow, session, words),
        question=filled(step_words.prompt, words, session),
        hint=filled(step_words.hint, words, session),
        picture=picture_of(flow, session, step.picture),
    )
    if isinstance(step, Message):
        return asking
    answer = session.answers.get(step.id)
    explain = [Control.EXPLAIN] if step_words.explain else []
    return replace(
        asking,
        reminder=words.notices[Notice.NO_NAMES] if isinstance(step, FreeText) else "",
        quote=_answer_so_far(flow, session, step, answer),
        choices=tuple(_offered(flow, session, step, answer)),
        controls=_buttons(flow, session, [*explain, *question_controls(flow, session, step, answer)]),
    )


def _answer_so_far(flow: Flow, session: Session, step: Question, answer: Answer | None) -> Quote | None:
    picked = isinstance(answer, Picked) and not isinstance(step, PickMany)
    if answer is None or not (picked or isinstance(answer, Written)):
        return None
    so_far = words_of(flow, session).notices[Notice.SO_FAR]
    return Quote.filled(so_far, "{answer}", answer_text(flow, session, step, answer))


def _check_screen(flow: Flow, session: Session, step: Check) -> Screen:
    notices, picture = words_of(flow, session).notices, picture_of(flow, session, step.picture)
    if not has_answers(flow, session):
        nothing = _screen(flow, session, [Control.CHANGE, Control.BACK, Control.STOP, Control.HELP])
        return replace(nothing, question=notices[Notice.NOTHING_YET], picture=picture)
    controls = [Control.SEND, Control.CHANGE, Control.DELETE, Control.STOP, Control.HELP]
    intro, _, outro = notices[Notice.CHECK].partition("{answers}")
    summary = Summary(intro, _answer_rows(flow, session), outro)
    return replace(_screen(flow, session, controls), summary=summary, picture=picture)


def _offered(flow: Flow, session: Session, step: Question, answer: Answer | None) -> Iterable[Button]:
    buttons = choice_buttons(flow, session, step)
    if isinstance(step, PickMany):
        picked = set(answer.choices) if isinstance(answer, Picked) else set()
        return [
            Button(
                button.id + (UNPICK if button.id in picked else PICK),
                button.label,
                button.emoji,
                picked=button.id in picked,
            )
            for button in buttons
        ]
    if isinstance(step, WhichService):
        return on_page(flow, session, buttons)
    return buttons


def _written_quote(flow: Flow, session: Session) -> Quote:
    words, answer = words_of(flow, session), session.answers[session.step]
    text = words.conventions.apart(answer.text) if isinstance(answer, Written) else ""
    if not session.taken_out:
        return Quote.filled(words.notices[Notice.YOU_WROTE], "{text}", text)
    what = words.conventions.listed(words.kinds.get(kind, kind) for kind in session.taken_out)
    return Quote.filled(words.notices[Notice.TAKEN_OUT].replace("{what}", what), "{text}", text)


def _answer_rows(flow: Flow, session: Session) -> tuple[AnswerRow, ...]:
    return tuple(
        AnswerRow(step.id, title(flow, session, step.id), answer_text(flow, session, step, session.answers[step.id]))
        for step in kept_questions(flow, session)
        if step.id in session.answers
    )


def _progress_text(flow: Flow, session: Session, words: Words) -> str:
    counted = progress(flow, session)
    if counted is None:
        return ""
    number, of = map(words.conventions.number, counted)
    return words.notices[Notice.PROGRESS].replace("{n}", number).replace("{m}", of)


def filled(text: str, words: Words, session: Session) -> str:
    """Return a prompt with `{service}` filled in."""
    if session.service is None:
        return text.replace("{service}", words.notices[Notice.THIS_SERVICE])
    return text.replace("{service}", words.conventions.apart(session.service.name))


def _language(flow: Flow, locale: str) -> str:
    return next(words.language for wording, words in flow.words.items() if wording.locale == locale)


def _emoji(flow: Flow, session: Session, picture: PictureId | None) -> str:
    return flow.emoji.get(picture, "") if picture is not None and session.shows_pictures else ""


def picture_of(flow: Flow, session: Session, picture: PictureId | None) -> Picture | None:
    """Return the picture with its words; None without one or with pictures off."""
    if picture is None or not session.shows_pictures:
        return None
    return Picture(picture, words_of(flow, session).pictures[picture])


def _screen(flow: Flow, session: Session, controls: Iterable[Control], *, choices: Iterable[Button] = ()) -> Screen:
    return Screen(key=key(session), choices=tuple(choices), controls=_buttons(flow, session, controls))


def _buttons(flow: Flow, session: Session, controls: Iterable[Control]) -> tuple[Button, ...]:
    labels = words_of(flow, session).controls
    return tuple(Button(f"~{control}", labels[control]) for control in controls if flow.abilities.can(control))
