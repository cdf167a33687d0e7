"""The real program with a release, and what can be fetched of it."""

import asyncio
import atexit
import csv
import io
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import aiohttp

from bot.api.charts import DRAWN
from bot.api.files import SERVED
from bot.reporting.ledger import Ledger
from bot.store.database import Database
from bot.store.opening import open_database
from tests.cli.sayso import Sayso
from tests.program import Program, database_of

API = "/api/v1"
CHARTS = tuple(f"/charts/patient/rights.{ending}" for ending in DRAWN)
ADDRESSES = ("/releases", "/wards", "/questions", *(f"/{each.name}" for each in SERVED), *CHARTS)
EVERY = ("figures", "records", "comments", "fft")
MONTHS = 4
"""Of four months before today's, three are closed, and one of these ends a quarter."""


async def nothing_more(_database: Database) -> None:
    """Leave the made-up answers as they are."""


@cache
def demonstration(more: Callable[[Database], Awaitable[None]]) -> Path:
    """Return the data of an installation with made-up answers, and more, that have been released; made once."""
    folder = Path(mkdtemp(prefix="sayso-demonstration-"))
    atexit.register(shutil.rmtree, folder)
    sayso = Sayso(folder)

    async def add_more() -> None:
        async with database_in(folder) as database:
            await more(database)

    made = sayso("demo-data", "--service", "Willow Ward", "--service", "Oak Ward", "--months", str(MONTHS))
    assert made.code == 0, made.complained
    asyncio.run(add_more())
    closed = sayso("release", "close")
    assert closed.code == 0, closed.complained
    return folder / "data"


@asynccontextmanager
async def released(
    folder: Path, more: Callable[[Database], Awaitable[None]] = nothing_more, **settings: str
) -> AsyncIterator[Program]:
    """Run an installation with made-up answers, and more, that have been released."""
    shutil.copytree(await asyncio.to_thread(demonstration, more), folder / "data")
    program = Program(folder, **settings)
    temporary = folder / "temporary"
    temporary.mkdir()
    program.environment["TMPDIR"] = str(temporary)
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


async def periods(program: Program, token: str, ledger: Ledger) -> list[str]:
    """Return the periods of the releases of a ledger, the oldest first."""
    listed = await fetch(program, "/releases", token)
    return [release["period"] for release in json.loads(listed.body) if release["ledger"] == ledger]


async def token_for(program: Program, *scopes: str) -> str:
    """Make a token with these scopes, as staff do."""
    wanted = [part for scope in scopes for part in ("--scope", scope)]
    command = ("staff", "token", f"for {' '.join(scopes)}", *wanted, "--role", "QI lead")
    made = await asyncio.to_thread(Sayso(program.folder), *command)
    assert made.code == 0, made.complained
    return made.lines[0]


class Fetched:
    """What was fetched."""

    @property
    def rows(self) -> list[dict[str, str]]:
        """Return the rows of a table in CSV."""
        return list(csv.DictReader(io.StringIO(self.body.decode("utf-8-sig"), newline="")))

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
