"""Real databases of both kinds, each for one test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.opening import open_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database of SQLite lies."""
    return tmp_path / "data" / "sayso.db"


@pytest.fixture
async def sqlite(file: Path) -> AsyncIterator[Database]:
    """A database of SQLite, up to date."""
    database = open_database(f"sqlite:///{file}")
    await database.prepare()
    yield database
    await database.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database of either kind, up to date."""
    database = open_database(database_url)
    await database.prepare()
    yield database
    await database.close()
