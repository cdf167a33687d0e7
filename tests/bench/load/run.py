"""Runs a bot against the load, as a process of its own, and reads what it cost."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from tests.program import ROOT, SECRET, clean_environment, free_port

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
PEERS = Path(__file__).parent / "peers"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
"""What runs the peers: `make bench` installs them apart from Sayso."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run gave: exchanges a second, milliseconds, microseconds of processor time, megabytes at the most."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    rss_mb: float
    exchanges: int


def sayso(folder: Path, port: int, **settings: str) -> tuple[Sequence[str], Mapping[str, str]]:
    """Return how the real program is started."""
    environment = clean_environment(
        folder, telegram_token=TOKEN, telegram_base_url=f"http://127.0.0.1:{port}", secret=SECRET, **settings
    )
    return [sys.executable, "-m", "bot", "run"], environment | {"PYTHONPATH": str(ROOT)}


def sayso_by_webhook(folder: Path, port: int) -> tuple[Sequence[str], Mapping[str, str]]:
    """Return how the real program is started to have updates posted to it."""
    listen = f"127.0.0.1:{free_port()}"
    return sayso(folder, port, listen=listen, webhook_url=f"http://{listen}/telegram")


def peer(name: str, folder: Path, port: int) -> tuple[Sequence[str], Mapping[str, str]]:
    """Return how a peer is started: it is told the address and a folder of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return [str(PEERS_PYTHON), str(PEERS / f"{name}.py"), f"http://127.0.0.1:{port}", TOKEN, str(folder)], environment


OURS = {"sayso": sayso, "sayso_webhook": sayso_by_webhook}


def measure(
    bot: str, *, people: int, seconds: float, delay: float = 0.0, reading: float = 0.0, writes: bool = True
) -> Run:
    """Start a bot and the load, and return what was measured once both are warm."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        arguments = [str(port), str(people), str(seconds), str(delay), str(reading), "yes" if writes else "no"]
        api = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.bench.load.api", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        _until_listening(port)
        start = OURS.get(bot, partial(peer, bot))
        command, environment = start(folder, port)
        with (folder / "log").open("wb") as log:
            process = psutil.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            assert api.stdout is not None
            if api.stdout.readline().strip() != "measuring":
                raise RuntimeError(f"{bot} did not answer:\n{(folder / 'log').read_text()[-3000:]}")
            before = process.cpu_times()
            result = json.loads(api.stdout.readline())
            after, memory = process.cpu_times(), process.memory_info()
        finally:
            process.kill()
            process.wait(20)
            api.kill()
            api.wait()
    used = after.user + after.system - before.user - before.system
    return Run(
        result["per_second"],
        result["p50_ms"],
        result["p99_ms"],
        1e6 * used / max(1, result["exchanges"]),
        memory.rss / 1e6,
        result["exchanges"],
    )


def _until_listening(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the Bot API of the load does not listen")
