"""Telling people what was changed with `sayso changes`: what is asked for, printed and refused."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.sayso import Sayso
from tests.program import ROOT, clean_environment, expect_processes

SAID = ("--said", "The food is cold.", "--did", "Meals come in heated trolleys.")
LEAD = ("--role", "QI lead")
EASY = ("--easy-said", "The food is cold.", "--easy-did", "We have a hot trolley. Food stays hot.")


@pytest.mark.usefixtures("either_database")
def test_changes_are_added_listed_retired_and_reopened(sayso: Sayso) -> None:
    assert sayso("changes", "list").lines == ["There are none yet. Add one: sayso changes add"]
    sayso("services", "add", "Willow Ward", "--code", "willow", *LEAD)

    added = sayso(
        "changes", "add", *LEAD, *SAID, *EASY, "--ward", "willow", "--question", "patient.rights", "--month", "2026-05"
    )

    assert (added.code, added.complained) == (0, "")
    name = added.printed.split()[3]
    assert added.lines == [f"People are shown {name} from now on. To undo: sayso changes retire {name}"]
    words = [
        "    standard: The food is cold. → Meals come in heated trolleys.",
        "    easy-read: The food is cold. → We have a hot trolley. Food stays hot.",
    ]
    assert sayso("changes", "list").lines == [f"{name}  2026-05  willow  patient.rights", *words]
    assert sayso("changes", "retire", name, *LEAD).lines == [f"{name} is retired. To undo: sayso changes reopen {name}"]
    assert sayso("changes", "list").lines == [f"{name}  2026-05  willow  patient.rights  (retired)", *words]
    assert sayso("changes", "reopen", name, *LEAD).lines == [f"{name} is open again."]


def test_a_change_can_be_for_all_wards_and_of_this_month(sayso: Sayso) -> None:
    assert sayso("changes", "add", *LEAD, *SAID, *EASY).code == 0

    assert sayso("changes", "list").lines[0].endswith("  all wards")


def test_hard_easy_read_words_are_pointed_at_and_the_change_is_kept(sayso: Sayso) -> None:
    ran = sayso(
        "changes", "add", *LEAD, *SAID, "--easy-said", "The food isn't hot", "--easy-did", "We have two trolleys"
    )

    assert ran.code == 0
    assert ran.complained.splitlines() == [
        "sayso: easy read: write “isn't” in full",
        "sayso: easy read: write “two” in digits",
    ]
    assert len(sayso("changes", "list").lines) == 3


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((*SAID,), "Say what people said and what was done: --said, --did, --easy-said and --easy-did."),
        ((*SAID, *EASY, "--month", "May"), "A month is written like 20"),
        ((*SAID, *EASY, "--ward", "elm"), "There is no service with the code elm. See: sayso services list"),
        ((*SAID, *EASY, "--question", "patient.right"), "There is no question patient.right: did you mean"),
        ((*SAID[:3], "x" * 201, *EASY), "“xxxxxxxxxxxxxxxxxxxx…” has 201 characters. Each text has at most 200"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_kept(sayso: Sayso, more: tuple[str, ...], told: str) -> None:
    ran = sayso("changes", "add", *LEAD, *more)

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained.startswith(f"sayso: {told}")
    assert sayso("changes", "list").lines == ["There are none yet. Add one: sayso changes add"]


def test_a_change_that_is_not_there_is_told(sayso: Sayso) -> None:
    for command in ("retire", "reopen"):
        ran = sayso("changes", command, "abc234", *LEAD)

        assert (ran.code, ran.printed) == (1, "")
        assert ran.complained == "sayso: There is no change abc234. See: sayso changes list\n"


def at_a_terminal(folder: Path, typed: str, *command: str) -> tuple[int, str]:
    """Run the command with a terminal for its input; return how it ended and what it printed."""
    expect_processes()
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    try:
        ran = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *command],
            cwd=folder,
            env=clean_environment(folder) | {"PYTHONPATH": str(ROOT)},
            stdin=theirs,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_what_is_left_out_is_asked_for(sayso: Sayso) -> None:
    typed = "Meals come in heated trolleys.\nThe food is cold.\nWe have a hot trolley.\n"

    code, printed = at_a_terminal(sayso.folder, typed, "changes", "add", *LEAD, "--said", "The food is cold.")

    assert code == 0
    assert printed.startswith("We did: People said, in easy read: We did, in easy read: People are shown ")
    assert sayso("changes", "list").lines[1:] == [
        "    standard: The food is cold. → Meals come in heated trolleys.",
        "    easy-read: The food is cold. → We have a hot trolley.",
    ]


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_an_end_in_the_middle_keeps_nothing(sayso: Sayso) -> None:
    code, printed = at_a_terminal(
        sayso.folder, "Meals come hot.\n\x04\x04", "changes", "add", *LEAD, "--said", "Cold food"
    )

    assert code == 1
    assert "sayso: What people said and what was done are both needed" in printed
    assert sayso("changes", "list").lines == ["There are none yet. Add one: sayso changes add"]
