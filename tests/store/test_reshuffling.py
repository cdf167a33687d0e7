"""Rows are written again while others work on them: nothing that these do is lost."""

import asyncio
from collections.abc import Awaitable, Callable, MutableSequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, true

from bot.store.database import Database
from bot.store.opening import open_database
from bot.store.reshuffling import reshuffle
from bot.store.review import StoredReview
from bot.store.tables import comments, submissions
from bot.usecases.staff.ports import CommentDecision, SeenComment
from tests.store.examples import LOGGED, Kept, comment, new_id, put, submission


class Meanwhile(Random):
    """Chance that, once rows were read to be mixed, starts something, and gives it a moment before it goes on."""

    def __init__(self, start: Callable[[], "Future[int]"]) -> None:
        super().__init__(1)
        self._start = start
        self.started: Future[int] | None = None

    def shuffle(self, x: MutableSequence[Any]) -> None:
        super().shuffle(x)
        if isinstance(x[0], dict):
            self.started = self._start()
            wait([self.started], timeout=0.5)


async def rewritten_while(database: Database, table: Table, work: Callable[[Database], Awaitable[int]]) -> int:
    """Write a table again while another process works on it, and return what that came to."""
    url = database.url.render_as_string(hide_password=False)

    async def elsewhere() -> int:
        other = open_database(url)
        try:
            return await work(other)
        finally:
            await other.close()

    with ThreadPoolExecutor(1) as another:
        chance = Meanwhile(lambda: another.submit(lambda: asyncio.run(elsewhere())))
        await database.write(partial(reshuffle, table=table, which=true(), chance=chance, new_id=new_id))
        assert chance.started is not None
        return await asyncio.wrap_future(chance.started)


async def test_a_decision_about_a_comment_is_kept_or_told_not_to_be(database: Database) -> None:
    await put(database, [], [comment("c1", "The garden")])
    ((said, _),) = [each async for each in Kept(database).comments()]

    async def decide(other: Database) -> int:
        seen = SeenComment(said.id, "The garden")
        return await StoredReview(other).change(seen, replace(seen, state="hidden"), LOGGED)

    decided = await rewritten_while(database, comments, decide)

    ((_, state),) = [each async for each in Kept(database).comments()]
    assert state == ("hidden" if decided else "held")


async def test_a_decision_follows_a_comment_to_its_new_id(database: Database) -> None:
    await put(database, [], [comment("c1", "The garden")])
    review = StoredReview(database)
    ((said, _),) = [each async for each in Kept(database).comments()]
    seen = SeenComment(said.id, said.text)
    assert await review.change(seen, replace(seen, state="shown", themes=("food", "garden")), LOGGED)

    await database.write(partial(reshuffle, table=comments, which=true(), chance=Random(1), new_id=new_id))

    (moved,) = await review.listed({"shown"}, None)
    assert moved.id != said.id
    assert moved.themes == ("food", "garden")
    assert moved.decision == CommentDecision(LOGGED.role, LOGGED.day.isoformat())


async def test_what_somebody_takes_back_is_gone(database: Database) -> None:
    await put(database, [submission("s1", withdraw=b"code")], [])

    def take_back(connection: Connection) -> int:
        return connection.execute(submissions.delete().where(submissions.c.withdraw == b"code")).rowcount

    assert await rewritten_while(database, submissions, lambda other: other.write(take_back)) == 1
    assert await Kept(database).count() == (0, 0)
