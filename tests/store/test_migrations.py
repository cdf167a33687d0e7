"""Migrations make exactly the tables that the program works with, up and down, with rows in them."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.errors import SaysoError
from bot.privacy.disclosure.periods import Length
from bot.store import migrating
from bot.store.changes import StoredChanges
from bot.store.database import Database
from bot.store.migrating import HEAD
from bot.store.opening import open_database
from bot.store.releases import StoredReleases
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.tables import metadata
from tests.store.examples import LOGGED, WILLOW, Kept, changed, comment, outcome, put, submission

MIGRATIONS = Path(migrating.__file__).parent / "migrations"
VERSIONS = sorted(file.stem for file in (MIGRATIONS / "versions").glob("*.py"))


def configured(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database, how: Callable[[Config, str], None], to: str) -> None:
    await database.write(lambda connection: how(configured(connection), to))


async def table_names(database: Database) -> set[str]:
    return set(await database.read(lambda connection: inspect(connection).get_table_names()))


async def fill(database: Database) -> None:
    await StoredServices(database).add(WILLOW, LOGGED)
    await StoredChanges(database).add(replace(changed("one"), service=WILLOW.code), LOGGED)
    await StoredSessions(database).keep(outcome(b"k" * 32, b"sealed", expires=10))
    await put(database, [submission("one", service="willow")], [comment("two", service="willow")])


def test_the_newest_migration_is_the_one_the_program_asks_for() -> None:
    assert VERSIONS, "there are migrations"
    assert VERSIONS[-1].startswith(f"{HEAD}_")
    assert ScriptDirectory.from_config(configured()).get_current_head() == HEAD


def test_every_migration_follows_the_one_before() -> None:
    script = ScriptDirectory.from_config(configured())
    walked = [(each.revision, each.down_revision) for each in reversed(list(script.walk_revisions()))]

    numbers = [stem.partition("_")[0] for stem in VERSIONS]

    assert walked == list(zip(numbers, [None, *numbers], strict=False))


async def test_migrations_make_exactly_the_tables_of_the_program(database: Database) -> None:
    differences = await database.read(
        lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)
    )

    assert differences == []
    assert await table_names(database) == {*metadata.tables, "alembic_version"}


async def test_tables_keep_no_row_numbers_that_would_tell_an_order(sqlite: Database, file: Path) -> None:
    await fill(sqlite)
    with sqlite3.connect(file) as connection:
        for table in metadata.tables:
            with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
                connection.execute(f"SELECT rowid FROM {table}")  # noqa: S608 - our own names
    connection.close()


async def test_a_database_with_rows_in_it_goes_down_and_up_again(database: Database) -> None:
    await fill(database)

    await migrate(database, command.downgrade, "base")
    assert await table_names(database) == {"alembic_version"}

    await database.prepare()
    assert await table_names(database) == {*metadata.tables, "alembic_version"}
    assert await Kept(database).count() == (0, 0)
    await fill(database)
    assert await Kept(database).count() == (1, 1)


@pytest.mark.parametrize("number", [stem.partition("_")[0] for stem in VERSIONS])
async def test_every_step_goes_up_and_down(number: str, file: Path) -> None:
    file.parent.mkdir()
    database = open_database(f"sqlite:///{file}")

    await migrate(database, command.upgrade, number)
    before = await table_names(database)
    await migrate(database, command.downgrade, "-1")
    await migrate(database, command.upgrade, number)

    assert await table_names(database) == before
    await database.close()


async def test_the_ledgers_begin_anew_and_everybody_waits_to_be_counted_again(database: Database) -> None:
    await migrate(database, command.downgrade, "0011")
    await database.write(put_a_release_of_0011)

    await migrate(database, command.upgrade, "head")

    assert await StoredReleases(database).listed() == ()
    assert await StoredReleases(database).waits(Length.MONTH) == {(("patient", ""), "2026-01"): 1}
    said = await database.read(lambda asked: asked.exec_driver_sql("SELECT text, sealed_fft FROM comments").all())
    assert said == [("The garden", None)]


def put_a_release_of_0011(connection: Connection) -> None:
    connection.exec_driver_sql(
        "INSERT INTO releases (number, period, rules, digest) VALUES (1, '2026-01', 'the rules', 'a digest')"
    )
    connection.exec_driver_sql(
        "INSERT INTO figures VALUES (1, 'patient', 'overall', '', '', '2026-01', 25, '{\"good\": 25}')"
    )
    connection.exec_driver_sql(
        "INSERT INTO submissions (id, flow, revision, locale, register, channel, month, week, answers, release)"
        " VALUES ('a', 'patient', '0123456789abcdef', 'en', 'standard', 'telegram', '2026-01', '2026-W03', '{}', 1)"
    )
    connection.exec_driver_sql(
        "INSERT INTO comments (id, flow, question, month, fft, text, state, release)"
        " VALUES ('b', 'patient', 'good', '2026-01', 'good', 'The garden', 'held', 1)"
    )


async def test_a_migration_that_fails_leaves_nothing_half_done(file: Path) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE sent_pictures (of INTEGER)")
    connection.close()
    database = open_database(f"sqlite:///{file}")

    with pytest.raises(SaysoError, match="sent_pictures already exists"):
        await database.prepare()

    assert await table_names(database) == {"sent_pictures"}
    await database.close()


async def test_two_programs_can_make_the_database_at_once(file: Path) -> None:
    databases = [open_database(f"sqlite:///{file}") for _ in range(2)]

    await asyncio.gather(*(each.prepare() for each in databases))

    assert await table_names(databases[0]) == {*metadata.tables, "alembic_version"}
    for each in databases:
        await each.close()
