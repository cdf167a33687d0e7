"""Real databases of both kinds, each for one test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database, open_database
from tests.postgres import Postgres


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


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, file: Path) -> AsyncIterator[Database]:
    """A database of either kind, up to date."""
    if request.param == "sqlite":
        url = f"sqlite:///{file}"
    else:
        server: Postgres = request.getfixturevalue("postgresql")
        url = server.new_database()
    database = open_database(url)
    await database.prepare()
    yield database
    await database.close()
