"""Every command that Sayso prints runs as printed."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.code_base.printed import Printed, commands, fault, in_documents, in_help, in_messages, makes
from tests.code_base.repository import ROOT


@pytest.mark.parametrize(
    ("look", "at_least"), [(in_messages, 40), (in_help, 15), (in_documents, 80)], ids=["messages", "help", "documents"]
)
def test_printed_commands_run_as_printed(look: Callable[[], Iterator[Printed]], at_least: int) -> None:
    printed = list(look())
    assert len(printed) >= at_least
    assert {str(command): fault(command) for command in printed if fault(command)} == {}


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("sayso services add “Willow Ward”", "a shell does not take these quotes"),
        ('sayso services add "Willow Ward', "No closing quotation"),
        ("sayso sign-off patient", "Missing parameter: checked_by"),
        ("sayso conversations withdraw carer", "there is no command withdraw"),
        ("sayso check --folder words", "No such option: --folder"),
        ("sayso run puts the files in", "Got unexpected extra argument(s) (puts the files in)"),
        ("sayso conversations", "it names a group of commands, not one of them"),
        ("sayso conversations diff two", "Input should be a valid integer, unable to parse string as an integer"),
    ],
)
def test_a_command_that_does_not_run_is_found(command: str, why: str) -> None:
    assert fault(Printed("here", command)) == why


def test_every_target_of_make_that_is_printed_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    printed = list(makes())
    assert len(printed) >= 30
    assert [(where, target) for where, target in printed if target not in targets] == []


def test_every_command_says_what_it_does() -> None:
    assert [path for path, command in commands() if not command.help] == []
