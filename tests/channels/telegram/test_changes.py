"""“You said, we did”: what staff add is read by people on the same ward, at the end and with /changes."""

import asyncio
from pathlib import Path

import pytest

from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.database import rows
from tests.channels.telegram.walker import begin, walk
from tests.program import Program, running

pytestmark = pytest.mark.usefixtures("processes")

A_MOMENT = 1.1
"""Seconds after which the program has read again what was changed."""

STANDARD = "You said: The food is cold.\nWe did: Meals come in heated trolleys."
EASY = "You said:\nThe food is cold.\nWe did:\nWe have a hot trolley.\nFood stays hot."
CHANGE = (
    "--said", "The food is cold.", "--did", "Meals come in heated trolleys.",
    "--easy-said", "The food is cold.", "--easy-did", "We have a hot trolley. Food stays hot.",
    "--month", "2026-05",
)  # fmt: skip


async def run(folder: Path, *command: str) -> None:
    tool = Program(folder)
    await tool.start(*command)
    assert await tool.ended() == 0, tool.complained


async def test_a_change_is_read_at_the_end_and_when_somebody_asks_in_the_words_they_use(
    tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await run(tmp_path, "services", "add", "Willow Ward", "--code", "willow", "--role", "QI lead")
    await run(tmp_path, "services", "add", "Oak Ward", "--code", "oak", "--role", "QI lead")
    await run(tmp_path, "changes", "add", *CHANGE, "--role", "QI lead", "--ward", "willow")
    async with running(tmp_path, telegram):
        await begin(ada, "willow_patient")
        ada.command("changes")
        easy = await ada.expect("May 2026")
        assert EASY in easy.text, "the first words are easy read"
        await walk(ada, screens=3)
        ada.read_all()
        ada.command("changes")
        standard = await ada.expect("May 2026")
        assert STANDARD in standard.text
        assert "Question 2 of" in standard.text, "and the conversation goes on where it was"
        assert standard.labels
        await walk(ada)
        (thanks,) = [message for message in ada.messages if message.by_bot and message.text.startswith("Thank you")]
        assert f"May 2026\n{STANDARD}" in thanks.text
        ada.read_all()
        ada.send("What has changed?")
        again = await ada.expect("May 2026")
        assert "Start again" in again.labels

        bob = telegram.person(first_name="Bob")
        await begin(bob, "oak_patient")
        bob.command("changes")
        nothing = await bob.expect("We have nothing to tell you yet.")
        assert nothing.labels
        await walk(bob)
        assert not any("We did" in message.text for message in bob.messages)
    assert telegram.refusals == []


async def test_a_change_that_is_added_while_it_runs_is_told_and_no_longer_once_it_is_retired(
    tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    async with running(tmp_path, telegram) as program:
        await begin(ada, "_patient")
        await program.run_beside("changes", "add", *CHANGE, "--role", "QI lead")
        await asyncio.sleep(A_MOMENT)
        ada.read_all()
        ada.command("changes")
        await ada.expect(EASY)
        (added,) = rows(tmp_path, "changes")
        await program.run_beside("changes", "retire", added["id"], "--role", "QI lead")
        await asyncio.sleep(A_MOMENT)
        ada.read_all()
        ada.command("changes")
        await ada.expect("We have nothing to tell you yet.")


async def test_the_menu_of_commands_has_changes(tmp_path: Path, telegram: FakeBotApi) -> None:
    async with running(tmp_path, telegram):
        (call,) = telegram.called("setMyCommands")
    commands = call.parameters["commands"]
    assert isinstance(commands, list)
    assert {"command": "changes", "description": "What we changed"} in commands
