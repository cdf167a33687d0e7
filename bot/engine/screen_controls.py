"""Which controls a screen offers, in their order. No IO."""

from bot.engine.answers import Answer, Picked, Written
from bot.engine.flow import Flow, PickMany, Question, WhichService
from bot.engine.paging import has_pages
from bot.engine.path import previous_question
from bot.engine.session import Session, Stage
from bot.engine.wording import Control, Register


def question_controls(flow: Flow, session: Session, step: Question, answer: Answer | None) -> list[Control]:
    """Return the controls of a question: leaving it as answered, going back, skipping, stopping and help."""
    controls = [Control.MORE] if isinstance(step, WhichService) and has_pages(flow, step.services) else []
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


def help_controls(flow: Flow, session: Session) -> list[Control]:
    """Return the controls of the help pane, with the settings."""
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
