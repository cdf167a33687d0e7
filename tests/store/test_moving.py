"""Moving from SQLite to PostgreSQL: every row comes along, once, or none does."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import SaysoError
from bot.privacy.withdrawal import Withdrawals
from bot.store.moving import move
from bot.store.opening import Store, open_store
from tests.postgres import Postgres
from tests.store.examples import LOGGED, WILLOW, Kept, changed, comment, outcome, put, submission, waiting

CODE = Withdrawals(b"s" * 32).hashes("river apple spoon green")
KEY = b"k" * 32


async def fill(store: Store) -> None:
    await store.services.add(WILLOW, LOGGED)
    await store.changes.add(changed("c1"), LOGGED)
    await store.sessions.keep(replace(outcome(KEY, b"sealed", expires=9), waiting=waiting("w1", "willow")))
    await store.sent_pictures.keep(account="1", picture="star", name="AgAC1")
    sent = [submission(f"s{number}", {"overall": None}, service="willow") for number in range(2500)]
    await put(store.database, [*sent, submission("mine", withdraw=CODE.submission)], [comment("c1", "“é” 👍\n")])


async def test_everything_is_there_afterwards_and_goes_on(tmp_path: Path, postgresql: Postgres) -> None:
    here, there = f"sqlite:///{tmp_path}/sayso.db", postgresql.new_database()
    async with open_store(here) as store:
        await fill(store)
    told: list[tuple[int, int]] = []

    copied = await move(here, there, lambda done, of: told.append((done, of)))

    assert told[-1] == (copied, copied)
    assert len(told) > 5
    async with open_store(there) as store:
        assert await Kept(store.database).count() == (2501, 1)
        assert (await store.sessions.load(outcome(KEY, b"", expires=0).key, hour=0)).version == 1
        assert await store.services.open() == (WILLOW,)
        assert await store.changes.open() == (changed("c1"),)
        assert await store.staff_log.listed() == (LOGGED, LOGGED)
        assert await store.sent_pictures.find(account="1", picture="star") == "AgAC1"
        assert await store.waiting_room.ready(enough=1, month="") == (waiting("w1", "willow"),)
        assert [each.text async for each, _ in Kept(store.database).comments()] == ["“é” 👍\n"]
        assert await store.codes.has(CODE)
    async with open_store(here) as store:
        assert await Kept(store.database).count() == (2501, 1)


async def test_a_database_that_is_not_empty_is_left_as_it_is(tmp_path: Path, postgresql: Postgres) -> None:
    here, there = f"sqlite:///{tmp_path}/sayso.db", postgresql.new_database()
    for url in (here, there):
        async with open_store(url) as store:
            await store.services.add(WILLOW, LOGGED)

    with pytest.raises(SaysoError, match="is not empty"):
        await move(here, there, lambda _done, _of: None)

    async with open_store(there) as store:
        assert await store.services.open() == (WILLOW,)
        assert await Kept(store.database).count() == (0, 0)


@pytest.mark.parametrize("turned", [False, True])
async def test_only_from_sqlite_to_postgresql(tmp_path: Path, postgresql: Postgres, *, turned: bool) -> None:
    here, there = f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/two.db"
    if turned:
        here, there = postgresql.new_database(), here
    with pytest.raises(SaysoError, match="moves from SQLite to PostgreSQL"):
        await move(here, there, lambda _done, _of: None)
