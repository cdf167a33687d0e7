"""The waiting room: sealed submissions, until there are enough of a service to be moved together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from sqlalchemy import Connection, and_, delete, false, func, insert, or_, select

from bot.privacy.submission import Comment, Submission
from bot.privacy.waiting import Waiting
from bot.store.database import Database
from bot.store.reshuffling import reshuffle
from bot.store.rows import comment_row, submission_row
from bot.store.tables import comments as comments_table
from bot.store.tables import submissions as submissions_table
from bot.store.tables import waiting as waiting_table


@dataclass(frozen=True, slots=True)
class StoredWaitingRoom:
    """The `WaitingRoom` port on a database."""

    database: Database

    async def ready(self, *, enough: int, month: str) -> tuple[Waiting, ...]:
        """Return the rows of every service with at least `enough`, and all rows of this month or earlier."""
        table = waiting_table.c
        full = select(table.service).group_by(table.service).having(func.count() >= enough)
        query = select(waiting_table).where(or_(table.service.in_(full), table.month <= month))
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(
            Waiting(id=row.id, service=row.service, month=row.month, sealed=row.sealed, withdraw=row.withdraw)
            for row in rows
        )

    async def move(
        self,
        waiting: Sequence[Waiting],
        submissions: Sequence[Submission],
        comments: Sequence[Comment],
        *,
        chance: Random,
        new_id: Callable[[], str],
    ) -> bool:
        """Move the rows of one service to where they can be read; return False, changing nothing, if one is gone.

        Rows of the service in open months are rewritten with them, in random order and with new ids, so that rows that
        arrived together are not stored together.
        """
        leaving = delete(waiting_table).where(waiting_table.c.id.in_([row.id for row in waiting]))
        services = {submission.service for submission in submissions}

        def move(connection: Connection) -> bool:
            if connection.execute(leaving).rowcount != len(waiting):
                connection.rollback()
                return False
            for submission in submissions:
                connection.execute(insert(submissions_table).values(submission_row(submission)))
            for comment in comments:
                connection.execute(insert(comments_table).values(comment_row(comment)))
            for table in (submissions_table, comments_table):
                of_services = or_(false(), *(table.c.service == service for service in services))
                which = and_(table.c.withdraw.is_not(None), of_services)
                reshuffle(connection, table, which, chance=chance, new_id=new_id)
            return True

        return await self.database.write(move)
