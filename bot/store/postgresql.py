"""What is particular to PostgreSQL: several processes on one database, and what deleting leaves behind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

MIGRATING, HOUSEKEEPING = 7_209_001, 7_209_002
"""Numbers of advisory locks: whoever holds one does what it is for, and nobody else at the same time."""

_DELETED_FROM = ("sessions", "waiting", "submissions", "comments")


@asynccontextmanager
async def alone(engine: AsyncEngine) -> AsyncIterator[bool]:
    """Hold the lock for housekeeping while inside; False where another process holds it."""
    async with engine.connect() as connection:
        asked = await connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": HOUSEKEEPING})
        mine = bool(asked.scalar())
        await connection.commit()
        try:
            yield mine
        finally:
            if mine:
                await connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": HOUSEKEEPING})
                await connection.commit()


async def wipe(engine: AsyncEngine) -> None:
    """Take away the rows that were deleted or replaced. Their bytes are written over as the pages fill again."""
    async with engine.connect() as connection:
        unbound = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in _DELETED_FROM:
            await unbound.execute(text(f"VACUUM {table}"))
