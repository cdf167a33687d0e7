"""People who come back after an upgrade, and what is held of them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.store.secret import secret_from_setting
from bot.usecases.conversing.respondent_state import RespondentState
from tests import taken
from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.walker import act, is_over, screen_of
from tests.program import Program, running
from tests.upgrades.restored import Left

OPEN = ("standard", "easy-read", "written", "help", "stopped", "door", "carer", "check")
"""Those who are in the middle of a conversation."""


@asynccontextmanager
async def upgraded(left: Left, folder: Path, telegram: FakeBotApi) -> AsyncIterator[Program]:
    """Run today's program on what was left behind, at the time at which it was."""
    left.put_clock_back(folder / "clock")
    for _ in range(left.manifest["next update"] - 2):
        telegram.updates.put("message", {})
    telegram.updates.clear()
    async with running(folder, telegram, folder / "clock", secret=left.manifest["secret"]) as program:
        yield program


def person_of(left: Left, telegram: FakeBotApi, name: str) -> Person:
    person = telegram.person(first_name="Sam", id=left.people[name]["chat"])
    person.chat.known = True
    return person


def trouble(program: Program) -> list[str]:
    """Return what the program could not open, keep or look at; a machine under load may make it slow elsewhere."""
    return [line for line in program.complained.splitlines() if "open" in line or "could not" in line]


async def look(person: Person) -> str:
    """Ask to be shown again where one is, and return the screen."""
    person.read_all()
    person.send("/again")
    return (await person.expect(lambda message: bool(message.labels))).text


async def finish(person: Person) -> None:
    """Answer until thanked."""
    screen = screen_of(person)
    if screen is not None and screen.button("Carry on"):
        person.read_all()
        person.tap("Carry on")
        await person.expect(lambda message: bool(message.labels))
    for _ in range(40):
        if is_over(person):
            return
        person.read_all()
        act(person)
        await person.expect(lambda message: bool(message.labels))
    raise AssertionError(person.chat.transcript())


def held(left: Left, url: str) -> dict[str, Any]:
    """Return what is held of everybody now, by name."""
    sealer = Sealer(secret_from_setting(left.manifest["secret"]))
    sealed = {row["key"]: row["sealed"] for row in taken.rows(url, "sessions")}
    opened = {}
    for name, person in left.people.items():
        respondent = Respondent(left.manifest["channel"], str(person["chat"]))
        if (found := sealed.get(sealer.keys(respondent)[0])) is not None:
            opened[name] = json.loads(RespondentState.from_json(sealer.open(respondent, found)).session.to_json())
    return opened


def counted(url: str, left: Left) -> dict[str, int]:
    return {table: len(taken.rows(url, table)) for table in left.manifest["rows"]}
