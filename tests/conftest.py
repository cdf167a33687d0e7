"""What tests of several parts share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres, postgres
from tests.program import database_of


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server, started when a test first wants it."""
    # The path of a socket has at most 107 characters, so the folder lies near the root of the others.
    folder = Path(tmp_path_factory.getbasetemp()) / "pg"
    with postgres(folder) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of either kind."""
    if request.param == "sqlite":
        return database_of(tmp_path)
    server: Postgres = request.getfixturevalue("postgresql")
    return server.new_database()
