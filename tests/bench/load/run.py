"""Runs a bot against the load, as a process of its own, and reads what it cost."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import psutil

from tests.bench.load.people import Manner
from tests.program import ROOT, SECRET, clean_environment, free_port

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
PEERS = Path(__file__).parent / "peers"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
"""What runs the peers: `make bench` installs them apart from Sayso."""


Command = tuple[Sequence[str], Mapping[str, str]]
"""What is started, and in what environment."""

Start = Callable[[Path, int], Sequence[Command]]
"""Says how a bot is started, given a folder of its own and the port of the Bot API; several for several replicas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """So many people for so many seconds; how much longer each call takes, and how long everybody reads."""

    people: int
    seconds: float
    delay: float = 0.0
    reading: float = 0.0
    manner: Manner = Manner.WRITE


@dataclass(frozen=True, slots=True)
class Run:
    """What one run gave: exchanges a second, milliseconds, microseconds of processor time, megabytes in the end."""

    per_second: float
    p50_ms: float
    p99_ms: float
    taps_p99_ms: float
    cpu_us: float
    rss_mb: float
    exchanges: int


@dataclass(frozen=True, slots=True)
class Running:
    """A bot under load that is warm and being measured."""

    folder: Path
    processes: Sequence[psutil.Popen]
    _results: IO[str]
    _used_before: float

    @property
    def rss_mb(self) -> float:
        """Return how many megabytes of memory it uses."""
        megabytes: float = sum(each.memory_info().rss for each in self.processes) / 1e6
        return megabytes

    def run(self) -> Run:
        """Wait until the seconds are over, and return what was measured."""
        result = json.loads(self._results.readline())
        used = _used(self.processes) - self._used_before
        return Run(
            result["per_second"],
            result["p50_ms"],
            result["p99_ms"],
            result["taps_p99_ms"],
            1e6 * used / max(1, result["exchanges"]),
            self.rss_mb,
            result["exchanges"],
        )


def sayso(folder: Path, port: int, **settings: str) -> Sequence[Command]:
    """Return how the real program is started."""
    environment = clean_environment(
        folder, telegram_token=TOKEN, telegram_base_url=f"http://127.0.0.1:{port}", secret=SECRET, **settings
    )
    return [([sys.executable, "-m", "bot", "run"], environment | {"PYTHONPATH": str(ROOT)})]


def sayso_by_webhook(folder: Path, port: int, **settings: str) -> Sequence[Command]:
    """Return how the real program is started to have updates posted to it."""
    listen = f"127.0.0.1:{free_port()}"
    return sayso(folder, port, listen=listen, webhook_url=f"http://{listen}/telegram", **settings)


def peer(name: str, folder: Path, port: int) -> Sequence[Command]:
    """Return how a peer is started: it is told the address and a folder of its own."""
    command = [str(PEERS_PYTHON), str(PEERS / f"{name}.py"), f"http://127.0.0.1:{port}", TOKEN, str(folder)]
    return [(command, {**os.environ, "PYTHONPATH": str(ROOT)})]


BOTS: Mapping[str, Start] = {
    "sayso": sayso,
    "sayso_webhook": sayso_by_webhook,
    **{name: partial(peer, name) for name in ("ptb_conversation", "aiogram_survey", "ptb_echo")},
}


def measure(start: Start, load: Load) -> Run:
    """Start a bot and the load, and return what was measured once both are warm."""
    with under_load(start, load) as running:
        return running.run()


@contextmanager
def under_load(start: Start, load: Load) -> Iterator[Running]:
    """Start a bot and the load, and yield once both are warm. RuntimeError where the bot does not answer."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as ends:
        folder, port = Path(name), free_port()
        numbers = (port, load.people, load.seconds, load.delay, load.reading, load.manner)
        api = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.bench.load.api", *map(str, numbers)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        ends.callback(_end, api)
        _until_listening(port)
        log = ends.enter_context((folder / "log").open("wb"))
        processes = []
        for command, environment in start(folder, port):
            processes.append(psutil.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log))
            ends.callback(_end, processes[-1])
        assert api.stdout is not None
        if api.stdout.readline().strip() != "measuring":
            raise RuntimeError(f"the bot did not answer:\n{(folder / 'log').read_text()[-3000:]}")
        yield Running(folder, processes, api.stdout, _used(processes))


def _used(processes: Sequence[psutil.Popen]) -> float:
    """Return the seconds of processor time that they have used."""
    seconds: float = sum(times.user + times.system for times in (each.cpu_times() for each in processes))
    return seconds


def _end(process: "subprocess.Popen[str] | psutil.Popen") -> None:
    process.kill()
    process.wait(20)


def _until_listening(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the Bot API of the load does not listen")
