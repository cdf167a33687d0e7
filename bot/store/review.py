"""Comments under review, and what was decided about them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Row, case, select, update

from bot.engine.flow import ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.store.database import Database
from bot.store.staff_log import execute_logged
from bot.store.tables import comments
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.ports import CommentDecision, CommentState, ReviewComment, SeenComment


@dataclass(frozen=True, slots=True)
class StoredReview:
    """The `Comments` port on a database."""

    database: Database

    async def listed(self, states: Collection[CommentState], ward: ServiceCode | None) -> tuple[ReviewComment, ...]:
        """Return the comments in these states about this ward, or about any, in the order of their random ids."""
        query = select(comments).where(comments.c.state.in_(states)).order_by(comments.c.id)
        if ward is not None:
            query = query.where(comments.c.service == ward)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(map(_review_comment, rows))

    async def change(self, seen: SeenComment, *, text: str, state: CommentState, logged: LogEntry) -> bool:
        """Store a text and a state, with the role and when; return False, changing nothing, unless it is as seen.

        As long as the comment's month is open, the day would bound when it came, so only the month is stored.
        """
        column, day = comments.c, logged.day.isoformat()
        change = (
            update(comments)
            .where(column.id == seen.id, column.text == seen.text, column.state == seen.state)
            .values(
                text=text,
                state=state,
                decided_role=logged.role,
                decided_when=case((column.withdraw.is_(None), day), else_=day[:7]),
            )
        )
        return await self.database.write(partial(execute_logged, change, logged))


def _review_comment(row: Row[Any]) -> ReviewComment:
    return ReviewComment(
        id=row.id,
        flow=FlowId(row.flow),
        question=StepId(row.question),
        service=None if row.service is None else ServiceCode(row.service),
        month=row.month,
        fft=None if row.fft is None else ChoiceId(row.fft),
        text=row.text,
        state=row.state,
        decision=None if row.decided_role is None else CommentDecision(row.decided_role, row.decided_when),
        release=row.release,
    )
