"""The `sayso` command in a folder of its own: called in this process, or started as people start it."""

import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import bot.__main__
from bot.cli import main
from tests.program import ROOT, clean_environment, expect_processes

COLUMNS = {"COLUMNS": "100"}


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    printed: str
    complained: str

    @property
    def lines(self) -> list[str]:
        """Return what it printed, line by line."""
        return self.printed.splitlines()


class Sayso:
    """The command. A call runs it in this process; `start` runs it in one of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.conversations = ROOT / "conversations"

    def __call__(self, *command: str, types: str = "", **settings: str) -> Ran:
        environment = self.environment(**settings)
        with _as_in_a_process(command, environment, self.folder, types) as (out, err):
            code = _exit_code()
        return _ended(code, _text(out), _text(err))

    def start(self, *command: str, types: str = "", **settings: str) -> Ran:
        """Run the command in a process of its own, where any warning is an error."""
        expect_processes()
        ran = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-W", "error", "-m", "bot", *command],
            cwd=self.folder,
            env=self.environment(**settings) | {"PYTHONPATH": f"{self.folder}{os.pathsep}{ROOT}"},
            input=types,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
        return _ended(ran.returncode, ran.stdout, ran.stderr)

    def environment(self, **settings: str) -> dict[str, str]:
        """Return the environment that the command gets."""
        return clean_environment(self.folder, conversations_dir=str(self.conversations), **settings) | COLUMNS

    def copied(self) -> Path:
        """Return a copy of the conversations, which are then read from there."""
        self.conversations = self.folder / "conversations"
        shutil.copytree(ROOT / "conversations", self.conversations, ignore=shutil.ignore_patterns("journeys"))
        return self.conversations


def _ended(code: int, printed: str, complained: str) -> Ran:
    assert "Traceback" not in complained + printed
    return Ran(code, printed, complained)


def _exit_code() -> int:
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


@contextmanager
def _as_in_a_process(
    command: tuple[str, ...], environment: Mapping[str, str], folder: Path, types: str
) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Give the code inside what a new process would have; yield where what it prints and complains is gathered."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    typed = io.TextIOWrapper(io.BytesIO(types.encode("utf-8", "surrogateescape")), "utf-8")
    previous = sys.argv, sys.stdin, sys.excepthook, threading.excepthook, sys.unraisablehook
    pytest_itself = sys.modules["__main__"]
    inherited, mask = dict(os.environ), os.umask(0o022)
    with ExitStack() as stack:
        stack.enter_context(chdir(folder))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        # Usage names the program by these, as `python -m bot` would have them.
        sys.argv, sys.modules["__main__"] = [str(ROOT / "bot" / "__main__.py"), *command], bot.__main__
        sys.stdin = typed
        os.environ.clear()
        os.environ.update(environment)
        try:
            yield out, err
        finally:
            sys.argv, sys.stdin, sys.excepthook, threading.excepthook, sys.unraisablehook = previous
            sys.modules["__main__"] = pytest_itself
            os.environ.clear()
            os.environ.update(inherited)
            os.umask(mask)


def _text(gathered: io.TextIOWrapper) -> str:
    gathered.seek(0)
    return gathered.read()
