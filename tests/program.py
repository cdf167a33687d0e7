"""The real program as a process of its own, started the way an installation starts it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import IO

from tests.botapi import PATIENCE, FakeBotApi
from tests.forked import Forked, Forker, Start

ROOT = Path(__file__).parent.parent
SECRET = "a secret that is only for tests, 0123456789"


WITHOUT_THE_MODEL = """
import importlib.util as util
found = util.find_spec
util.find_spec = lambda name, package=None: None if name.startswith("arcjet") else found(name, package)
"""
"""What Python runs first, to be as if the model that finds names were not installed."""


_ELSEWHERE: dict[Path, str] = {}
_FORKERS: list[Forker] = []


@contextmanager
def processes_expected(forker: Forker) -> Iterator[None]:
    """Let a test start the program in processes of its own: its fixture is what the mark of the test is set by."""
    _FORKERS.append(forker)
    try:
        yield
    finally:
        _FORKERS.pop()


def expect_processes() -> None:
    """AssertionError where a test starts a process that its fixtures do not say."""
    assert _FORKERS or "PYTEST_CURRENT_TEST" not in os.environ, "the test must use the fixture `processes`"


@contextmanager
def database_elsewhere(folder: Path, url: str) -> Iterator[None]:
    """Have the installations of a folder keep their data in another database than the file they would make."""
    _ELSEWHERE[folder] = url
    try:
        yield
    finally:
        del _ELSEWHERE[folder]


def database_of(folder: Path) -> str:
    """Return the URL of the database of the installation in a folder."""
    return _ELSEWHERE.get(folder, f"sqlite:///{folder}/data/sayso.db")


def clean_environment(folder: Path, **settings: str) -> dict[str, str]:
    """Return an environment without any of our settings but these."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    ours = {
        "SAYSO_CONVERSATIONS_DIR": str(ROOT / "conversations"),
        "SAYSO_DATA_DIR": str(folder / "data"),
        "SAYSO_LISTEN": f"127.0.0.1:{free_port()}",
    }
    if folder in _ELSEWHERE:
        ours["SAYSO_DATABASE_URL"] = _ELSEWHERE[folder]
    return inherited | ours | {f"SAYSO_{name.upper()}": value for name, value in settings.items()}


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Program:
    """`sayso run`, in a folder of its own; what it prints is gathered in files there."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.environment = clean_environment(folder, **settings)
        self.process: asyncio.subprocess.Process | Forked | None = None
        self._starts = self._beside = 0
        self._name = ""
        self.before_ours: list[str] = []
        """Folders that Python looks in before it finds the program: for what has to watch it from inside."""

    @property
    def url(self) -> str:
        """Return the address that it listens on."""
        return f"http://{self.environment['SAYSO_LISTEN']}"

    @property
    def is_there(self) -> bool:
        """Tell whether its process was started and has not ended."""
        return self.process is not None and self.process.returncode is None

    async def run_beside(self, *command: str) -> None:
        """Run another command of the same installation to its end. AssertionError, with what it said, if it fails."""
        beside = await self.try_beside(*command)
        assert await beside.ended() == 0, beside.complained

    async def try_beside(self, *command: str) -> "Program":
        """Run another command of the same installation to its end, in lines of 120 characters, and return it."""
        self._beside += 1
        beside = Program(self.folder)
        beside.environment, beside._name = self.environment | {"COLUMNS": "120"}, f"beside-{self._beside}-"
        await beside.start(*command)
        await beside.ended()
        return beside

    async def start(self, *command: str) -> None:
        """Start it, and do not wait for anything."""
        expect_processes()
        self._starts += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._file("out").open("wb") as out, self._file("err").open("wb") as err:
            self.process = await self._launch(command or ("run",), out, err)

    async def until_running(self) -> None:
        """Wait until it says that it is running. AssertionError, with what it printed, if it ends instead."""
        async with asyncio.timeout(PATIENCE):
            while "Sayso is running" not in self.printed:
                assert self.process is not None
                assert self.process.returncode is None, f"ended:\n{self.printed}\n{self.complained}"
                await asyncio.sleep(0.02)

    async def until_printed(self, words: str) -> None:
        """Wait until it has printed these words. AssertionError, with what it printed, if that takes too long."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.printed:
                assert self.is_there, f"ended:\n{self.printed}\n{self.complained}"
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it with SIGKILL: no handler runs, nothing is finished."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop, and return its exit code."""
        return await self._end(signal.SIGTERM)

    async def ended(self) -> int:
        """Wait until it ends by itself, and return its exit code."""
        assert self.process is not None
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    @property
    def printed(self) -> str:
        """Return what it printed since it was last started."""
        return self._file("out").read_text("utf-8")

    @property
    def complained(self) -> str:
        """Return what it wrote to standard error since it was last started."""
        return self._file("err").read_text("utf-8")

    async def _launch(
        self, command: Sequence[str], out: IO[bytes], err: IO[bytes]
    ) -> asyncio.subprocess.Process | Forked:
        if _FORKERS and not self.before_ours:
            start = Start(
                command=command,
                folder=str(self.folder),
                environment=self.environment,
                out=out.name,
                err=err.name,
            )
            return await _FORKERS[-1].start(start)
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *command,
            cwd=self.folder, env=self.environment | {"PYTHONPATH": os.pathsep.join([*self.before_ours, str(ROOT)])},
            stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=err,
        )  # fmt: skip

    async def _end(self, how: signal.Signals) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.ended()

    def _file(self, stream: str) -> Path:
        return self.folder / f"{self._name}{stream}-{self._starts}.txt"


@asynccontextmanager
async def running(folder: Path, telegram: FakeBotApi, *before_ours: Path, **settings: str) -> AsyncIterator[Program]:
    """Run the program against a Bot API; stop it in the end and see that it ended well."""
    program = Program(folder, telegram_token=telegram.token, telegram_base_url=telegram.base_url, **settings)
    program.before_ours = [str(each) for each in before_ours]
    await program.start()
    try:
        await program.until_running()
        yield program
        assert await program.stop() == 0, program.complained
    finally:
        if program.is_there:
            await program.kill()
