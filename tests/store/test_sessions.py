"""Open sessions: kept safely, found again, and gone without a trace when their time is over."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.privacy.sealing import SessionKey
from bot.store.database import Database
from bot.store.opening import open_database
from bot.store.sessions import StoredSessions
from bot.store.waiting_room import StoredWaitingRoom
from bot.usecases.ports import Stale
from tests.store.examples import outcome, waiting

KEY = SessionKey(b"k" * 32)
OTHER = SessionKey(b"o" * 32)
SEALED = b"sealed-and-easily-found-0123456789" * 40


@pytest.fixture
def sessions(database: Database) -> StoredSessions:
    return StoredSessions(database)


async def test_a_session_that_was_saved_is_there_for_a_program_that_starts_later(
    sessions: StoredSessions, database: Database
) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    later = open_database(database.url.render_as_string(hide_password=False))
    await later.prepare()
    loaded = (await StoredSessions(later).load(KEY, hour=9)).sealed
    await later.close()

    assert loaded == SEALED


async def test_a_session_that_was_saved_is_in_the_files_at_once(sqlite: Database, file: Path) -> None:
    await StoredSessions(sqlite).keep(outcome(KEY, SEALED, expires=10))

    assert any(SEALED[:34] in path.read_bytes() for path in file.parent.iterdir())


async def test_what_was_sent_takes_the_place_of_the_session(sessions: StoredSessions, database: Database) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    await sessions.keep(replace(outcome(KEY, b"marker", expires=11, version=1), waiting=waiting("w1", "willow")))

    assert (await sessions.load(KEY, hour=9)).sealed == b"marker"
    assert await StoredWaitingRoom(database).ready(enough=1, month="") == (waiting("w1", "willow"),)


async def test_a_turn_keeps_everything_or_nothing(sessions: StoredSessions, database: Database) -> None:
    await sessions.keep(replace(outcome(OTHER, b"other", expires=11), waiting=waiting("w1")))
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    with pytest.raises(IntegrityError):
        await sessions.keep(replace(outcome(KEY, b"marker", expires=11, version=1), waiting=waiting("w1")))

    assert (await sessions.load(KEY, hour=9)).sealed == SEALED, (
        "the session is as it was, so that sending can be tried again"
    )
    assert await StoredWaitingRoom(database).ready(enough=1, month="") == (waiting("w1"),)


async def test_what_expired_is_in_none_of_the_files(sqlite: Database, file: Path) -> None:
    sessions = StoredSessions(sqlite)
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    await sessions.expire(hour=10)
    await sqlite.wipe(date(2026, 3, 4))

    files = sorted(file.parent.iterdir())
    assert file in files
    assert [path.name for path in files if SEALED[:34] in path.read_bytes()] == []
    assert file.with_name("sayso.db-wal").stat().st_size == 0


async def test_a_session_of_which_another_process_kept_a_newer_version_is_not_overwritten(
    sessions: StoredSessions, database: Database
) -> None:
    await sessions.keep(outcome(KEY, b"first", expires=10))
    assert (await sessions.load(KEY, hour=9)).version == 1

    for version in (0, 2):
        late = replace(outcome(KEY, b"late", expires=10, version=version), waiting=waiting(f"w{version}"))
        with pytest.raises(Stale):
            await sessions.keep(late)

    assert (await sessions.load(KEY, hour=9)).sealed == b"first"
    assert await StoredWaitingRoom(database).ready(enough=1, month="9999-12") == ()


async def test_many_turns_that_end_at_once_are_all_kept(sessions: StoredSessions) -> None:
    keys = [SessionKey(number.to_bytes(32, "big")) for number in range(500)]
    await asyncio.gather(*(sessions.keep(outcome(key, key + SEALED, expires=10)) for key in keys))
    loaded = await asyncio.gather(*(sessions.load(key, hour=9) for key in keys))
    assert [session.sealed for session in loaded] == [key + SEALED for key in keys]


async def test_one_turn_that_cannot_be_kept_takes_no_other_with_it(sessions: StoredSessions) -> None:
    await sessions.keep(replace(outcome(OTHER, b"other", expires=10), waiting=waiting("w1")))
    keys = [SessionKey(number.to_bytes(32, "big")) for number in range(20)]
    bad = replace(outcome(KEY, b"bad", expires=10), waiting=waiting("w1"))
    kept = await asyncio.gather(
        *(sessions.keep(outcome(key, SEALED, expires=10)) for key in keys), sessions.keep(bad), return_exceptions=True
    )
    assert [type(result) for result in kept] == [type(None)] * 20 + [IntegrityError]
    assert (await sessions.load(KEY, hour=9)).sealed is None
    assert all([(await sessions.load(key, hour=9)).sealed == SEALED for key in keys])
