"""Looking after what people are told was changed because of what they said: “you said, we did”."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.engine.flow import Change, SaidAndDid, ServiceCode, is_question
from bot.engine.ids import FlowId, StepId
from bot.engine.wording import Register
from bot.errors import SaysoError
from bot.flows.library import Library
from bot.flows.reader import did_you_mean
from bot.usecases.staff.ports import Changes, Services
from bot.usecases.staff.services import random_code
from bot.writing.easy_read import easy_read_warnings
from bot.writing.lists import Lists
from bot.writing.text import sentences

LONGEST = 200
"""How many characters each text has at most, so that three changes fit one message."""

ID_LENGTH = 6

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A change as staff write it. `question` is a flow and one of its questions, such as `patient.rights`."""

    words: Mapping[Register, SaidAndDid]
    ward: str | None = None
    question: str | None = None
    month: str | None = None


async def add(changes: Changes, services: Services, written: Written, *, library: Library, today: date) -> Change:
    """Keep a change, of this month where none is given. Raises SaysoError, saying what, for what cannot be used."""
    flow, question = (None, None) if written.question is None else _question(written.question, library)
    if written.ward is not None and written.ward not in {each.service.code for each in await services.listed()}:
        raise SaysoError(f"There is no service with the code {written.ward}. See: sayso services list")
    change = Change(
        id=random_code(ID_LENGTH),
        month=_month(written.month, today),
        words={register: _checked(register, words) for register, words in written.words.items()},
        service=None if written.ward is None else ServiceCode(written.ward),
        flow=flow,
        question=question,
    )
    await changes.add(change)
    return change


async def retire(changes: Changes, change_id: str, *, retired: bool) -> None:
    """Stop or resume telling people of a change. Raises SaysoError if there is none with this id."""
    if not await changes.retire(change_id, retired=retired):
        raise SaysoError(f"There is no change {change_id}. See: sayso changes list")


def warnings(change: Change, lists: Lists) -> Iterator[str]:
    """Yield what makes the easy-read words of a change harder to read than they need be."""
    words = change.words[Register.EASY_READ]
    for text in (words.said, words.did):
        yield from easy_read_warnings(text, lists)


def _checked(register: Register, words: SaidAndDid) -> SaidAndDid:
    return SaidAndDid(_text(register, words.said), _text(register, words.did))


def _text(register: Register, text: str) -> str:
    """Return a text without spare spaces, on one line, or in easy read with a line for each sentence."""
    lines = sentences(text) if register is Register.EASY_READ else (text,)
    kept = "\n".join(" ".join(line.split()) for line in lines).strip()
    if not kept:
        raise SaysoError("What people said and what was done are both needed, in standard words and in easy read.")
    if len(kept) > LONGEST:
        raise SaysoError(f"“{kept[:20]}…” has {len(kept)} characters. Each text has at most {LONGEST}: say it shorter.")
    return kept


def _month(month: str | None, today: date) -> str:
    present = f"{today:%Y-%m}"
    if month is None:
        return present
    if not _MONTH.fullmatch(month):
        raise SaysoError(f"A month is written like {present}.")
    if month > present:
        raise SaysoError(f"{month} is still to come. Add a change once it is made.")
    return month


def _question(named: str, library: Library) -> tuple[FlowId, StepId]:
    known = {
        f"{flow.id}.{step.id}": (flow.id, step.id)
        for flow in library.flows.values()
        for step in flow.steps
        if is_question(step)
    }
    if named not in known:
        near = did_you_mean(named, known) or "write the conversation and the question, such as patient.rights."
        raise SaysoError(f"There is no question {named}: {near}")
    return known[named]
