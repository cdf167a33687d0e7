"""Backups: all that is kept for good and nothing else, and a way back that loses nothing."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.privacy.disclosure.periods import Length
from bot.reporting.baseline import Baseline
from bot.store.backup import back_up, restore
from bot.store.baselines import StoredBaselines
from bot.store.changes import StoredChanges
from bot.store.database import Database
from bot.store.opening import open_database
from bot.store.releases import StoredReleases
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.tables import metadata
from bot.store.tokens import StoredTokens
from bot.usecases.staff.tokens import Scope, Token
from tests.store.examples import LOGGED, WILLOW, changed, comment, outcome, put, submission, waiting
from tests.store.test_releases import new_release

DRAFT = b"a-draft-that-must-not-stay-0123456789"


@pytest.fixture
async def url(file: Path) -> str:
    """A database with something in every table, closed."""
    database = open_database(f"sqlite:///{file}")
    await database.prepare()
    await fill(database)
    await database.close()
    return f"sqlite:///{file}"


async def fill(database: Database) -> None:
    await StoredServices(database).add(WILLOW, LOGGED)
    await StoredChanges(database).add(changed("c1"), LOGGED)
    baseline = Baseline(
        id="b1", flow=FlowId("patient"), question="rights", service=None, start="2026-03", because="leaflets work"
    )
    await StoredBaselines(database).add(baseline, LOGGED)
    await StoredSessions(database).keep(replace(outcome(b"k" * 32, DRAFT, expires=9), waiting=waiting("w1", "willow")))
    await put(database, [submission("s1", service="willow")], [comment("c1", service="willow")])
    await StoredTokens(database).add(b"t" * 32, Token("Power BI", frozenset(Scope)), LOGGED)
    await StoredReleases(database).add(new_release(counted={}, records={FlowId("patient"): [[["age"]]]}), Length.MONTH)


def _in_thread(call: Callable[[str, Path], object], url: str, file: Path) -> None:
    """As a program of its own would: without the event loop of the test."""
    with ThreadPoolExecutor() as threads:
        threads.submit(call, url, file).result()


def rows(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as connection:
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own names
            for name in metadata.tables
        }


def test_a_backup_holds_everything_but_open_conversations(url: str, tmp_path: Path) -> None:
    back_up(url, tmp_path / "backups" / "monday.db")

    kept = rows(tmp_path / "backups" / "monday.db")
    assert kept == {
        "sessions": 0,
        "waiting": 1,
        "services": 1,
        "submissions": 1,
        "comments": 1,
        "changes": 1,
        "baselines": 1,
        "tokens": 1,
        "staff_log": 4,
        "sent_pictures": 0,
        "releases": 1,
        "editions": 0,
        "publications": 0,
        "texts": 0,
        "figures": 2,
        "records": 1,
        "themes": 0,
    }


def test_no_draft_was_ever_in_the_file_of_a_backup(url: str, tmp_path: Path) -> None:
    back_up(url, tmp_path / "backups" / "monday.db")

    (only,) = (tmp_path / "backups").iterdir()
    assert DRAFT not in only.read_bytes()
    assert (b"k" * 32) not in only.read_bytes()
    assert only.stat().st_mode & 0o777 == 0o600


async def test_a_backup_is_made_while_the_database_is_in_use(url: str, file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM submissions").fetchall()
        _in_thread(back_up, url, tmp_path / "monday.db")
    assert rows(tmp_path / "monday.db")["submissions"] == 1


def test_a_backup_never_overwrites_anything(url: str, tmp_path: Path) -> None:
    (tmp_path / "monday.db").write_text("precious", "utf-8")
    with pytest.raises(SaysoError, match="never overwrites another"):
        back_up(url, tmp_path / "monday.db")
    assert (tmp_path / "monday.db").read_text("utf-8") == "precious"


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(SaysoError, match="cannot be written"):
        back_up(url, tmp_path / "file" / "monday.db")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "file"]


def test_what_was_lost_comes_back(url: str, file: Path, tmp_path: Path) -> None:
    back_up(url, tmp_path / "monday.db")
    file.unlink()

    assert restore(url, tmp_path / "monday.db") is None

    assert rows(file)["submissions"] == 1
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_database_before_is_set_aside_and_can_be_put_back(url: str, file: Path, tmp_path: Path) -> None:
    back_up(url, tmp_path / "monday.db")
    before = restore(url, tmp_path / "monday.db")
    assert before is not None
    assert rows(before)["sessions"] == 1
    assert rows(file)["sessions"] == 0

    again = restore(url, before)

    assert again != before
    assert rows(file)["sessions"] == 1


def test_a_damaged_database_is_set_aside_too(url: str, file: Path, tmp_path: Path) -> None:
    back_up(url, tmp_path / "monday.db")
    file.write_bytes(b"garbage" * 999)

    before = restore(url, tmp_path / "monday.db")

    assert before is not None
    assert before.read_bytes() == b"garbage" * 999
    assert rows(file)["comments"] == 1


async def test_a_database_in_use_is_not_replaced(url: str, file: Path, tmp_path: Path) -> None:
    _in_thread(back_up, url, tmp_path / "monday.db")
    database = open_database(url)
    await database.prepare()
    await StoredSessions(database).keep(outcome(b"o" * 32, b"newer", expires=9))

    with pytest.raises(SaysoError, match="is in use"):
        _in_thread(restore, url, tmp_path / "monday.db")

    await database.close()
    assert rows(file)["sessions"] == 2


@pytest.mark.parametrize("content", [b"", b"not a database" * 99, None])
def test_what_is_no_backup_changes_nothing(content: bytes | None, url: str, file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    if content is not None:
        backup.write_bytes(content)
    before = file.read_bytes()
    with pytest.raises(SaysoError, match="Nothing was changed"):
        restore(url, backup)
    assert file.read_bytes() == before


def test_half_a_backup_changes_nothing(url: str, file: Path, tmp_path: Path) -> None:
    back_up(url, tmp_path / "monday.db")
    whole = (tmp_path / "monday.db").read_bytes()
    (tmp_path / "half.db").write_bytes(whole[: len(whole) // 2])
    before = file.read_bytes()
    with pytest.raises(SaysoError, match="not a complete backup"):
        restore(url, tmp_path / "half.db")
    assert file.read_bytes() == before


def test_a_backup_of_a_newer_sayso_is_refused(url: str, file: Path, tmp_path: Path) -> None:
    back_up(url, tmp_path / "monday.db")
    with closing(sqlite3.connect(tmp_path / "monday.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(SaysoError, match="newer Sayso"):
        restore(url, tmp_path / "monday.db")
    assert rows(file)["sessions"] == 1


def test_no_unfinished_file_is_left_by_either(url: str, file: Path, tmp_path: Path) -> None:
    back_up(url, tmp_path / "monday.db")
    restore(url, tmp_path / "monday.db")
    assert sorted(each.name for each in file.parent.iterdir()) == ["sayso.db", "sayso.db.before-restore-1"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "monday.db"]
