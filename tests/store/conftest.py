"""Real databases of both kinds, each for one test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.opening import open_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of the SQLite database."""
    return tmp_path / "data" / "sayso.db"


@pytest.fixture
async def sqlite(file: Path) -> AsyncIterator[Database]:
    """A migrated SQLite database."""
    database = open_database(f"sqlite:///{file}")
    await database.prepare()
    yield database
    await database.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database of either kind."""
    database = open_database(database_url)
    await database.prepare()
    yield database
    await database.close()
