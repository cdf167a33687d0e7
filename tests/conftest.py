"""What tests of several parts share."""

import asyncio
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy.engine import make_url

from bot.flows.files import read_files
from bot.flows.library import Library, require_library
from bot.store.opening import open_store
from tests.examples import register_profiles
from tests.flows.conversations import SHIPPED, Copy
from tests.forked import Forker, forker
from tests.postgres import Postgres, postgres
from tests.program import database_elsewhere, database_of, processes_expected

register_profiles()

EITHER = ("sqlite", "postgresql")

MARKS = {
    "chaos": "chaos",
    "demo": "slow",
    "exporting": "slow",
    "left": "slow",
    "make_database": "attack",
    "newest": "slow",
    "postgresql": "postgresql",
    "processes": "process",
    "version_before": "slow",
    "with_editions": "slow",
}
"""The mark of every test that uses a fixture, or has it for a parameter."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the fixtures that it uses, before any is deselected by its marks."""
    for test in items:
        if isinstance(test, pytest.Function):
            uses = {*test.fixturenames}
            if hasattr(test, "callspec"):
                uses.update(value for value in test.callspec.params.values() if isinstance(value, str))
            for fixture in MARKS.keys() & uses:
                test.add_marker(MARKS[fixture])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """A PostgreSQL server, started when a test first wants it."""
    # Not among the folders of pytest: each run that starts closes those to all others, and the server has a user of its
    # own. The path of its socket must be short, too.
    with TemporaryDirectory() as folder, postgres(Path(folder) / "pg") as server:
        yield server


@pytest.fixture(scope="session")
def forking() -> Iterator[Forker]:
    """A process that has imported the program, to be forked for each start of it."""
    with forker() as started:
        yield started


@pytest.fixture
def processes(forking: Forker) -> Iterator[None]:
    """Let the test start the program in processes of its own."""
    with processes_expected(forking):
        yield


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of SQLite that is up to date and empty, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "sayso.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_template(postgresql: Postgres) -> str:
    """The name of a database of PostgreSQL that is up to date and empty, to be copied."""
    url = postgresql.new_database()
    migrate(url)
    return make_url(url).database or ""


@pytest.fixture(params=EITHER)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of either kind, up to date."""
    return new_database(request, tmp_path)


@pytest.fixture
def either_database(database_url: str, tmp_path: Path) -> Iterator[None]:
    """Have the program of the test keep its data in a database of SQLite, and once more in one of PostgreSQL."""
    with database_elsewhere(tmp_path, database_url):
        yield


def new_database(request: pytest.FixtureRequest, folder: Path) -> str:
    """Return the URL of an empty database that is up to date, of the kind that the fixture has for its parameter."""
    if request.param == "sqlite":
        url = database_of(folder)
        file = Path(url.removeprefix("sqlite:///"))
        file.parent.mkdir(mode=0o700, parents=True)
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        return url
    server: Postgres = request.getfixturevalue("postgresql")
    return server.new_database(template=request.getfixturevalue("migrated_template"))


def migrate(url: str) -> None:
    """Bring a database up to date, which takes longer than all that a test of it does."""

    async def opened_once() -> None:
        async with open_store(url):
            pass

    # In a thread: the loop of a test may be there already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, opened_once()).result()


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped conversations."""
    return require_library(read_files(SHIPPED))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the shipped conversations."""
    return Copy(tmp_path)
