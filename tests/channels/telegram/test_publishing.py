"""Publishing while people are in the middle: nobody sees a mixture, nobody is stuck, and there is a way back."""

import asyncio
import csv
import re
from pathlib import Path

import pytest

from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.database import submissions
from tests.channels.telegram.walker import begin, is_over, screen_of, walk
from tests.program import Program, running

pytestmark = [pytest.mark.usefixtures("processes"), pytest.mark.slow]

MARK = "Now: "
BY = ("--role", "ward manager")
WHY = ("--unsigned-because", "a group checks it on Monday")
PEOPLE = 200
QUESTION = re.compile(rf"^(?:{MARK})?(?:Have|Do|Are|Is) .*\?", re.MULTILINE)


async def published(program: Program, folder: Path) -> None:
    """Pull, mark every question of the patient conversation, push and publish."""
    await program.run_beside("conversations", "pull", str(folder))
    words = folder / "patient" / "words" / "en.yaml"
    text = words.read_text("utf-8")
    marked = re.sub(r"^    prompt: (?=(?:Have|Do|Are|Is) )", f'    prompt: "{MARK}', text, flags=re.MULTILINE)
    marked = re.sub(rf'^(    prompt: "{MARK}.*)$', r'\1"', marked, flags=re.MULTILINE)
    assert marked.count(MARK) >= 5
    words.write_text(marked, "utf-8")
    await program.run_beside("conversations", "push", str(folder), *BY, "--note", "Marked")
    await program.run_beside("conversations", "publish", *BY, *WHY)


def questions(person: Person) -> list[str]:
    """Return the questions of the patient conversation that a person has been asked, in order."""
    return [match[0] for message in person.messages if message.by_bot for match in QUESTION.finditer(message.text)]


def is_new(person: Person) -> bool:
    """Tell which edition somebody was asked in. AssertionError where it was both."""
    asked = questions(person)
    assert asked
    marked = {question.startswith(MARK) for question in asked}
    assert len(marked) == 1, asked
    return marked.pop()


@pytest.mark.usefixtures("either_database")
async def test_who_is_part_way_through_finishes_on_the_old_words_and_the_next_gets_the_new(
    tmp_path: Path, telegram: FakeBotApi, program: Program, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=4)
    await published(program, tmp_path / "words")
    await program.until_printed("Edition 2 of the conversations is live")
    await walk(ada)
    assert is_over(ada)
    assert not is_new(ada)

    ben = telegram.person(first_name="Ben")
    await begin(ben, "_patient")
    await walk(ben)
    assert is_over(ben)
    assert is_new(ben)

    await program.run_beside("conversations", "rollback", *BY)
    await program.until_printed("Edition 1 of the conversations is live")
    cem = telegram.person(first_name="Cem")
    await begin(cem, "_patient")
    await walk(cem)
    assert is_over(cem)
    assert not is_new(cem)
    await telegram.expect_confirmed()
    first, second, third = (submission["revision"] for submission in submissions(tmp_path))
    assert len({first, second, third}) == 2
    assert program.complained == ""


async def test_a_conversation_that_was_taken_away_ends_kindly_at_the_next_tap_and_cannot_be_begun(
    tmp_path: Path, telegram: FakeBotApi, program: Program, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=4)
    await program.run_beside("conversations", "unpublish", "patient", *BY)
    await program.until_printed("Edition 1 of the conversations is live")
    await walk(ada, screens=1)
    assert any("We have stopped asking these questions" in message.text for message in ada.messages if message.by_bot)
    screen = screen_of(ada)
    assert screen is not None
    ben = telegram.person(first_name="Ben")
    await begin(ben, "_patient")
    await walk(ben, screens=1)
    offered = screen_of(ben)
    assert offered is not None
    assert "I am a patient" not in offered.labels
    assert "I care for a patient" in offered.labels
    assert submissions(tmp_path) == []


async def test_of_200_people_in_the_middle_nobody_sees_a_mixture_and_nobody_is_stuck(
    tmp_path: Path, telegram: FakeBotApi, program: Program
) -> None:
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    await asyncio.gather(*(begin(person, "_patient") for person in people))
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(walk(person))
        group.create_task(published(program, tmp_path / "words"))
    assert all(map(is_over, people))
    assert {is_new(person) for person in people} <= {True, False}
    await telegram.expect_confirmed()
    assert len(submissions(tmp_path)) == PEOPLE
    assert program.complained == ""


async def test_the_export_carries_the_revisions_of_both_editions(tmp_path: Path, telegram: FakeBotApi) -> None:
    async with running(tmp_path, telegram) as program:
        await published(program, tmp_path / "words")
        edition = tmp_path / "both"
        await program.run_beside("demo-data", "--service", "Willow Ward", "--months", "3", "--each-month", "40")
        await program.run_beside("conversations", "rollback", *BY)
        await program.run_beside("demo-data", "--service", "Willow Ward", "--months", "3", "--each-month", "40")
        await program.run_beside("release", "close")
        await program.run_beside("export", "--format", "wide", "--out", str(edition))
    rules = (edition / "demo-rules.txt").read_text("utf-8")
    stated = re.search(r"revisions: (.*)\.", rules)
    assert stated is not None
    patient = next(revision for revision in stated[1].split("; ") if revision.startswith("patient"))
    assert len(patient.removeprefix("patient ").split(", ")) == 2
    with (edition / "demo-records.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) > 10
