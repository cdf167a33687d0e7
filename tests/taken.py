"""A database in the hands of somebody who took it: its rows in the order in which they lie, and its bytes."""

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.sql import Executable

from bot.store.opening import open_database
from bot.store.tables import metadata

ResultT = TypeVar("ResultT")


def rows(url: str, table: str) -> list[dict[str, Any]]:
    """Return every row of a table."""
    return [row._asdict() for row in _ask(url, lambda asked: asked.execute(select(metadata.tables[table])).all())]


async def change(url: str, statement: Executable, rows: Sequence[dict[str, Any]] = ()) -> None:
    """Bring a database up to date and change it from outside."""
    database = open_database(url)
    await database.prepare()
    await database.write(lambda asked: asked.execute(statement, list(rows) or None))
    await database.close()


def values(url: str) -> set[Any]:
    """Return every value in the database."""

    def read(asked: Connection) -> set[Any]:
        tables = inspect(asked).get_table_names()
        every = [asked.execute(text(f"SELECT * FROM {table}")).all() for table in tables]  # noqa: S608 - its own names
        return {_hashable(value) for found in every for row in found for value in row}

    found = _ask(url, read)
    assert found
    return found


def content(url: str, table: str) -> bytes:
    """Return the bytes of the file that holds a table."""
    if url.startswith("sqlite"):
        return Path(url.removeprefix("sqlite:///")).read_bytes()

    def find(asked: Connection) -> str:
        asked.execute(text("CHECKPOINT"))
        where = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(:table)"
        return str(asked.execute(text(where), {"table": table}).scalar_one())

    return Path(_ask(url, find)).read_bytes()


def page_size(url: str) -> int:
    """Return how many bytes the database writes at once."""
    return 4096 if url.startswith("sqlite") else 8192


def _hashable(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict) else value


def _ask(url: str, work: Callable[[Connection], ResultT]) -> ResultT:
    async def ask() -> ResultT:
        database = open_database(url)
        try:
            return await database.read(work)
        finally:
            await database.close()

    # A test waits for it inside a loop of its own, so it is asked from another thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()
