"""Somebody at a terminal who waits for what the command asks before they type."""

import os
import pty
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.botapi import PATIENCE
from tests.program import ROOT, clean_environment, expect_processes


def type_when_asked(folder: Path, asked_and_typed: Sequence[tuple[str, str]], *command: str) -> tuple[int, str]:
    """Run the command in a terminal, typing each text once its prompt is there; return how it ended, and the screen."""
    expect_processes()
    ours, theirs = pty.openpty()
    # The terminal ends with the last process that has it, so it is not kept open here.
    program = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *command],
        cwd=folder,
        env=clean_environment(folder) | {"PYTHONPATH": str(ROOT)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    screen = b""
    try:
        for prompt, typed in asked_and_typed:
            start = len(screen)
            while prompt.encode() not in screen[start:]:
                more = _read(ours)
                assert more, f"“{prompt}” is not asked: {screen.decode()}"
                screen += more
            os.write(ours, typed.encode())
        while more := _read(ours):
            screen += more
        return program.wait(PATIENCE), screen.decode().replace("\r\n", "\n")
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def _read(terminal: int) -> bytes:
    """Return what is written next; nothing once the command has ended. AssertionError where it writes nothing."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    assert ready, "the command waits for something else"
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so at the end.
        return b""
