"""Reading a table page by page, in the order of its key, so that memory does not grow."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select, true, tuple_


def page(
    table: Table, after: Row[Any] | None, most: int, connection: Connection, *, which: ColumnElement[bool] | None = None
) -> Sequence[Row[Any]]:
    """Return at most `most` rows: those after this one, or the first; only those that match `which`, if given."""
    key = tuple(table.primary_key)
    query = select(table).where(true() if which is None else which).order_by(*key).limit(most)
    if after is not None:
        last = after._asdict()
        query = query.where(tuple_(*key) > tuple(last[column.name] for column in key))
    return connection.execute(query).all()
