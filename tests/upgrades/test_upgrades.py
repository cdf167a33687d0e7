"""The program starts on databases that earlier versions left behind, and everybody goes on where they were."""

from collections import Counter
from pathlib import Path

import pytest

from tests import taken
from tests.botapi import FakeBotApi
from tests.program import database_of
from tests.upgrades.restored import WITH_EDITIONS, Left
from tests.upgrades.returning import OPEN, counted, finish, held, look, person_of, trouble, upgraded

pytestmark = pytest.mark.usefixtures("processes")

CHANGED = "Changed for edition 2."


async def test_everybody_in_the_middle_goes_on_where_they_were_with_every_answer(
    left: Left, tmp_path: Path, telegram: FakeBotApi
) -> None:
    people = {name: person_of(left, telegram, name) for name in OPEN}
    async with upgraded(left, tmp_path, telegram) as program:
        for person in people.values():
            await look(person)
        await telegram.expect_confirmed()
        assert trouble(program) == []
    now = held(left, database_of(tmp_path))
    for name in OPEN:
        before = left.people[name]["session"]
        where = ["flow", "wording", "stage", "answers", "service", "door", "nonce"]
        # Without editions the words of before are gone: people are told so, and asked the first question not answered.
        where += ["step", "taken_out", "revision"] if left.version in WITH_EDITIONS else []
        assert {part: now[name][part] for part in where} == {part: before[part] for part in where}, name


async def test_a_button_of_before_the_upgrade_still_answers(
    with_editions: Left, tmp_path: Path, telegram: FakeBotApi
) -> None:
    left = with_editions
    standard = person_of(left, telegram, "standard")
    screen = left.people["standard"]["screen"]
    async with upgraded(left, tmp_path, telegram):
        data = next(data for label, data in screen["buttons"].items() if label.endswith("Partly"))
        standard.tap_data(screen["message"], data)
        await standard.expect("Question 6 of")
        await telegram.expect_confirmed()
    answers = held(left, database_of(tmp_path))["standard"]["answers"]
    assert answers == left.people["standard"]["session"]["answers"] | {"identity": ["partly"]}


async def test_what_was_sent_is_all_there_and_moves_on_with_what_is_sent_now(
    left: Left, tmp_path: Path, telegram: FakeBotApi
) -> None:
    url, before = database_of(tmp_path), left.manifest["rows"]
    async with upgraded(left, tmp_path, telegram):
        for name in ("check", "stopped"):
            person = person_of(left, telegram, name)
            await look(person)
            await finish(person)
        await telegram.expect_confirmed()
    now = counted(url, left)
    assert before["waiting"] == 4
    assert now["waiting"] == 0, "six from one ward are enough"
    assert now["submissions"] == before["submissions"] + 6
    # Not releases and their figures: the ledgers begin again.
    kept = ("services", "tokens", "changes", "editions", "publications", "texts")
    assert {table: now[table] for table in kept if table in before} == {
        table: before[table] for table in kept if table in before
    }
    texts = Counter(row["text"] for row in taken.rows(url, "comments"))
    assert texts[left.manifest["comment"]] >= 6 + 4 + 1


async def test_codes_of_before_the_upgrade_are_shown_and_take_back_what_waits_and_what_has_moved(
    left: Left, tmp_path: Path, telegram: FakeBotApi
) -> None:
    url, before = database_of(tmp_path), left.manifest["rows"]
    not_shown = person_of(left, telegram, "code-not-shown")
    (update,) = left.manifest["undelivered"]
    async with upgraded(left, tmp_path, telegram):
        screen = update["callback_query"]["message"]["message_id"]
        not_shown.tap_data(screen, update["callback_query"]["data"])
        await not_shown.expect(left.people["code-not-shown"]["session"]["code"])
        await telegram.expect_confirmed()
        assert counted(url, left)["waiting"] == before["waiting"] == 4, "what was sent is sent once"
        for name in ("moved-0", "waiting-0"):
            person = person_of(left, telegram, name)
            person.send(f"/withdraw {left.manifest['codes'][name]}")
            await person.expect("answers you sent are deleted")
        await telegram.expect_confirmed()
    now = counted(url, left)
    assert (now["waiting"], now["submissions"]) == (before["waiting"] - 1, before["submissions"] - 1)
    assert now["comments"] == before["comments"] - 1
    assert held(left, url)["code-not-shown"]["code"] == ""


async def test_editions_of_before_the_upgrade_keep_their_words(
    with_editions: Left, tmp_path: Path, telegram: FakeBotApi
) -> None:
    left = with_editions
    first, second = (person_of(left, telegram, name) for name in ("help", "second-edition"))
    new = telegram.person(first_name="Sam")
    async with upgraded(left, tmp_path, telegram) as program:
        for person in (first, second):
            await look(person)
            await finish(person)
        new.send("/start willow_patient")
        await new.expect(lambda message: bool(message.labels))
        await finish(new)
        assert trouble(program) == []
    assert not any(CHANGED in each.text for each in first.messages), "who began in edition 1 ends in edition 1"
    assert any(CHANGED in each.text for each in second.messages)
    assert any(CHANGED in each.text for each in new.messages)
