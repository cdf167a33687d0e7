"""Sessions and codes: found by their key until their hour begins, and never overwritten by an older version."""

from dataclasses import replace

import pytest

from bot.privacy.sealing import SessionKey
from bot.privacy.withdrawal import Withdrawals
from bot.usecases.conversing.ports import SealedRow, StoredSession
from bot.usecases.ports import Stale
from tests.contracts.conftest import Ports
from tests.store.examples import outcome, waiting

KEY, OTHER = SessionKey(b"k" * 32), SessionKey(b"o" * 32)
CODE = Withdrawals(b"s" * 32).hashes("river apple spoon green")
OTHER_CODE = Withdrawals(b"s" * 32).hashes("green spoon apple river")


async def test_a_session_is_found_by_its_key(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"sealed", expires=10))

    assert await ports.sessions.load(KEY, hour=9) == StoredSession(b"sealed", version=1, expires=10)
    assert await ports.sessions.load(OTHER, hour=9) == StoredSession(None, version=0)


async def test_a_session_replaces_the_previous_one(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"previous", expires=10))
    await ports.sessions.keep(outcome(KEY, b"sealed", expires=20, version=1))

    assert (await ports.sessions.load(KEY, hour=19)).sealed == b"sealed"


async def test_a_session_is_gone_once_its_hour_begins_even_before_it_is_deleted(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"sealed", expires=10))

    assert (await ports.sessions.load(KEY, hour=10)).sealed is None


async def test_one_that_has_expired_and_is_not_deleted_yet_can_be_begun_again(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"old", expires=10))
    loaded = await ports.sessions.load(KEY, hour=10)
    assert loaded == StoredSession(None, version=1, expires=10)

    await ports.sessions.keep(outcome(KEY, b"sealed", expires=20, version=loaded.version))

    assert (await ports.sessions.load(KEY, hour=10)).sealed == b"sealed"


async def test_under_a_new_secret_a_session_leaves_its_earlier_key(ports: Ports) -> None:
    await ports.sessions.keep(outcome(OTHER, b"sealed", expires=10))

    await ports.sessions.keep(replace(outcome(KEY, b"newer", expires=11), replaces=OTHER))

    assert (await ports.sessions.load(OTHER, hour=9)).sealed is None
    assert (await ports.sessions.load(KEY, hour=9)).sealed == b"newer"


async def test_only_sessions_whose_time_is_over_are_deleted(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"sealed", expires=10))
    await ports.sessions.keep(outcome(OTHER, b"sealed", expires=11))

    assert await ports.sessions.expire(hour=9) == 0
    assert await ports.sessions.expire(hour=10) == 1
    assert (await ports.sessions.load(OTHER, hour=10)).sealed == b"sealed"
    assert await ports.sessions.expire(hour=10) == 0


async def test_a_session_of_which_another_process_kept_a_newer_version_is_not_overwritten(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"first", expires=10))

    for version in (0, 2):
        with pytest.raises(Stale):
            await ports.sessions.keep(outcome(KEY, b"late", expires=10, version=version))

    assert await ports.sessions.load(KEY, hour=9) == StoredSession(b"first", version=1, expires=10)


async def test_a_marker_comes_with_a_session_replaces_the_previous_one_and_expires_on_its_own(ports: Ports) -> None:
    for version, sealed in enumerate((b"once", b"twice")):
        with_marker = replace(outcome(KEY, b"sealed", expires=10, version=version), marker=SealedRow(OTHER, sealed, 20))
        await ports.sessions.keep(with_marker)

    assert await ports.sessions.expire(hour=10) == 1
    assert await ports.sessions.load(OTHER, hour=19) == StoredSession(b"twice", version=1, expires=20)
    assert (await ports.sessions.load(OTHER, hour=20)).sealed is None


async def test_a_marker_of_a_turn_that_came_too_late_is_not_stored(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"first", expires=10))

    with pytest.raises(Stale):
        await ports.sessions.keep(replace(outcome(KEY, b"late", expires=10), marker=SealedRow(OTHER, b"once", 20)))

    assert (await ports.sessions.load(OTHER, hour=9)).sealed is None


async def test_a_session_that_is_set_aside_is_counted_until_it_expires(ports: Ports) -> None:
    await ports.sessions.keep(outcome(KEY, b"damaged", expires=10))
    aside = SealedRow(OTHER, b"damaged", 10)

    await ports.sessions.keep(replace(outcome(KEY, b"begun again", expires=20, version=1), set_aside=aside))

    assert (await ports.sessions.load(KEY, hour=9)).sealed == b"begun again"
    assert (await ports.sessions.load(OTHER, hour=9)).sealed == b"damaged"
    assert await ports.sessions.count_set_aside() == 1
    assert await ports.sessions.expire(hour=10) == 1
    assert await ports.sessions.count_set_aside() == 0


async def test_a_code_withdraws_what_waits_and_nothing_else(ports: Ports) -> None:
    for key, code in ((KEY, CODE), (OTHER, OTHER_CODE)):
        sent = replace(waiting(key.decode()[:1]), withdraw=code.waiting)
        await ports.sessions.keep(replace(outcome(key, b"marker", expires=9), waiting=sent))
    assert await ports.codes.has(CODE)

    await ports.sessions.keep(replace(outcome(KEY, b"after", expires=9, version=1), withdrawn=CODE))

    assert not await ports.codes.has(CODE)
    assert await ports.codes.has(OTHER_CODE)
