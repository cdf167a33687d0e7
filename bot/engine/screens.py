"""What a person sees: the screen for a session, put together from the flow's words. No IO.

The same session always gives the same screen, so a screen can be shown again at any time.
"""

from collections.abc import Iterable, Mapping
from typing import assert_never

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.events import Button, Picture, Screen
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
from bot.engine.path import has_answers, kept_questions, previous_question, progress
from bot.engine.session import Pane, Session, Stage
from bot.engine.wording import Control, Notice, Register, Words

PAGE = 8
"""How many services or answers are offered at once; more are on the next page."""

PICK, UNPICK = "+", "-"
"""Pick-many buttons say which way they go, so that a double tap does not undo itself."""

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


def screen(flow: Flow, session: Session, lead: str = "") -> Screen:
    """Return what the person is to see now. `lead` is put first, such as "I did not understand that."."""
    words = words_of(flow, session)
    notices = words.notices
    carry_on = [Control.CARRY_ON, Control.STOP, Control.HELP]
    match session.pane:
        case Pane.STEP:
            return _bare_screen(flow, session, lead)
        case Pane.WRITTEN:
            controls = [Control.KEEP, Control.REWRITE, Control.LEAVE_OUT, Control.STOP, Control.HELP]
            return _screen(flow, session, [lead, _written_text(session, words)], controls=controls)
        case Pane.DISTRESS:
            parts = [lead, notices[Notice.DISTRESS], notices[Notice.HELP]]
            return _screen(flow, session, parts, controls=[Control.CARRY_ON, Control.STOP, Control.DELETE_TEXT])
        case Pane.HELP:
            return _screen(flow, session, [lead, notices[Notice.HELP]], controls=_help_controls(flow, session))
        case Pane.CHANGING:
            buttons = tuple(
                Button(step.id, title(flow, session, step.id), _emoji(flow, session, step.picture))
                for step in kept_questions(flow, session)
                if step.id in session.answers
            )
            more = [Control.MORE] if len(buttons) > PAGE else []
            parts = [lead, notices[Notice.CHANGE]]
            return _screen(flow, session, parts, choices=_on_page(session, buttons), controls=more + carry_on)
        case Pane.LANGUAGE:
            buttons = tuple(Button(locale, _language(flow, locale)) for locale in flow.locales())
            return _screen(flow, session, [lead, notices[Notice.LANGUAGE]], choices=buttons, controls=carry_on)
        case Pane.STOPPED | Pane.DELETING | Pane.RESUME | Pane.WITHDRAWING as pane:
            notice, controls = _PLAIN[pane]
            return _screen(flow, session, [lead, notices[notice]], controls=controls)
    assert_never(session.pane)


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
            labels = {each.id: each.label for each in choice_buttons(flow, session, step)}
            picked = [labels[choice] for choice in choices if choice in labels]
            return words.conventions.listed(map(words.conventions.apart, picked))
        case Written(text):
            return f"“{words.conventions.apart(text)}”"
        case Skipped():
            return words.notices[Notice.SKIPPED]
    assert_never(answer)


def code_text(words: Words, session: Session) -> str:
    """Return the words that take back what was sent, with how long they do; empty once they were seen."""
    if not session.code:
        return ""
    code, until = words.conventions.apart(session.code), words.conventions.day(session.until)
    return words.notices[Notice.CODE].replace("{code}", code).replace("{date}", until)


def choice_buttons(flow: Flow, session: Session, step: Step) -> tuple[Button, ...]:
    """Return a button for each choice of the step, whatever is picked."""
    if isinstance(step, WhichService):
        return tuple(Button(service.code, service.name) for service in step.services)
    if isinstance(step, Message | Check | FreeText):
        return ()
    labels = words_of(flow, session).steps[step.id].labels
    return tuple(Button(choice.id, labels[choice.id], _emoji(flow, session, choice.picture)) for choice in step.choices)


def _bare_screen(flow: Flow, session: Session, lead: str) -> Screen:
    if session.stage is Stage.ASKING:
        return _step_screen(flow, session, flow.step(session.step), lead)
    words = words_of(flow, session)
    parts = [lead, words.notices[_OVER[session.stage]], code_text(words, session)]
    changing = [Control.WITHDRAW] if session.stage is Stage.SENT else []
    return _screen(flow, session, parts, controls=[Control.START_AGAIN, *changing, Control.CLEAR, Control.HELP])


def _step_screen(flow: Flow, session: Session, step: Step, lead: str) -> Screen:
    if isinstance(step, Check):
        return _check_screen(flow, session, step, lead)
    words = words_of(flow, session)
    says = words.steps[step.id]
    parts = [
        lead,
        _progress_text(flow, session, words),
        *(filled(each, words, session) for each in (says.prompt, says.hint)),
    ]
    if isinstance(step, Message):
        return _screen(flow, session, parts, picture=step.picture, controls=[Control.NEXT, Control.STOP, Control.HELP])
    answer = session.answers.get(step.id)
    if isinstance(step, FreeText):
        parts.append(words.notices[Notice.NO_NAMES])
    if isinstance(answer, Written) or (isinstance(answer, Picked) and not isinstance(step, PickMany)):
        so_far = answer_text(flow, session, step, answer)
        parts.append(words.notices[Notice.SO_FAR].replace("{answer}", so_far))
    buttons = _offered(flow, session, step, answer)
    controls = [Control.EXPLAIN] if says.explain else []
    controls += _question_controls(flow, session, step, answer)
    return _screen(flow, session, parts, picture=step.picture, choices=buttons, controls=controls)


def _check_screen(flow: Flow, session: Session, step: Check, lead: str) -> Screen:
    notices = words_of(flow, session).notices
    if not has_answers(flow, session):
        controls = [Control.CHANGE, Control.BACK, Control.STOP, Control.HELP]
        return _screen(flow, session, [lead, notices[Notice.NOTHING_YET]], picture=step.picture, controls=controls)
    parts = [lead, notices[Notice.CHECK].replace("{answers}", _answers_text(flow, session))]
    controls = [Control.SEND, Control.CHANGE, Control.DELETE, Control.STOP, Control.HELP]
    return _screen(flow, session, parts, picture=step.picture, controls=controls)


def _offered(flow: Flow, session: Session, step: Question, answer: Answer | None) -> Iterable[Button]:
    buttons = choice_buttons(flow, session, step)
    if isinstance(step, PickMany):
        picked = set(answer.choices) if isinstance(answer, Picked) else set()
        return [
            Button(
                each.id + (UNPICK if each.id in picked else PICK),
                each.label,
                each.emoji,
                picked=each.id in picked,
            )
            for each in buttons
        ]
    if isinstance(step, WhichService):
        return _on_page(session, buttons)
    return buttons


def _question_controls(flow: Flow, session: Session, step: Question, answer: Answer | None) -> list[Control]:
    controls = [Control.MORE] if isinstance(step, WhichService) and len(step.services) > PAGE else []
    answered = isinstance(answer, Picked | Written)
    if answered:
        controls.append(Control.DONE if isinstance(step, PickMany) else Control.KEEP)
    if session.door or previous_question(flow, session) is not None:
        controls.append(Control.BACK)
    if answered and not step.required:
        controls.append(Control.LEAVE_OUT)
    elif not step.required:
        controls.append(Control.SKIP)
    return [*controls, Control.STOP, Control.HELP]


def _help_controls(flow: Flow, session: Session) -> list[Control]:
    if session.stage is not Stage.ASKING:
        return [Control.CARRY_ON, *_settings_controls(flow, session), Control.PRIVACY, Control.CLEAR]
    return [
        Control.CARRY_ON,
        Control.AGAIN,
        Control.CHANGE,
        *_settings_controls(flow, session),
        Control.PRIVACY,
        Control.STOP,
    ]


def _settings_controls(flow: Flow, session: Session) -> list[Control]:
    easy = session.wording.register is Register.EASY_READ
    controls = [Control.STANDARD if easy else Control.EASY_READ]
    controls.append(Control.PICTURES_OFF if session.shows_pictures else Control.PICTURES_ON)
    return [*controls, Control.LANGUAGE] if len(flow.locales()) > 1 else controls


def _written_text(session: Session, words: Words) -> str:
    answer = session.answers[session.step]
    text = words.conventions.apart(answer.text) if isinstance(answer, Written) else ""
    if not session.taken_out:
        return words.notices[Notice.YOU_WROTE].replace("{text}", text)
    what = words.conventions.listed(words.kinds.get(kind, kind) for kind in session.taken_out)
    return words.notices[Notice.TAKEN_OUT].replace("{what}", what).replace("{text}", text)


def _answers_text(flow: Flow, session: Session) -> str:
    return "\n".join(
        f"{title(flow, session, step.id)}: {answer_text(flow, session, step, session.answers[step.id])}"
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


def _on_page(session: Session, buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    pages = max(1, -(-len(buttons) // PAGE))
    start = session.page % pages * PAGE
    return buttons[start : start + PAGE]


def _emoji(flow: Flow, session: Session, picture: PictureId | None) -> str:
    return flow.emoji.get(picture, "") if picture is not None and session.shows_pictures else ""


def picture_of(flow: Flow, session: Session, picture: PictureId | None) -> Picture | None:
    """Return the picture with its words; None without one or with pictures off."""
    if picture is None or not session.shows_pictures:
        return None
    return Picture(picture, words_of(flow, session).pictures[picture])


def _screen(
    flow: Flow,
    session: Session,
    parts: Iterable[str],
    *,
    picture: PictureId | None = None,
    choices: Iterable[Button] = (),
    controls: Iterable[Control] = (),
) -> Screen:
    labels = words_of(flow, session).controls
    return Screen(
        key=key(session),
        text="\n\n".join(part.strip() for part in parts if part.strip()),
        picture=picture_of(flow, session, picture),
        choices=tuple(choices),
        controls=tuple(Button(f"~{control}", labels[control]) for control in controls),
    )
