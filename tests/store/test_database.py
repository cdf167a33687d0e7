"""How the database is opened and closed, and the errors if it is unusable."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

from bot.errors import SaysoError
from bot.store.database import Database
from bot.store.migrating import is_up_to_date
from bot.store.opening import open_database
from bot.store.tables import services
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
    version = await sqlite.read(schema_version)

    await sqlite.prepare()

    assert await sqlite.read(schema_version) == version


def schema_version(connection: Connection) -> object:
    return connection.execute(text("PRAGMA schema_version")).scalar()


async def test_nothing_but_the_database_is_left_once_it_is_closed(file: Path) -> None:
    database = open_database(f"sqlite:///{file}")
    await database.prepare()

    await database.close()

    assert [entry.name for entry in file.parent.iterdir()] == ["sayso.db"]


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
    ("spoil", "cause"),
    [
        (_garbage, "file is not a database"),
        (_directory, "unable to open database file"),
        (_cut_short, "malformed"),
        (_newer, "A newer Sayso wrote the database"),
        (_another_programs, "table sessions already exists"),
    ],
)
async def test_an_unusable_database_is_reported_with_its_setting(
    spoil: Callable[[Path], None], cause: str, file: Path
) -> None:
    file.parent.mkdir()
    spoil(file)
    database = open_database(f"sqlite:///{file}")

    with pytest.raises(SaysoError) as raised:
        await database.prepare()
    await database.close()

    assert cause in str(raised.value)
    assert "SAYSO_DATABASE_URL" in str(raised.value)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)


async def test_a_folder_that_cannot_be_created_is_reported_with_its_setting(tmp_path: Path) -> None:
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


async def test_an_unreachable_server_is_reported_with_its_setting_without_user_or_password() -> None:
    database = open_database("postgresql://somebody:password1@127.0.0.1:9/sayso")

    with pytest.raises(SaysoError) as raised:
        await database.prepare()
    await database.close()

    assert "The database sayso on 127.0.0.1 cannot be used" in str(raised.value)
    assert "SAYSO_DATABASE_URL" in str(raised.value)
    assert "somebody" not in str(raised.value)
    assert "password1" not in str(raised.value)


async def test_only_one_process_holds_the_housekeeping_lock(postgresql: Postgres) -> None:
    url = postgresql.new_database()
    one, other = open_database(url), open_database(url)
    async with one.housekeeping_lock() as first, other.housekeeping_lock() as second:
        assert (first, second) == (True, False)
    async with other.housekeeping_lock() as later:
        assert later
    await one.close()
    await other.close()


async def test_either_database_can_be_read_and_wiped_at_any_time(database: Database) -> None:
    await database.read(is_up_to_date)
    await database.wipe(date(2026, 3, 4))
    async with database.housekeeping_lock() as mine:
        assert mine


async def test_a_write_that_is_cancelled_is_done_whole_or_not_at_all_and_the_next_one_works(
    database: Database,
) -> None:
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    def add(connection: Connection) -> None:
        add_service("oak", connection)
        loop.call_soon_threadsafe(begun.set)
        for _ in range(100):
            connection.execute(select(services)).all()
        add_service("yew", connection)

    writing = asyncio.create_task(database.write(add))
    await begun.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing

    await database.write(lambda connection: connection.execute(insert(services), [row("elm"), row("ash")]))
    assert await database.read(codes) in (["ash", "elm"], ["ash", "elm", "oak", "yew"])


async def test_work_of_many_at_once_is_all_done(database: Database) -> None:
    await asyncio.gather(*(database.write(partial(add_service, f"ward-{number}")) for number in range(20)))
    counts = await asyncio.gather(*(database.read(codes) for _ in range(20)))

    assert {len(listed) for listed in counts} == {20}


async def test_closing_waits_for_work_and_leaves_no_thread(file: Path) -> None:
    threads = set(threading.enumerate())
    database = open_database(f"sqlite:///{file}")
    await database.prepare()
    writing = [asyncio.create_task(database.write(partial(add_service, code))) for code in ("elm", "ash")]
    reading = asyncio.create_task(database.read(codes))
    await asyncio.sleep(0)

    await database.close()

    assert reading.done()
    assert all(task.done() for task in writing)
    assert [entry.name for entry in file.parent.iterdir()] == ["sayso.db"]
    await asyncio.get_running_loop().shutdown_default_executor()
    for thread in set(threading.enumerate()) - threads:
        thread.join(timeout=10)
        assert not thread.is_alive()


async def test_the_log_of_writes_is_emptied_while_others_read_and_write(sqlite: Database, file: Path) -> None:
    log = file.with_name("sayso.db-wal")
    await sqlite.write(partial(add_service, "elm"))
    assert log.stat().st_size

    reading = [asyncio.create_task(sqlite.read(codes)) for _ in range(20)]
    await sqlite.wipe(date(2026, 3, 4))

    assert log.stat().st_size == 0
    assert await asyncio.gather(*reading) == [["elm"]] * 20


def row(code: str) -> dict[str, object]:
    return {"code": code, "name": code.title(), "retired": False}


def add_service(code: str, connection: Connection) -> None:
    connection.execute(insert(services).values(row(code)))


def codes(connection: Connection) -> list[str]:
    return list(connection.execute(select(services.c.code).order_by(services.c.code)).scalars())
