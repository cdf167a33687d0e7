"""Open sessions: kept safely, found again, and gone without a trace when their time is over."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.privacy.sealing import SessionKey
from bot.store.database import close_database, open_database, prepare, wipe
from bot.store.sessions import StoredSessions
from bot.store.waiting_room import StoredWaitingRoom
from tests.store.examples import outcome, waiting

KEY = SessionKey(b"k" * 32)
OTHER = SessionKey(b"o" * 32)
SEALED = b"sealed-and-easily-found-0123456789" * 40


@pytest.fixture
def sessions(engine: AsyncEngine) -> StoredSessions:
    return StoredSessions(engine)


async def test_a_session_is_found_by_its_key(sessions: StoredSessions) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    assert await sessions.load(KEY, hour=9) == SEALED
    assert await sessions.load(OTHER, hour=9) is None


async def test_a_session_takes_the_place_of_the_one_before(sessions: StoredSessions) -> None:
    await sessions.keep(outcome(KEY, b"before", expires=10))
    await sessions.keep(outcome(KEY, SEALED, expires=20))

    assert await sessions.load(KEY, hour=19) == SEALED
    assert await sessions.expire(hour=20) == 1


async def test_a_session_is_gone_once_its_hour_begins_even_before_it_is_deleted(sessions: StoredSessions) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    assert await sessions.load(KEY, hour=10) is None


async def test_a_session_that_was_saved_is_there_for_a_program_that_starts_later(
    sessions: StoredSessions, file: Path
) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    later = open_database(f"sqlite:///{file}")
    await prepare(later)
    found = await StoredSessions(later).load(KEY, hour=9)
    await close_database(later)

    assert found == SEALED


async def test_a_session_that_was_saved_is_in_the_files_at_once(sessions: StoredSessions, file: Path) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    assert any(SEALED[:34] in each.read_bytes() for each in file.parent.iterdir())


async def test_what_was_sent_takes_the_place_of_the_session(sessions: StoredSessions, engine: AsyncEngine) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    await sessions.keep(replace(outcome(KEY, b"marker", expires=11), waiting=waiting("w1", "willow")))

    assert await sessions.load(KEY, hour=9) == b"marker"
    assert await StoredWaitingRoom(engine).ready(enough=1, month="") == (waiting("w1", "willow"),)


async def test_a_turn_keeps_everything_or_nothing(sessions: StoredSessions, engine: AsyncEngine) -> None:
    await sessions.keep(replace(outcome(OTHER, b"other", expires=11), waiting=waiting("w1")))
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    with pytest.raises(IntegrityError):
        await sessions.keep(replace(outcome(KEY, b"marker", expires=11), waiting=waiting("w1")))

    assert await sessions.load(KEY, hour=9) == SEALED, "the session is as it was, so that sending can be tried again"
    assert await StoredWaitingRoom(engine).ready(enough=1, month="") == (waiting("w1"),)


async def test_under_a_new_secret_a_session_leaves_its_earlier_key(sessions: StoredSessions) -> None:
    await sessions.keep(outcome(OTHER, SEALED, expires=10))

    await sessions.keep(replace(outcome(KEY, b"newer", expires=11), replaces=OTHER))

    assert await sessions.load(OTHER, hour=9) is None
    assert await sessions.load(KEY, hour=9) == b"newer"


async def test_only_sessions_whose_time_is_over_are_deleted(sessions: StoredSessions) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))
    await sessions.keep(outcome(OTHER, SEALED, expires=11))

    assert await sessions.expire(hour=9) == 0
    assert await sessions.expire(hour=10) == 1
    assert await sessions.load(OTHER, hour=10) == SEALED
    assert await sessions.expire(hour=10) == 0


async def test_what_expired_is_in_none_of_the_files(sessions: StoredSessions, engine: AsyncEngine, file: Path) -> None:
    await sessions.keep(outcome(KEY, SEALED, expires=10))

    await sessions.expire(hour=10)
    await wipe(engine, date(2026, 3, 4))

    files = sorted(file.parent.iterdir())
    assert file in files
    assert [each.name for each in files if SEALED[:34] in each.read_bytes()] == []
    assert file.with_name("sayso.db-wal").stat().st_size == 0
