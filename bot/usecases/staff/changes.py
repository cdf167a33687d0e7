"""“You said, we did”: what was changed because of what people said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.engine.flow import Change, SaidAndDid, is_question
from bot.engine.ids import FlowId, StepId
from bot.engine.wording import Register
from bot.flows.library import Library
from bot.flows.reader import did_you_mean
from bot.usecases.actor import Actor
from bot.usecases.staff.comment_filter import check_month
from bot.usecases.staff.log import Action, entry
from bot.usecases.staff.ports import Changes, Services
from bot.usecases.staff.problems import (
    ChangeTextMissing,
    ChangeTextTooLong,
    MonthInFuture,
    NoSuchChange,
    NoSuchQuestion,
)
from bot.usecases.staff.services import find_service, random_code
from bot.writing.easy_read import easy_read_warnings
from bot.writing.lists import WordLists
from bot.writing.text import sentences

LONGEST = 200
"""In characters, of each text, so that three changes fit one message."""

ID_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft:
    """A change as staff wrote it. `question` is a flow and one of its questions, such as `patient.rights`."""

    words: Mapping[Register, SaidAndDid]
    ward: str | None = None
    question: str | None = None
    month: str | None = None


async def add(
    changes: Changes, services: Services, draft: ChangeDraft, *, library: Library, actor: Actor, today: date
) -> Change:
    """Add a change, dated this month unless the draft says otherwise. Raises Problem for what cannot be used."""
    flow, question = (None, None) if draft.question is None else _question(draft.question, library)
    service = None if draft.ward is None else await find_service(services, draft.ward)
    change = Change(
        id=random_code(ID_LENGTH),
        month=f"{today:%Y-%m}" if draft.month is None else past_month(draft.month, today),
        words={register: _checked(register, words) for register, words in draft.words.items()},
        service=None if service is None else service.code,
        flow=flow,
        question=question,
    )
    await changes.add(change, entry(Action.ADD_CHANGE, change.id, actor, today=today))
    return change


async def retire(changes: Changes, change_id: str, *, retired: bool, actor: Actor, today: date) -> None:
    """Stop or resume showing a change. Raises NoSuchChange."""
    action = Action.RETIRE_CHANGE if retired else Action.REOPEN_CHANGE
    if not await changes.retire(change_id, entry(action, change_id, actor, today=today), retired=retired):
        raise NoSuchChange(change_id)


def warnings(change: Change, lists: WordLists) -> Iterator[str]:
    """Yield what is hard to read in the easy-read words of a change."""
    words = change.words[Register.EASY_READ]
    for text in (words.said, words.did):
        yield from easy_read_warnings(text, lists)


def _checked(register: Register, words: SaidAndDid) -> SaidAndDid:
    return SaidAndDid(_text(register, words.said), _text(register, words.did))


def _text(register: Register, text: str) -> str:
    """Return a text without extra spaces, on one line, or in easy read with one line per sentence."""
    lines = sentences(text) if register is Register.EASY_READ else (text,)
    tidied = "\n".join(" ".join(line.split()) for line in lines).strip()
    if not tidied:
        raise ChangeTextMissing
    if len(tidied) > LONGEST:
        raise ChangeTextTooLong(tidied[:20], len(tidied), LONGEST)
    return tidied


def past_month(month: str, today: date) -> str:
    """Return a month up to the present one. Raises BadMonth and MonthInFuture."""
    present = f"{today:%Y-%m}"
    if check_month(month, present) > present:
        raise MonthInFuture(month)
    return month


def _question(name: str, library: Library) -> tuple[FlowId, StepId]:
    questions = {
        f"{flow.id}.{step.id}": (flow.id, step.id)
        for flow in library.flows.values()
        for step in flow.steps
        if is_question(step)
    }
    if name not in questions:
        raise NoSuchQuestion(name, did_you_mean(name, questions))
    return questions[name]
