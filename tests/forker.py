"""A process that has imported the program, and forks it.

It takes a `Start` a line, as JSON, answers with the id of the new process, and writes the exit code of each into a file
with its id for a name, in the folder that is its argument.
"""

import gc
import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import alembic.command
import alembic.config
import asyncpg

import bot.bootstrap
import bot.store.postgresql
from bot.cli import main
from bot.privacy.redaction import make_redactor
from tests.forked import Start

__all__ = ["alembic", "asyncpg", "bot"]


def fork_in_turn(ended: Path) -> None:
    """Fork for each line that comes; return in each new process when it is over, and in this one after the last."""

    def note_ended(_signal: int, _frame: FrameType | None) -> None:
        for pid in list(running):
            changed, status = os.waitpid(pid, os.WNOHANG)
            if changed:
                running.remove(pid)
                code = ended / f"{pid}.code"
                code.write_text(str(os.waitstatus_to_exitcode(status)), "utf-8")
                code.rename(ended / str(pid))

    running: set[int] = set()
    signal.signal(signal.SIGCHLD, note_ended)
    for line in sys.stdin:
        start: Start = json.loads(line)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            _become(start)
            main()
            return
        running.add(pid)
        (ended / str(pid)).unlink(missing_ok=True)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _become(start: Start) -> None:
    os.chdir(start["folder"])
    os.environ.clear()
    os.environ.update(start["environment"])
    for descriptor, file, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, start["out"], os.O_WRONLY),
        (2, start["err"], os.O_WRONLY),
    ):
        os.dup2(os.open(file, flags), descriptor)
    sys.argv = ["sayso", *start["command"]]


if __name__ == "__main__":
    # This loads the lists of names. The model that finds others does not outlive a fork.
    make_redactor(recognisers=())("hello")
    gc.freeze()
    fork_in_turn(Path(sys.argv[1]))
