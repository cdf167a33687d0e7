"""`sayso check`: what it prints at a terminal and elsewhere, and how it exits."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.sayso import Sayso
from tests.program import ROOT, clean_environment, expect_processes

pytestmark = pytest.mark.slow

EASY = "patient/words/en.easy-read.yaml"
PLACE = f"conversations/{EASY}:17:5:"
FOUND = "“usually” asks people to count or to look back - ask about now, and let people answer “Sometimes”"


def change(folder: Path, old: str, new: str) -> None:
    text = (folder / EASY).read_text("utf-8")
    assert old in text
    (folder / EASY).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def folder(sayso: Sayso) -> Path:
    """The conversations, with one question that breaks a rule."""
    copied = sayso.copied()
    change(copied, "Do staff tell you about", "Do staff usually tell you about")
    return copied


def test_what_breaks_a_rule_stands_under_its_step_with_its_place_and_what_to_write(sayso: Sayso, folder: Path) -> None:
    ran = sayso("check", str(folder))

    assert ran.code == 1
    assert ran.lines[-2:] == [f"conversations/{EASY}  steps.rights", f"{PLACE} error L30: {FOUND}"]
    assert ran.complained == "sayso: 1 fault to fix.\n"
    assert "\x1b" not in ran.printed


def test_a_warning_is_shown_and_stops_nothing(sayso: Sayso) -> None:
    change(sayso.copied(), "Are staff kind to you?", "Are staff genial to you?")

    ran = sayso("check")

    assert ran.code == 0
    assert "warning L08: “genial” is not an everyday word" in ran.printed
    assert ran.lines[-1].startswith("No faults, 1 warning. DRAFT words still need to be checked")


def test_an_exception_is_shown_with_its_reason(sayso: Sayso, folder: Path) -> None:
    change(folder, "steps:\n", "exceptions: [{rule: L30, step: rights, because: The group chose it.}]\nsteps:\n")

    ran = sayso("check")

    assert ran.code == 0
    assert f"{PLACE.replace(':17:', ':18:')} error L30: {FOUND} - excepted: The group chose it." in ran.lines


def test_one_conversation_can_be_looked_at_alone(sayso: Sayso, folder: Path) -> None:
    assert folder.is_dir()
    assert sayso("check", "--flow", "carer").code == 0
    assert sayso("check", "--flow", "patient").code == 1

    unknown = sayso("check", "--flow", "visitors")

    assert (unknown.code, unknown.printed) == (1, "")
    assert unknown.complained == (
        "sayso: There is no conversation “visitors” that can be read."
        " There are: carer, co-production, patient, welcome.\n"
    )


@pytest.mark.usefixtures("folder")
def test_other_programs_are_given_json_or_sarif_and_nothing_else(sayso: Sayso) -> None:
    plain, sarif = sayso("check", "--json"), sayso("check", "--sarif")

    assert (plain.code, sarif.code) == (1, 1)
    assert [each["rule"] for each in json.loads(plain.printed)["findings"] if each["severity"] == "error"] == ["L30"]
    levels = [each["level"] for each in json.loads(sarif.printed)["runs"][0]["results"]]
    assert levels.count("error") == 1
    both = sayso("check", "--json", "--sarif")
    assert (both.code, both.complained) == (1, "sayso: Choose one of --json and --sarif.\n")


@pytest.mark.usefixtures("processes")
def test_at_a_terminal_faults_are_in_colour(sayso: Sayso, folder: Path) -> None:
    expect_processes()
    ours, theirs = pty.openpty()
    environment = clean_environment(sayso.folder, conversations_dir=str(folder))
    ran = subprocess.Popen(
        [sys.executable, "-m", "bot", "check"],
        cwd=sayso.folder,
        env=environment | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "100"},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    printed = b""
    try:
        while chunk := os.read(ours, 4096):
            printed += chunk
    except OSError:
        pass  # The other end is closed: it has ended.
    os.close(ours)

    assert ran.wait() == 1
    assert b"\x1b[1;31merror L30\x1b[0m" in printed


def test_a_new_conversation_breaks_no_rule(sayso: Sayso) -> None:
    sayso.copied()
    assert sayso("new", "visitors").code == 0

    ran = sayso("check", "--flow", "visitors")

    assert ran.code == 0
    assert " warning " not in ran.printed
