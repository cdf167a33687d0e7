"""Real databases of both kinds, each for one test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import close_database, open_database, prepare
from tests.postgres import Postgres


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database of SQLite lies."""
    return tmp_path / "data" / "sayso.db"


@pytest.fixture
async def sqlite(file: Path) -> AsyncIterator[AsyncEngine]:
    """A database of SQLite, up to date."""
    engine = open_database(f"sqlite:///{file}")
    await prepare(engine)
    yield engine
    await close_database(engine)


@pytest.fixture(params=["sqlite", "postgresql"])
async def engine(request: pytest.FixtureRequest, file: Path) -> AsyncIterator[AsyncEngine]:
    """A database of either kind, up to date."""
    if request.param == "sqlite":
        url = f"sqlite:///{file}"
    else:
        server: Postgres = request.getfixturevalue("postgresql")
        url = server.new_database()
    engine = open_database(url)
    await prepare(engine)
    yield engine
    await close_database(engine)
