"""How the database is opened and closed, and what a person is told when it cannot be."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.errors import SaysoError
from bot.store.database import Database, open_database
from bot.store.migrating import is_up_to_date
from tests.postgres import Postgres


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL: what is committed survives a power cut.
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
async def test_the_database_is_opened_as_promised(pragma: str, value: str | int, sqlite: Database) -> None:
    for run in (sqlite.read, sqlite.write):
        assert await run(lambda connection: connection.execute(text(f"PRAGMA {pragma}")).scalar()) == value


async def test_a_database_that_is_up_to_date_is_left_as_it_is(sqlite: Database) -> None:
    before = await sqlite.read(schema_version)

    await sqlite.prepare()

    assert await sqlite.read(schema_version) == before


def schema_version(connection: Connection) -> object:
    return connection.execute(text("PRAGMA schema_version")).scalar()


async def test_nothing_but_the_database_is_left_once_it_is_closed(file: Path) -> None:
    database = open_database(f"sqlite:///{file}")
    await database.prepare()

    await database.close()

    assert [each.name for each in file.parent.iterdir()] == ["sayso.db"]


def _garbage(file: Path) -> None:
    file.write_bytes(b"This was a shopping list once." * 200)


def _directory(file: Path) -> None:
    file.mkdir()


def _cut_short(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.executemany("INSERT INTO alembic_version VALUES (?)", [("x" * 500,)] * 100)
    connection.close()
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 4096)


def _newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()


def _another_programs(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE sessions (id INTEGER)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_garbage, "file is not a database"),
        (_directory, "unable to open database file"),
        (_cut_short, "malformed"),
        (_newer, "A newer Sayso wrote the database"),
        (_another_programs, "table sessions already exists"),
    ],
)
async def test_a_database_that_cannot_be_used_is_told_by_its_setting(
    spoil: Callable[[Path], None], told: str, file: Path
) -> None:
    file.parent.mkdir()
    spoil(file)
    database = open_database(f"sqlite:///{file}")

    with pytest.raises(SaysoError) as raised:
        await database.prepare()
    await database.close()

    assert told in str(raised.value)
    assert "SAYSO_DATABASE_URL" in str(raised.value)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)


async def test_a_folder_that_cannot_be_made_is_told_by_its_setting(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", "utf-8")
    database = open_database(f"sqlite:///{tmp_path}/data/sub/sayso.db")

    with pytest.raises(SaysoError, match=r"SAYSO_DATABASE_URL or SAYSO_DATA_DIR"):
        await database.prepare()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://somebody:password1@db/sayso",
        "postgresql+psycopg://somebody:password1@db/sayso",
        "postgresql://somebody:password1@db",
        "sqlite+aiosqlite:///sayso.db",
        "sqlite://",
        "sayso.db",
        "",
        "mysql",
        "://",
    ],
)
def test_a_database_of_an_unknown_kind_is_refused_without_showing_the_url(url: str) -> None:
    with pytest.raises(SaysoError) as raised:
        open_database(url)

    assert "Write it like sqlite:///data/sayso.db" in str(raised.value)
    assert "password1" not in str(raised.value)


async def test_a_server_that_is_not_there_is_told_by_its_setting_without_user_or_password() -> None:
    database = open_database("postgresql://somebody:password1@127.0.0.1:9/sayso")

    with pytest.raises(SaysoError) as raised:
        await database.prepare()
    await database.close()

    assert "The database sayso on 127.0.0.1 cannot be used" in str(raised.value)
    assert "SAYSO_DATABASE_URL" in str(raised.value)
    assert "somebody" not in str(raised.value)
    assert "password1" not in str(raised.value)


async def test_only_one_process_keeps_house_at_a_time(postgresql: Postgres) -> None:
    url = postgresql.new_database()
    one, other = open_database(url), open_database(url)
    async with one.alone() as first, other.alone() as second:
        assert (first, second) == (True, False)
    async with other.alone() as later:
        assert later
    await one.close()
    await other.close()


async def test_either_database_can_be_asked_and_wiped_at_any_time(database: Database) -> None:
    await database.read(is_up_to_date)
    await database.wipe(date(2026, 3, 4))
    async with database.alone() as mine:
        assert mine
