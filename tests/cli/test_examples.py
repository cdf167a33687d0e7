"""The examples in the help of commands, followed on an installation with a demonstration."""

import re
import shlex
from datetime import timedelta
from pathlib import Path

import pytest

from bot.installation import today
from tests.cli.sayso import Ran, Sayso
from tests.code_base.printed import Printed, in_help

pytestmark = pytest.mark.slow

WORDS = "patient/words/en.yaml"
ASKED = "Do you have a say in decisions about your care?"


@pytest.fixture
def installation(sayso: Sayso) -> Sayso:
    """A demonstration with releases, a ward, and four editions of signed-off words."""
    _run(sayso, "demo-data", "--service", "Oak Ward", "--months", "3", "--each-month", "40")
    _run(sayso, "services", "add", "Willow Ward", "--code", "willow", "--role", "QI lead")
    _run(sayso, "release", "close")
    folder = sayso.copied()
    for flow in ("welcome", "carer", "co-production"):
        _sign_off(sayso, folder, flow)
    for number in range(4):
        _change(folder, f"{ASKED} ({number})")
        _run(sayso, "conversations", "push", str(folder), "--role", "ward manager", "--note", "Other words")
        _run(sayso, "conversations", "publish", "--role", "ward manager", "--unsigned-because", "to have an edition")
    return sayso


def test_every_example_in_help_runs(installation: Sayso) -> None:
    examples = list(dict.fromkeys(printed.command for printed in in_help() if _is_complete(printed)))
    failed = {}
    for example in examples:
        ran = _follow(installation, example)
        if ran.code != 0:
            failed[example] = ran.complained
        if "conversations pull" in example:
            _change(installation.folder / "words", ASKED)
            _sign_off(installation, installation.folder / "words", "patient")
    assert len(examples) >= 15
    assert not failed, "\n".join(f"{example}: {why}" for example, why in failed.items())


def _follow(sayso: Sayso, example: str) -> Ran:
    """Run an example, with a month and a folder that are there."""
    last_month = f"{today().replace(day=1) - timedelta(days=1):%Y-%m}"
    words = shlex.split(example.replace("/srv/backups", str(sayso.folder)).replace("2026-03", last_month))
    settings = dict(re.findall(r"SAYSO_([A-Z_]+)=(\S+)", example))
    command = words[words.index("sayso") + 1 :]
    return sayso(*command, types="q\n", **{name.lower(): value for name, value in settings.items()})


def _is_complete(printed: Printed) -> bool:
    """Tell whether it is a whole command, neither the name of one nor one with a placeholder such as CODE."""
    return not re.search(r"^sayso [a-z]+$|\b[A-Z]{2,}$", printed.command)


def _run(sayso: Sayso, *command: str) -> None:
    ran = sayso(*command)
    assert ran.code == 0, (command, ran.complained)


def _change(folder: Path, question: str) -> None:
    """Ask a question in other words."""
    file = folder / WORDS
    text, changes = re.subn(rf"{re.escape(ASKED)}.*", question, file.read_text("utf-8"))
    assert changes == 1
    file.write_text(text, "utf-8")


def _sign_off(sayso: Sayso, folder: Path, flow: str) -> None:
    for register in ((), ("--easy-read",)):
        _run(sayso, "sign-off", flow, *register, "--checked-by", "4 patients", "--folder", str(folder))
