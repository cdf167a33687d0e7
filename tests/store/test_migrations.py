"""Migrations make exactly the tables that the program works with, up and down, with rows in them."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SaysoError
from bot.store import database
from bot.store.database import HEAD, close_database, open_database, prepare
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.submissions import StoredSubmissions
from bot.store.tables import metadata
from tests.store.examples import WILLOW, comment, outcome, put, submission

MIGRATIONS = Path(database.__file__).parent / "migrations"
VERSIONS = sorted(file.stem for file in (MIGRATIONS / "versions").glob("*.py"))


def configured(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


async def migrate(engine: AsyncEngine, how: Callable[[Config, str], None], to: str) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(lambda inner: how(configured(inner), to))


async def table_names(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        return set(await connection.run_sync(lambda inner: inspect(inner).get_table_names()))


async def fill(engine: AsyncEngine) -> None:
    await StoredServices(engine).add(WILLOW)
    await StoredSessions(engine).keep(outcome(b"k" * 32, b"sealed", expires=10))
    await put(engine, [submission("one", service="willow")], [comment("two", service="willow")])


def test_the_newest_migration_is_the_one_the_program_asks_for() -> None:
    assert VERSIONS, "there are migrations"
    assert VERSIONS[-1].startswith(f"{HEAD}_")
    assert ScriptDirectory.from_config(configured()).get_current_head() == HEAD


def test_every_migration_follows_the_one_before() -> None:
    script = ScriptDirectory.from_config(configured())
    walked = [(each.revision, each.down_revision) for each in reversed(list(script.walk_revisions()))]

    numbers = [stem.partition("_")[0] for stem in VERSIONS]

    assert walked == list(zip(numbers, [None, *numbers], strict=False))


async def test_migrations_make_exactly_the_tables_of_the_program(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        differences = await connection.run_sync(
            lambda inner: compare_metadata(MigrationContext.configure(inner), metadata)
        )

    assert differences == []
    assert await table_names(engine) == {*metadata.tables, "alembic_version"}


async def test_tables_keep_no_row_numbers_that_would_tell_an_order(sqlite: AsyncEngine, file: Path) -> None:
    await fill(sqlite)
    with sqlite3.connect(file) as connection:
        for table in metadata.tables:
            with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
                connection.execute(f"SELECT rowid FROM {table}")  # noqa: S608 - our own names
    connection.close()


async def test_a_database_with_rows_in_it_goes_down_and_up_again(engine: AsyncEngine) -> None:
    await fill(engine)

    await migrate(engine, command.downgrade, "base")
    assert await table_names(engine) == {"alembic_version"}

    await prepare(engine)
    assert await table_names(engine) == {*metadata.tables, "alembic_version"}
    assert await StoredSubmissions(engine).count() == (0, 0)
    await fill(engine)
    assert await StoredSubmissions(engine).count() == (1, 1)


@pytest.mark.parametrize("number", [stem.partition("_")[0] for stem in VERSIONS])
async def test_every_step_goes_up_and_down(number: str, file: Path) -> None:
    file.parent.mkdir()
    engine = open_database(f"sqlite:///{file}")

    await migrate(engine, command.upgrade, number)
    before = await table_names(engine)
    await migrate(engine, command.downgrade, "-1")
    await migrate(engine, command.upgrade, number)

    assert await table_names(engine) == before
    await close_database(engine)


async def test_a_migration_that_fails_leaves_nothing_half_done(file: Path) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE sent_pictures (of INTEGER)")
    connection.close()
    engine = open_database(f"sqlite:///{file}")

    with pytest.raises(SaysoError, match="sent_pictures already exists"):
        await prepare(engine)

    assert await table_names(engine) == {"sent_pictures"}
    await close_database(engine)


async def test_two_programs_can_make_the_database_at_once(file: Path) -> None:
    engines = [open_database(f"sqlite:///{file}") for _ in range(2)]

    await asyncio.gather(*map(prepare, engines))

    assert await table_names(engines[0]) == {*metadata.tables, "alembic_version"}
    for engine in engines:
        await close_database(engine)
