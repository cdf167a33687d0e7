"""Rewriting rows in random order, so that their position shows nothing about when they arrived or with which others."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, text

_BATCH = 500


def reshuffle(
    connection: Connection,
    table: Table,
    which: ColumnElement[bool],
    *,
    chance: Random,
    new_id: Callable[[], str],
    change: Mapping[str, Any] | None = None,
) -> None:
    """Rewrite these rows of a table in random order, with new ids and these changes.

    They are read and written in batches: only their ids are held in memory. The table is locked meanwhile, because a
    decision about a row or a withdrawal would be lost with the row.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
    ids = list(connection.execute(select(table.c.id).where(which)).scalars())
    chance.shuffle(ids)
    for start in range(0, len(ids), _BATCH):
        batch = table.c.id.in_(ids[start : start + _BATCH])
        rows = [dict(row) for row in connection.execute(select(table).where(batch)).mappings()]
        chance.shuffle(rows)
        connection.execute(delete(table).where(batch))
        connection.execute(insert(table), [row | {"id": new_id()} | dict(change or {}) for row in rows])
