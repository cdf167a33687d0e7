"""From which month on the limits of charts are calculated again, and why."""

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.exc import IntegrityError

from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId
from bot.reporting.baseline import Baseline
from bot.store.database import Database
from bot.store.staff_log import execute_logged, log_insert
from bot.store.tables import baselines
from bot.usecases.staff.log import LogEntry


@dataclass(frozen=True, slots=True)
class StoredBaselines:
    """The `Baselines` port on a database."""

    database: Database

    async def listed(self) -> tuple[Baseline, ...]:
        """Return every baseline, by conversation, question and month."""
        query = select(baselines).order_by(
            baselines.c.flow, baselines.c.question, baselines.c.start, baselines.c.service, baselines.c.id
        )
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(_baseline_of(row) for row in rows)

    async def add(self, baseline: Baseline, logged: LogEntry) -> None:
        """Store a new baseline. Raises ValueError if its id is taken."""

        def add(connection: Connection) -> None:
            connection.execute(insert(baselines).values(asdict(baseline)))
            connection.execute(log_insert(logged))

        try:
            await self.database.write(add)
        except IntegrityError:
            raise ValueError("the id is taken") from None

    async def remove(self, baseline_id: str, logged: LogEntry) -> bool:
        """Remove a baseline; return whether there was such a baseline."""
        removed = delete(baselines).where(baselines.c.id == baseline_id)
        return await self.database.write(partial(execute_logged, removed, logged))


def _baseline_of(row: Row[Any]) -> Baseline:
    return Baseline(
        id=row.id,
        flow=FlowId(row.flow),
        question=row.question,
        service=None if row.service is None else ServiceCode(row.service),
        start=row.start,
        because=row.because,
    )
