"""Each command started once as people start it: a process of its own ends as a call in this process does."""

from pathlib import Path

import pytest

from tests.cli.sayso import Sayso
from tests.cli.test_cli import COMMANDS

pytestmark = pytest.mark.slow

STARTS: tuple[tuple[str, ...], ...] = (
    ("run", "--help"),  # Tests of each channel start it for good.
    ("try", "patient"),
    ("check", "--flow", "welcome"),
    ("new", "visitors"),
    ("map", "welcome"),
    ("sheet", "patient"),
    ("sign-off", "patient", "--checked-by", "4 people", "--on", "2026-03-02"),
    ("export", "--out", "out"),
    ("backup", "monday.db"),
    ("restore", "monday.db"),
    ("move", "sqlite:///other.db"),
    ("demo-data",),
    ("redact",),
    ("settings",),
    ("review",),
    ("conversations", "list"),
    ("release", "list"),
    ("baseline", "list"),
    ("report", "groups"),
    ("services", "list"),
    ("changes", "list"),
    ("translations", "out", "ur"),
    ("staff", "list"),
    ("secret", "rotate"),
    ("xlsform", "out", "patient"),
)


def test_there_is_one_start_of_each_command() -> None:
    assert tuple(command for command, *_ in STARTS) == COMMANDS


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("command", STARTS, ids=lambda command: command[0])
def test_a_command_ends_alike_in_a_process_of_its_own_and_in_this_one(command: tuple[str, ...], tmp_path: Path) -> None:
    ran = []
    for run in (Sayso.start, Sayso.__call__):
        sayso = Sayso(tmp_path / "here")
        sayso.folder.mkdir()
        sayso.copied()
        ran.append(run(sayso, *command))
        sayso.folder.rename(tmp_path / run.__name__)
    assert ran[0] == ran[1]
