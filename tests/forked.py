"""The program, forked from a process that has imported it: importing is most of what a start takes."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

ROOT = Path(__file__).parent.parent


class Start(TypedDict):
    """A command, where it runs, and the files that it prints to."""

    command: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    out: str
    err: str


class Forked:
    """A process that was forked, with what tests use of one that asyncio starts."""

    def __init__(self, pid: int, ended: Path) -> None:
        self.pid = pid
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        """Return its exit code, None while it runs; the negative number of a signal that ended it."""
        return int(self._ended.read_text("utf-8")) if self._ended.exists() else None

    async def wait(self) -> int:
        """Wait until it ends, and return its exit code."""
        while (code := self.returncode) is None:  # noqa: ASYNC110 - a file sets no event
            await asyncio.sleep(0.01)
        return code

    def send_signal(self, sent: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, sent)


class Forker:
    """A process that has imported the program."""

    def __init__(self, process: "subprocess.Popen[str]", ended: Path) -> None:
        self._process, self._ended = process, ended

    async def start(self, start: Start) -> Forked:
        """Start the program as `python -m bot` would."""
        pid = await asyncio.to_thread(self._fork, start)
        return Forked(pid, self._ended / str(pid))

    def _fork(self, start: Start) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(start), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


@contextmanager
def forker() -> Iterator[Forker]:
    """Yield a process to fork; it ends afterwards, having kept what was measured in it."""
    with (
        TemporaryDirectory() as ended,
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.forker", ended],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as process,
    ):
        yield Forker(process, Path(ended))
