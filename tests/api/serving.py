"""The real program with a release, and what can be fetched of it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.store.database import Database
from bot.store.opening import open_database
from tests.program import Program, database_of

API = "/api/v1"


async def nothing_more(_database: Database) -> None:
    """Leave the made-up answers as they are."""


@asynccontextmanager
async def released(folder: Path, more: Callable[[Database], Awaitable[None]] = nothing_more) -> AsyncIterator[Program]:
    """Run an installation with made-up answers, and more, that have been released."""
    program = Program(folder)
    temporary = folder / "temporary"
    temporary.mkdir()
    program.environment["TMPDIR"] = str(temporary)
    await program.run_beside("demo-data", "--service", "Willow Ward", "--service", "Oak Ward", "--months", "3")
    async with database_in(folder) as database:
        await more(database)
    await program.run_beside("release", "close")
    await program.start()
    try:
        await program.until_running()
        yield program
        assert [*temporary.glob("sayso-*")] == [], "what was written to be fetched is left nowhere"
        assert await program.stop() == 0, program.complained
    finally:
        if program.is_there:
            await program.kill()


@asynccontextmanager
async def database_in(folder: Path) -> AsyncIterator[Database]:
    """Open the database of an installation beside the program."""
    database = open_database(database_of(folder))
    yield database
    await database.close()


async def newest(program: Program, token: str) -> str:
    """Return the path of the newest release."""
    listed = await fetch(program, "/releases", token)
    return f"/releases/{json.loads(listed.body)[-1]['period']}"


async def token_for(program: Program, *scopes: str) -> str:
    """Make a token with these scopes, as staff do."""
    tool = Program(program.folder)
    tool._name = "token-"
    wanted = [part for scope in scopes for part in ("--scope", scope)]
    await tool.start("staff", "token", f"for {' '.join(scopes)}", *wanted, "--role", "QI lead")
    assert await tool.ended() == 0, tool.complained
    return tool.printed.splitlines()[0]


class Fetched:
    """What was fetched."""

    def __init__(self, answer: aiohttp.ClientResponse, body: bytes) -> None:
        self.status, self.headers, self.body, self.kind = answer.status, answer.headers, body, answer.content_type


async def fetch(
    program: Program, path: str, token: str | None = None, *, method: str = "GET", **headers: str
) -> Fetched:
    """Fetch a path of the API."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if token is not None:
        sent["Authorization"] = f"Bearer {token}"
    async with (
        aiohttp.ClientSession() as client,
        client.request(method, f"{program.url}{API}{path}", headers=sent) as answer,
    ):
        return Fetched(answer, await answer.read())
