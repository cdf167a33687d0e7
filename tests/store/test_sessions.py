"""Open sessions: kept safely, found again, and gone without a trace when their time is over."""

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Comment, Submission
from bot.store.database import close_database, open_database, prepare
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.submissions import StoredSubmissions
from tests.store.examples import WILLOW, comment, submission

KEY = SessionKey(b"k" * 32)
OTHER = SessionKey(b"o" * 32)
SEALED = b"sealed-and-easily-found-0123456789" * 40


@pytest.fixture
def sessions(engine: AsyncEngine) -> StoredSessions:
    return StoredSessions(engine)


async def kept(engine: AsyncEngine) -> tuple[list[Submission], list[tuple[Comment, str]]]:
    stored = StoredSubmissions(engine)
    return [each async for each in stored.submissions()], [each async for each in stored.comments()]


async def test_a_session_is_found_by_its_key(sessions: StoredSessions) -> None:
    await sessions.save(KEY, SEALED, expires=10)

    assert await sessions.load(KEY, hour=9) == SEALED
    assert await sessions.load(OTHER, hour=9) is None


async def test_a_session_takes_the_place_of_the_one_before(sessions: StoredSessions) -> None:
    await sessions.save(KEY, b"before", expires=10)
    await sessions.save(KEY, SEALED, expires=20)

    assert await sessions.load(KEY, hour=19) == SEALED
    assert await sessions.expire(hour=20) == 1


async def test_a_session_is_gone_once_its_hour_begins_even_before_it_is_deleted(sessions: StoredSessions) -> None:
    await sessions.save(KEY, SEALED, expires=10)

    assert await sessions.load(KEY, hour=10) is None


async def test_a_session_that_was_saved_is_there_for_a_program_that_starts_later(
    sessions: StoredSessions, file: Path
) -> None:
    await sessions.save(KEY, SEALED, expires=10)

    later = open_database(f"sqlite:///{file}")
    await prepare(later)
    found = await StoredSessions(later).load(KEY, hour=9)
    await close_database(later)

    assert found == SEALED


async def test_a_session_that_was_saved_is_in_the_files_at_once(sessions: StoredSessions, file: Path) -> None:
    await sessions.save(KEY, SEALED, expires=10)

    assert any(SEALED[:34] in each.read_bytes() for each in file.parent.iterdir())


async def test_what_was_sent_takes_the_place_of_the_session(sessions: StoredSessions, engine: AsyncEngine) -> None:
    await sessions.save(KEY, SEALED, expires=10)
    sent, said = submission("s1"), [comment("c1"), comment("c2", "The food")]

    await sessions.finish(KEY, b"marker", expires=11, submission=sent, comments=said)

    assert await sessions.load(KEY, hour=9) == b"marker"
    assert await kept(engine) == ([sent], [(each, "held") for each in said])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (submission("s1"), [comment("c2")]),
        (submission("s2"), [comment("c1")]),
        (submission("s2"), [comment("c2"), comment("c2")]),
        (submission("s2", service="nowhere"), [comment("c2")]),
    ],
    ids=["the submission's id is taken", "a comment's id is taken", "two comments share an id", "an unknown service"],
)
async def test_sending_keeps_everything_or_nothing(
    sent: Submission, said: list[Comment], sessions: StoredSessions, engine: AsyncEngine
) -> None:
    await sessions.finish(OTHER, b"other", expires=11, submission=submission("s1"), comments=[comment("c1")])
    await sessions.save(KEY, SEALED, expires=10)

    with pytest.raises(IntegrityError):
        await sessions.finish(KEY, b"marker", expires=11, submission=sent, comments=said)

    assert await sessions.load(KEY, hour=9) == SEALED, "the session is as it was, so that sending can be tried again"
    assert await kept(engine) == ([submission("s1")], [(comment("c1"), "held")])


async def test_only_sessions_whose_time_is_over_are_deleted(sessions: StoredSessions) -> None:
    await sessions.save(KEY, SEALED, expires=10)
    await sessions.save(OTHER, SEALED, expires=11)

    assert await sessions.expire(hour=9) == 0
    assert await sessions.expire(hour=10) == 1
    assert await sessions.load(OTHER, hour=10) == SEALED
    assert await sessions.expire(hour=10) == 0


async def test_what_expired_is_in_none_of_the_files(sessions: StoredSessions, file: Path) -> None:
    await sessions.save(KEY, SEALED, expires=10)

    await sessions.expire(hour=10)

    files = sorted(file.parent.iterdir())
    assert file in files
    assert [each.name for each in files if SEALED[:34] in each.read_bytes()] == []
    assert file.with_name("sayso.db-wal").stat().st_size == 0


async def test_a_submission_names_the_ward_it_is_about(sessions: StoredSessions, engine: AsyncEngine) -> None:
    await StoredServices(engine).add(WILLOW)
    sent = submission("s1", {"overall": None, "help-most": ()}, service="willow")

    await sessions.finish(KEY, b"marker", expires=11, submission=sent, comments=[comment("c1", service="willow")])

    assert await kept(engine) == ([sent], [(comment("c1", service="willow"), "held")])
