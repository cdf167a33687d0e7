"""A real database in a folder of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import close_database, open_database, prepare


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "data" / "sayso.db"


@pytest.fixture
async def engine(file: Path) -> AsyncIterator[AsyncEngine]:
    """The database, up to date."""
    engine = open_database(f"sqlite:///{file}")
    await prepare(engine)
    yield engine
    await close_database(engine)
