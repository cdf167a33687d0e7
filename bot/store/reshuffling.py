"""Writing rows again in an order by chance, so that where they lie tells nothing of when they came or with what."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, text

_AT_ONCE = 500


def reshuffle(
    connection: Connection,
    table: Table,
    which: ColumnElement[bool],
    *,
    chance: Random,
    new_id: Callable[[], str],
    change: Mapping[str, Any] | None = None,
) -> None:
    """Write these rows of a table again, each with a new id and, in every row, these changes.

    Rows are read and written some at a time: only their ids are held in memory. Nobody else can change the table
    meanwhile: what they decided about a row or took back would be lost with it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
    ids = list(connection.execute(select(table.c.id).where(which)).scalars())
    chance.shuffle(ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = table.c.id.in_(ids[start : start + _AT_ONCE])
        rows = [dict(row) for row in connection.execute(select(table).where(some)).mappings()]
        chance.shuffle(rows)
        connection.execute(delete(table).where(some))
        connection.execute(insert(table), [row | {"id": new_id()} | dict(change or {}) for row in rows])
