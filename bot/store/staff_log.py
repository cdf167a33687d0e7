"""The log of what staff did."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Delete, Insert, Update, insert, select

from bot.store.database import Database
from bot.store.tables import staff_log
from bot.usecases.staff.log import Action, LogEntry

_ID_BYTES = 12


@dataclass(frozen=True, slots=True)
class StoredStaffLog:
    """The `StaffLog` port on a database."""

    database: Database

    async def listed(self) -> tuple[LogEntry, ...]:
        """Return every entry, the oldest day first; within a day in no order that means anything."""
        query = select(staff_log).order_by(staff_log.c.day, staff_log.c.id)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return tuple(
            LogEntry(
                day=date.fromisoformat(row.day),
                role=row.role,
                action=Action(row.action),
                subject=row.subject,
                note=row.note,
            )
            for row in rows
        )


def log_insert(entry: LogEntry) -> Insert:
    """Return the statement that writes an entry, to run in the transaction of what it is about."""
    return insert(staff_log).values(
        id=secrets.token_hex(_ID_BYTES),
        day=entry.day.isoformat(),
        role=entry.role,
        action=entry.action.value,
        subject=entry.subject,
        note=entry.note,
    )


def execute_logged(statement: Update | Delete, entry: LogEntry, connection: Connection) -> bool:
    """Run a statement; return whether it changed a row, and log it only then."""
    changed = connection.execute(statement).rowcount > 0
    if changed:
        connection.execute(log_insert(entry))
    return changed
