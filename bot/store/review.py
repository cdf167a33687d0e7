"""Comments under review, and what was decided about them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Row, case, select, update

from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.privacy.side import Side
from bot.privacy.submission import Period
from bot.store.database import Database
from bot.store.staff_log import execute_logged
from bot.store.tables import comments
from bot.store.themes import join_themes, split_themes
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

    async def change(self, seen: SeenComment, becomes: SeenComment, logged: LogEntry) -> bool:
        """Store a comment as it becomes; return False, changing nothing, unless it is as seen.

        As long as the comment's month is open, the day would bound when it came, so only the month is stored. One that
        is passed on is due after some days, so its week is stored, which is as fine as any time here.
        """
        column = comments.c
        change = update(comments).where(
            column.id == seen.id,
            column.text == seen.text,
            column.state == seen.state,
            column.themes == join_themes(seen.themes),
        )
        values: dict[str, Any] = {"themes": join_themes(becomes.themes)}
        if (becomes.text, becomes.state) != (seen.text, seen.state):
            period = Period.of(logged.day)
            while_open = period.week if becomes.state == "passed" else period.month
            values |= {
                "text": becomes.text,
                "state": becomes.state,
                "decided_role": logged.role,
                "decided_when": case((column.withdraw.is_(None), logged.day.isoformat()), else_=while_open),
            }
        return await self.database.write(partial(execute_logged, change.values(values), logged))


def _review_comment(row: Row[Any]) -> ReviewComment:
    return ReviewComment(
        id=row.id,
        flow=FlowId(row.flow),
        question=StepId(row.question),
        service=None if row.service is None else ServiceCode(row.service),
        month=row.month,
        side=None if row.side is None else Side(row.side),
        text=row.text,
        state=row.state,
        themes=split_themes(row.themes),
        decision=None if row.decided_role is None else CommentDecision(row.decided_role, row.decided_when),
        release=row.release,
    )
