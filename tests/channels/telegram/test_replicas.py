"""Several processes on one PostgreSQL behind a load balancer: each turn is taken once, by whichever it reaches."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.privacy.sealing import Sealer
from bot.privacy.waiting import from_json
from bot.store.opening import open_store
from bot.store.secret import secret_from_setting
from tests.botapi import FakeBotApi
from tests.channels.telegram.walker import COMMENT, KEPT, begin, walk
from tests.postgres import Postgres
from tests.program import SECRET, Program, free_port

PEOPLE = 12
WAIT = 30.0


@asynccontextmanager
async def balanced(port: int, replicas: Sequence[Program], *, twice: bool) -> AsyncIterator[None]:
    """Pass each request on to the next replica; with `twice`, also to the one after it, at the same time."""
    turns = cycle(range(len(replicas)))
    async with aiohttp.ClientSession() as client:

        async def to(number: int, request: web.Request, body: bytes) -> int:
            replica = replicas[number % len(replicas)]
            try:
                async with client.post(f"{replica.url}{request.path}", data=body, headers=request.headers) as answer:
                    return answer.status
            except aiohttp.ClientError:
                return 502

        async def passed(request: web.Request) -> web.Response:
            body, number = await request.read(), next(turns)
            statuses = await asyncio.gather(*(to(number + more, request, body) for more in range(1 + twice)))
            return web.Response(status=max(statuses))

        app = web.Application()
        app.router.add_post("/hook", passed)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()


def replicas_of(telegram: FakeBotApi, folder: Path, database: str, port: int) -> list[Program]:
    common = {
        "telegram_token": telegram.token,
        "telegram_base_url": telegram.base_url,
        "secret": SECRET,
        "database_url": database,
        "webhook_url": f"http://127.0.0.1:{port}/hook",
    }
    return [Program(folder / f"replica-{number}", **common) for number in range(2)]


async def kept(database: str) -> tuple[list[dict[str, list[str] | None]], list[str]]:
    """Return the answers and the comments that were sent, also those that wait."""
    async with open_store(database) as store:
        rows = await store.waiting_room.ready(enough=1, month="9999-12")
        sent = [from_json(Sealer(secret_from_setting(SECRET)).open_waiting(row.sealed)) for row in rows]
        submissions = [*(each for each, _ in sent), *[each async for each in store.submissions.submissions()]]
        comments = [comment for _, said in sent for comment in said]
        comments += [each async for each, _ in store.submissions.comments()]
    answers: list[dict[str, list[str] | None]] = [
        {step: None if given is None else [*given] for step, given in each.answers.items()} for each in submissions
    ]
    return answers, [each.text for each in comments]


@pytest.mark.parametrize("twice", [False, True], ids=["each to one", "each to both at once"])
async def test_whichever_replica_an_update_reaches_every_conversation_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi, postgresql: Postgres, *, twice: bool
) -> None:
    database, port = postgresql.new_database(), free_port()
    replicas = replicas_of(telegram, tmp_path, database, port)
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    async with balanced(port, replicas, twice=twice):
        for each in replicas:
            await each.start()
        for each in replicas:
            await each.until_running()
        await asyncio.gather(*(begin(each, "_patient", within=WAIT) for each in people))
        for _ in range(40):
            # Each reads all that there is before going on: what comes twice may be shown twice.
            await asyncio.gather(*(walk(each, screens=1, within=WAIT) for each in people))
            await telegram.expect_confirmed(within=WAIT)
        assert [await each.stop() for each in replicas] == [0, 0]
    assert await kept(database) == ([KEPT] * PEOPLE, [COMMENT] * PEOPLE)
    assert all("failed" not in each.complained for each in replicas)


async def test_when_one_replica_dies_the_other_carries_on_and_loses_nothing(
    tmp_path: Path, telegram: FakeBotApi, postgresql: Postgres
) -> None:
    database, port = postgresql.new_database(), free_port()
    replicas = replicas_of(telegram, tmp_path, database, port)
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    async with balanced(port, replicas, twice=False):
        for each in replicas:
            await each.start()
            await each.until_running()
        await asyncio.gather(*(begin(each, "_patient", within=WAIT) for each in people))
        await asyncio.gather(*(walk(each, screens=5, within=WAIT) for each in people))
        await replicas[0].kill()
        await asyncio.gather(*(walk(each, within=WAIT) for each in people))
        await telegram.expect_confirmed(within=WAIT)
        assert await replicas[1].stop() == 0
    assert await kept(database) == ([KEPT] * PEOPLE, [COMMENT] * PEOPLE)
