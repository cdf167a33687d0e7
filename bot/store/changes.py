"""What was changed because of what people said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.engine.flow import Change, SaidAndDid, ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.engine.wording import Register
from bot.store.database import Database
from bot.store.staff_log import execute_logged, log_insert
from bot.store.tables import changes
from bot.store.ttl_cache import TtlCache
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.ports import ListedChange


@dataclass(slots=True)
class StoredChanges:
    """The `Changes` port on a database."""

    database: Database
    _open: TtlCache[tuple[Change, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._open = TtlCache(self._not_retired)

    async def listed(self) -> tuple[ListedChange, ...]:
        """Return every change, the newest first."""
        return await self.database.read(_listed)

    async def open(self) -> tuple[Change, ...]:
        """Return the changes that respondents are shown, the newest first, as they were at most a second ago."""
        return await self._open()

    async def add(self, change: Change, logged: LogEntry) -> None:
        """Store a new change. Raises ValueError if its id is taken."""

        def add(connection: Connection) -> None:
            connection.execute(insert(changes).values(_row(change)))
            connection.execute(log_insert(logged))

        self._open.forget()
        try:
            await self.database.write(add)
        except IntegrityError:
            raise ValueError("the id is taken") from None

    async def retire(self, change_id: str, logged: LogEntry, *, retired: bool) -> bool:
        """Stop or resume showing a change; return whether there is such a change."""
        self._open.forget()
        change = update(changes).where(changes.c.id == change_id).values(retired=retired)
        return await self.database.write(partial(execute_logged, change, logged))

    async def _not_retired(self) -> tuple[Change, ...]:
        return tuple(listed.change for listed in await self.listed() if not listed.retired)


def _listed(connection: Connection) -> tuple[ListedChange, ...]:
    rows = connection.execute(select(changes).order_by(changes.c.month.desc(), changes.c.id))
    return tuple(ListedChange(_change_of(row), row.retired) for row in rows)


def _row(change: Change) -> Mapping[str, Any]:
    standard, easy = change.words[Register.STANDARD], change.words[Register.EASY_READ]
    return {
        "id": change.id,
        "service": change.service,
        "flow": change.flow,
        "question": change.question,
        "month": change.month,
        "said": standard.said,
        "did": standard.did,
        "easy_said": easy.said,
        "easy_did": easy.did,
        "retired": False,
    }


def _change_of(row: Row[Any]) -> Change:
    return Change(
        id=row.id,
        month=row.month,
        words={
            Register.STANDARD: SaidAndDid(row.said, row.did),
            Register.EASY_READ: SaidAndDid(row.easy_said, row.easy_did),
        },
        service=None if row.service is None else ServiceCode(row.service),
        flow=None if row.flow is None else FlowId(row.flow),
        question=None if row.question is None else StepId(row.question),
    )
