"""Comments that wait to be read, and what is decided about them."""

from dataclasses import dataclass

from sqlalchemy import select, update

from bot.engine.flow import ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.store.database import Database
from bot.store.rows import HELD
from bot.store.tables import comments
from bot.usecases.staff.ports import HeldComment, State


@dataclass(frozen=True, slots=True)
class StoredReview:
    """The `Comments` port on a database."""

    database: Database

    async def held(self, ward: ServiceCode | None) -> tuple[HeldComment, ...]:
        """Return the comments about this ward, or about any, that wait to be read, in the order of random ids."""
        query = select(comments).where(comments.c.state == HELD).order_by(comments.c.id)
        if ward is not None:
            query = query.where(comments.c.service == ward)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(
            HeldComment(
                id=row.id,
                flow=FlowId(row.flow),
                question=StepId(row.question),
                service=None if row.service is None else ServiceCode(row.service),
                month=row.month,
                fft=None if row.fft is None else ChoiceId(row.fft),
                text=row.text,
            )
            for row in rows
        )

    async def decide(self, id: str, text_before: str, text: str, state: State) -> bool:  # noqa: A002 - as the column
        """Keep a decision and the text; return False, changing nothing, where it is not held with the text before."""
        return await self._change(id, (text_before, HELD), (text, state))

    async def put_back(self, id: str, decided_text: str, decided_state: State, text: str) -> bool:  # noqa: A002 - as above
        """Hold it again with this text; return False, changing nothing, where it is not as it was decided."""
        return await self._change(id, (decided_text, decided_state), (text, HELD))

    async def _change(self, id: str, before: tuple[str, str], after: tuple[str, str]) -> bool:  # noqa: A002 - as above
        column = comments.c
        change = (
            update(comments)
            .where(column.id == id, column.text == before[0], column.state == before[1])
            .values(text=after[0], state=after[1])
        )
        return await self.database.write(lambda connection: connection.execute(change).rowcount > 0)
