"""How long it is from starting the program to its first question to Telegram, new and with a database that is there."""

import asyncio
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.load.api import Api, Connection
from tests.bench.load.people import Manner
from tests.bench.load.run import sayso
from tests.bench.spread import spread
from tests.program import free_port

STARTS, LONGEST = 7, 60.0


class _Polled(Api):
    """Notes when it was first asked for updates, of which it has none."""

    def __init__(self) -> None:
        super().__init__(seconds=0.0, delay=0.0, reading=0.0, manner=Manner.TAP)
        self.polled = asyncio.Event()

    async def answer(self, method: str, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        if method == "getUpdates":
            self.polled.set()
        return await super().answer(method, given)


def main() -> None:
    """Print the seconds of starts in new folders and of starts in one that is there."""
    print(f"{STARTS} starts each, seconds to the first poll")
    new = [asyncio.run(_once_in_a_new_folder()) for _ in range(STARTS)]
    print(f"{'a new installation':40} {spread(new, 2):>24}   bar: at most 1.5")
    again = asyncio.run(_again_and_again())
    print(f"{'with its database there':40} {spread(again, 2):>24}   bar: at most 1.5")


async def _once_in_a_new_folder() -> float:
    with tempfile.TemporaryDirectory() as folder:
        return await _seconds(Path(folder))


async def _again_and_again() -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        await _seconds(Path(folder))
        return [await _seconds(Path(folder)) for _ in range(STARTS)]


async def _seconds(folder: Path) -> float:
    api, port = _Polled(), free_port()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(api), "127.0.0.1", port)
    ((command, environment),) = sayso(folder, port)
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=folder, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(LONGEST):
            await api.polled.wait()
        return time.perf_counter() - started
    finally:
        process.terminate()
        await process.wait()
        server.close()
