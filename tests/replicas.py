"""Several processes on one PostgreSQL behind a load balancer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.botapi import FakeBotApi
from tests.program import SECRET, Program, database_of, free_port

Again = Callable[[], float | None]
"""Says after how many seconds a request comes once more, to another replica; None: it does not."""


def never() -> None:
    """Have no request come twice."""


@asynccontextmanager
async def replicas_of(telegram: FakeBotApi, folder: Path, *, again: Again = never) -> AsyncIterator[list[Program]]:
    """Run two copies of the program on the database of a folder, each request to the next of them."""
    port = free_port()
    common = {
        "telegram_token": telegram.token,
        "telegram_base_url": telegram.base_url,
        "secret": SECRET,
        "database_url": database_of(folder),
        "webhook_url": f"http://127.0.0.1:{port}/hook",
    }
    replicas = [Program(folder / f"replica-{number}", **common) for number in range(2)]
    async with balanced(port, replicas, again):
        try:
            for each in replicas:
                await each.start()
            for each in replicas:
                await each.until_running()
            yield replicas
        finally:
            for each in replicas:
                if each.is_there:
                    await each.kill()


@asynccontextmanager
async def balanced(port: int, replicas: Sequence[Program], again: Again) -> AsyncIterator[None]:
    """Pass each request on to the next replica, and some of them to another one too."""
    turns = cycle(range(len(replicas)))
    async with aiohttp.ClientSession() as client, asyncio.TaskGroup() as copies:

        async def to(number: int, request: web.Request, body: bytes, *, after: float = 0.0) -> int:
            replica = replicas[number % len(replicas)]
            await asyncio.sleep(after)
            try:
                async with client.post(f"{replica.url}{request.path}", data=body, headers=request.headers) as answer:
                    return answer.status
            except aiohttp.ClientError:
                return 502

        async def passed(request: web.Request) -> web.Response:
            body, number, seconds = await request.read(), next(turns), again()
            copy = None if seconds is None else copies.create_task(to(number + 1, request, body, after=seconds))
            status = await to(number, request, body)
            if copy is not None and not seconds:
                status = max(status, await copy)
            return web.Response(status=status)

        app = web.Application()
        app.router.add_post("/hook", passed)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()
