"""Submissions and comments to keep, made up."""

import itertools
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import Row, Table, select

from bot.engine.flow import Change, Flow, SaidAndDid, Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Batch, Comment, Period, PickedChoices, Submission, answers_from_json
from bot.privacy.waiting import Waiting
from bot.store.database import Database
from bot.store.rows import comment_of, submission_row
from bot.store.tables import comments, submissions
from bot.store.waiting_room import StoredWaitingRoom
from bot.usecases.conversing.ports import Outcome
from bot.usecases.releasing.entering import LoadFlows
from bot.usecases.staff.log import Action, LogEntry

LOGGED = LogEntry(day=date(2026, 4, 9), role="QI lead", action=Action.ADD_SERVICE)
"""An entry of the log, where it does not matter which."""

WILLOW = Service(ServiceCode("willow"), "Willow Ward")
OAK = Service(ServiceCode("oak"), "Oak Ward")
GOOD = (ChoiceId("good"),)
CHANCE = Random(1)
_NUMBERS = itertools.count()


def submission(
    id: str,  # noqa: A002 - the name of the field
    answers: Mapping[str, PickedChoices] | None = None,
    *,
    flow: str = "patient",
    service: str | None = None,
    month: str = "2026-03",
    withdraw: bytes | None = None,
) -> Submission:
    return Submission(
        id=id,
        flow=FlowId(flow),
        revision="0123456789abcdef",
        wording=Wording("en"),
        channel="telegram",
        service=service,
        period=Period(month, "2026-W10"),
        answers={StepId(step): given for step, given in ({"overall": GOOD} if answers is None else answers).items()},
        withdraw=withdraw,
    )


def batch(sent: Sequence[Submission]) -> Batch:
    """Put submissions into columns, as the store does."""
    return Batch(
        services=tuple(each.service or "" for each in sent),
        registers=tuple(each.wording.register.value for each in sent),
        answers=tuple(json.dumps(submission_row(each)["answers"]) for each in sent),
    )


def there_are(flows: Mapping[FlowId, Flow]) -> LoadFlows:
    """Return what finds these conversations."""

    async def find() -> Mapping[FlowId, Flow]:
        return flows

    return find


def comment(
    id: str,  # noqa: A002 - as above
    text: str = "The garden",
    *,
    service: str | None = None,
    month: str = "2026-03",
    withdraw: bytes | None = None,
) -> Comment:
    return Comment(
        id=id,
        flow=FlowId("patient"),
        question=StepId("good"),
        service=service,
        month=month,
        fft=ChoiceId("good"),
        text=text,
        withdraw=withdraw,
    )


def changed(id: str, month: str = "2026-03") -> Change:  # noqa: A002 - as above
    words = {
        Register.STANDARD: SaidAndDid("The food is cold.", "Meals come in heated trolleys."),
        Register.EASY_READ: SaidAndDid("The food is cold.", "We have a hot trolley.\nFood stays hot."),
    }
    return Change(id=id, month=month, words=words)


def waiting(id: str, service: str = "", *, month: str = "2026-03") -> Waiting:  # noqa: A002 - as above
    return Waiting(id=id, service=service, month=month, sealed=f"sealed {id}".encode(), withdraw=id.encode())


def outcome(key: bytes, sealed: bytes, *, expires: int, version: int = 0) -> Outcome:
    return Outcome(key=SessionKey(key), sealed=sealed, expires=expires, version=version)


async def put(database: Database, sent: Sequence[Submission], said: Sequence[Comment]) -> None:
    """Put what was sent where it can be read, as it would get there from the waiting room."""
    sealed = [one.sealed(_seal) for one in said]
    assert await StoredWaitingRoom(database).move([], sent, sealed, chance=CHANCE, new_id=new_id)


def _seal(answer: str) -> bytes:
    return f"sealed: {answer}".encode()


def new_id() -> str:
    return f"new{next(_NUMBERS)}"


@dataclass(frozen=True)
class Kept:
    """A look at what was sent and can be read, by the order of ids."""

    database: Database

    async def submissions(self) -> AsyncIterator[Submission]:
        for row in await self._rows(submissions):
            yield submission_of(row)

    async def comments(self) -> AsyncIterator[tuple[Comment, str]]:
        for row in await self._rows(comments):
            yield comment_of(row), row.state

    async def count(self) -> tuple[int, int]:
        return len(await self._rows(submissions)), len(await self._rows(comments))

    async def _rows(self, table: Table) -> Sequence[Row[Any]]:
        query = select(table).order_by(table.c.id)
        return await self.database.read(lambda connection: connection.execute(query).all())


def submission_of(row: Row[Any]) -> Submission:
    """Return the submission that a row holds."""
    return Submission(
        id=row.id,
        flow=FlowId(row.flow),
        revision=row.revision,
        wording=Wording(row.locale, Register(row.register)),
        channel=row.channel,
        service=row.service,
        period=Period(row.month, row.week),
        answers=answers_from_json(row.answers),
        withdraw=row.withdraw,
    )
