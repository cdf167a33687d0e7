"""What a command needs to know is asked for in a terminal; elsewhere the option to add is named."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.sayso import Sayso
from tests.program import ROOT, clean_environment, expect_processes

pytestmark = pytest.mark.slow

COMMANDS = {
    "publish": ((), "There is no edition yet."),
    "rollback": ((), "There is nothing to roll back to"),
    "unpublish": (("carer",), "Nothing is published yet."),
}


def in_terminal(folder: Path, *command: str, types: str) -> str:
    """Run a command with a terminal for its input, and return what it printed."""
    expect_processes()
    keyboard, terminal = pty.openpty()
    os.write(keyboard, types.encode())
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *command],
        cwd=folder,
        env=clean_environment(folder) | {"PYTHONPATH": str(ROOT)},
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    for end in (keyboard, terminal):
        with suppress(OSError):
            os.close(end)
    return ran.stdout


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize(("name", "more", "outcome"), [(name, *rest) for name, rest in COMMANDS.items()])
def test_a_role_is_asked_for_in_a_terminal(name: str, more: tuple[str, ...], outcome: str, tmp_path: Path) -> None:
    printed = in_terminal(tmp_path, "conversations", name, *more, types="ward manager\n")
    assert "Your role, such as ward manager (no names)" in printed
    assert outcome in printed


@pytest.mark.usefixtures("processes")
def test_a_push_asks_for_the_note_too_and_keeps_both(tmp_path: Path) -> None:
    sayso = Sayso(tmp_path)
    typed = "Fewer words\nward manager\n"
    # A copy: a push leaves a file in the folder that says which edition it is.
    printed = in_terminal(tmp_path, "conversations", "push", str(sayso.copied()), types=typed)
    assert "What you changed, in a few words" in printed
    assert "ward manager: Fewer words" in sayso("conversations", "list").printed


@pytest.mark.parametrize(("name", "more"), [(name, more) for name, (more, _) in COMMANDS.items()])
def test_without_a_terminal_the_option_to_add_is_named(name: str, more: tuple[str, ...], tmp_path: Path) -> None:
    ran = Sayso(tmp_path)("conversations", name, *more)
    assert (ran.code, ran.complained) == (1, 'sayso: This needs one more option: --role "ward manager"\n')
