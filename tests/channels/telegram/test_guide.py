"""The guide to changing words, followed to the letter on a fresh installation while a conversation is open."""

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.ids import ChoiceId
from bot.store.opening import open_database
from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.database import submissions
from tests.channels.telegram.walker import begin, screen_of
from tests.guide import Change, differences, make, steps
from tests.program import ROOT, Program, database_of
from tests.store.examples import put, submission

pytestmark = pytest.mark.slow

GUIDE = ROOT / "docs" / "editing.md"
OLD, NEW = "Do staff listen to what you want?", "Do staff listen to you?"


async def follow(program: Program, heading: str) -> None:
    """Do what a section says, and check that every command prints what the guide says."""
    for step in steps(GUIDE, heading):
        if isinstance(step, Change):
            make(step, program.folder)
            continue
        tool = await program.try_beside(*shlex.split(step.words))
        code = await tool.ended()
        printed = tool.printed + tool.complained
        refused = any(line.startswith("sayso: ") for line in step.prints)
        assert (code != 0) is refused, (step.words, printed)
        assert differences(step.prints, printed) == [], (step.words, printed)


async def in_easy_read(person: Person, *, questions: int) -> str:
    """Skip so many questions of the easy-read conversation; return the words of the screen then."""
    for _ in range(questions):
        person.read_all()
        person.tap("Skip")
        await person.expect(lambda message: bool(message.labels))
    screen = screen_of(person)
    assert screen is not None
    return screen.text


async def asked(person: Person) -> str:
    """Begin as a patient, in easy read, and go on to the third question."""
    await begin(person, "_patient")
    for label in ("Easy read", "Next", "Yes"):
        screen = screen_of(person)
        assert screen is not None
        whole = next((shown for shown in screen.labels if shown.endswith(label)), None)
        if whole is not None:
            person.read_all()
            person.tap(whole)
            await person.expect(lambda message: bool(message.labels))
    return await in_easy_read(person, questions=2)


async def test_the_guide_works_as_it_stands_while_somebody_is_in_the_middle(
    tmp_path: Path, telegram: FakeBotApi, program: Program, ada: Person
) -> None:
    words = await asked(ada)
    assert OLD in words

    await follow(program, "From a hard question to better words")
    await program.until_printed("Edition 3 of the conversations is live")
    await in_easy_read(ada, questions=1)
    ada.read_all()
    ada.tap("Back")
    again = await ada.expect(lambda message: bool(message.labels))
    assert OLD in again.text
    ben = telegram.person(first_name="Ben")
    assert NEW in await asked(ben)

    await follow(program, "Going back")
    await program.until_printed("Edition 1 of the conversations is live")
    cem = telegram.person(first_name="Cem")
    assert OLD in await asked(cem)

    await follow(program, "When two people change words at once")
    await follow(program, "Unpublishing a conversation")
    await follow(program, "A new conversation")
    assert program.complained == ""
    assert submissions(tmp_path) == []


async def test_the_export_says_which_revisions_were_answered(tmp_path: Path, program: Program) -> None:
    await follow(program, "From a hard question to better words")
    database = open_database(database_of(tmp_path))
    sent = [
        submission(f"s{number}", {"overall": (ChoiceId("poor" if number % 3 else "good"),)}) for number in range(40)
    ]
    other = [replace(submission, revision="fedcba9876543210") for submission in sent[::2]]
    await put(database, [*sent[1::2], *other], [])
    await database.close()
    await program.run_beside("release", "close")
    await program.run_beside("export", "--format", "figures", "--out", "march")
    rules = (tmp_path / "march" / "rules.txt").read_text("utf-8")
    assert "answered in these revisions: patient 0123456789abcdef, fedcba9876543210." in rules
