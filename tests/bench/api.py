"""How long answers of the API take, of a year of releases, one of them of 300,000 people, on 50 wards."""

import asyncio
import json
import tempfile
import time
from pathlib import Path

import aiohttp

from bot.reporting.ledger import Ledger
from tests.bench.export import fill, run
from tests.bench.spread import spread
from tests.program import Program

TIMES = 15
BIG, LATER = "2025-03", [*(f"2025-{month:02}" for month in range(4, 13)), "2026-01", "2026-02"]
MONTHS = {BIG: 300_000, **dict.fromkeys(LATER, 5_000)}


def main() -> None:
    """Print the milliseconds of each answer: the first since the program was started, and those after it."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(fill(Path(folder), MONTHS))
        run(Path(folder), "release", "close")
        asyncio.run(_fetched(Path(folder)))


async def _fetched(folder: Path) -> None:
    program = Program(folder)
    await program.run_beside("staff", "token", "bench", "--scope", "figures", "--role", "QI lead")
    token = (folder / "beside-1-out-1.txt").read_text("utf-8").splitlines()[0]
    await program.start()
    try:
        await program.until_running()
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.ClientSession(f"{program.url}/api/v1/", headers=headers) as client:
            await _print(client)
    finally:
        await program.stop()


async def _print(client: aiohttp.ClientSession) -> None:
    listed = json.loads(await _get(client, "releases"))
    wards = [release for release in listed if release["ledger"] == Ledger.WARDS]
    if len(wards) != len(MONTHS):
        raise RuntimeError(f"there are {len(wards)} releases of wards")
    print(f"{f'ms: the first time, and {TIMES} times after it':52} {'first':>8} {'after':>18}")
    for what, path in (
        (f"{len(listed)} releases listed", "releases"),
        (f"a chart of everybody over {len(wards)} releases", "charts/patient/rights.svg"),
        (f"a chart of a ward over {len(wards)} releases", "charts/patient/rights.svg?service=ward-1"),
        ("figures.csv, of one month", f"figures.csv?period={BIG}"),
        ("figures.csv, of all releases", "figures.csv"),
    ):
        first, *after = [await _timed(client, path) for _ in range(TIMES + 1)]
        print(f"{what:52} {first:>8.0f} {spread(after, 0):>18}   bar: at most 200")
    async with client.get("figures.csv") as answer:
        known = {"If-None-Match": answer.headers["ETag"]}
    again = [await _timed(client, "figures.csv", known) for _ in range(TIMES)]
    print(f"{'figures.csv, had already (304)':61} {spread(again, 0):>18}   bar: at most 200")


async def _timed(client: aiohttp.ClientSession, path: str, headers: dict[str, str] | None = None) -> float:
    started = time.perf_counter()
    await _get(client, path, headers)
    return 1000 * (time.perf_counter() - started)


async def _get(client: aiohttp.ClientSession, path: str, headers: dict[str, str] | None = None) -> bytes:
    async with client.get(path, headers=headers) as answer:
        if answer.status not in (200, 304):
            raise RuntimeError(f"{path}: {answer.status}")
        return await answer.read()
