"""Whole conversations with the real program, over a strict Bot API on loopback."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.telegram.parse import COMMANDS
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.privacy.withdrawal import read_codes
from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.database import answers, comments, rows, submissions
from tests.channels.telegram.walker import COMMENT, KEPT, THANKS, begin, is_over, screen_of, walk
from tests.program import Program, running

pytestmark = pytest.mark.usefixtures("processes")


async def add_service(folder: Path, name: str, code: str) -> None:
    tool = Program(folder)
    await tool.start("services", "add", name, "--code", code, "--role", "QI lead")
    assert await tool.ended() == 0, tool.complained


@pytest.mark.usefixtures("either_database")
async def test_a_person_comes_by_a_wards_link_and_their_answers_are_kept_without_them(
    tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await add_service(tmp_path, "Willow Ward", "willow")
    async with running(tmp_path, telegram):
        await begin(ada, "willow_patient")
        await walk(ada)
        assert is_over(ada)
        await telegram.expect_confirmed()
    assert answers(tmp_path) == [KEPT]
    (submission,) = submissions(tmp_path)
    assert (submission["service"], submission["channel"]) == ("willow", "telegram")
    (comment,) = comments(tmp_path)
    assert (comment["text"], comment["question"], comment["fft"]) == (COMMENT, "good", "good")
    assert telegram.refusals == []


async def test_the_ward_and_the_role_of_a_link_are_not_asked_again(
    tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await add_service(tmp_path, "Willow Ward", "willow")
    async with running(tmp_path, telegram):
        await begin(ada, "willow_carer")
        ada.tap(next(label for label in screen_of_labels(ada) if label.endswith("Standard")))
        await ada.expect("Willow Ward")
        await ada.expect("Would you like to start")
    assert not any("Which of these are you" in message.text for message in ada.messages)


async def test_a_ward_can_be_chosen_from_a_list_or_by_typing_its_name(
    tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await add_service(tmp_path, "Willow Ward", "willow")
    await add_service(tmp_path, "Rowan Unit", "rowan")
    async with running(tmp_path, telegram):
        await begin(ada, "no-such-code")
        ada.tap(next(label for label in screen_of_labels(ada) if label.endswith("Standard")))
        await ada.expect(lambda message: "Rowan Unit" in message.labels)
        ada.send("wilow ward")
        await ada.expect(lambda message: "I am a patient" in message.labels)
        ada.tap("I am a patient")
        await ada.expect("Willow Ward")


async def test_once_answered_a_question_shows_the_answer_and_no_buttons(program: Program, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=2)
    question = screen_of(ada)
    assert question is not None
    ada.tap("Very good")
    await ada.expect(lambda message: message.id == question.id)
    shown = ada.chat.messages[question.id]
    assert shown.labels == ()
    assert shown.text.endswith("Your answer: Very good")
    assert program.complained == ""


async def test_at_any_time_only_the_newest_message_has_buttons(
    program: Program, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=5)
    ada.send("this means nothing")
    await ada.expect("did not understand")
    await ada.until(lambda: sum(bool(message.labels) for message in ada.messages) == 1)
    await telegram.expect_confirmed()
    assert sum(bool(message.labels) for message in ada.messages) == 1


async def test_easy_read_has_pictures_each_sent_once_and_then_by_its_name(
    program: Program, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    assert ada.newest.has_photo
    ada.tap(next(label for label in screen_of_labels(ada) if label.endswith("Easy read")))
    await ada.expect(lambda message: "Next" in message.labels and message.has_photo)
    uploads = [call for call in telegram.called("sendPhoto") if not isinstance(call.parameters["photo"], str)]
    bob = telegram.person(first_name="Bob")
    await begin(bob, "_patient")
    bob.tap(next(label for label in screen_of_labels(bob) if label.endswith("Easy read")))
    await bob.expect(lambda message: "Next" in message.labels and message.has_photo)
    again = [call for call in telegram.called("sendPhoto") if not isinstance(call.parameters["photo"], str)]
    assert len(uploads) > 1
    assert len(again) == len(uploads)


async def test_what_is_not_words_is_answered_kindly_and_not_fetched(
    program: Program, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    for send in (ada.send_photo, ada.send_voice, ada.send_sticker, ada.send_location, ada.send_contact):
        ada.read_all()
        send()
        await ada.expect("only read words")
    assert telegram.called("getFile") == []
    assert telegram.called("(download)") == []


async def test_an_edited_message_changes_nothing_and_is_answered_kindly(
    tmp_path: Path, program: Program, ada: Person
) -> None:
    await begin(ada, "_patient")
    while "Keep it" not in screen_of_labels(ada):
        await walk(ada, screens=1)
    ada.edit("Somebody else entirely.")
    await ada.expect(lambda message: COMMENT in message.text)
    assert not any("Somebody else" in message.text for message in ada.messages if message.by_bot)


async def test_a_group_is_told_to_meet_the_bot_in_private_and_nothing_else(
    program: Program, telegram: FakeBotApi, ada: Person
) -> None:
    group = ada.within(telegram.group("Ward chat"))
    group.command("start")
    await group.expect("https://t.me/sayso_test_bot")
    group.send("hello everyone")
    await telegram.expect_confirmed()
    assert sum(message.by_bot for message in group.messages) == 1


async def test_commands_are_set_and_each_is_understood(program: Program, telegram: FakeBotApi, ada: Person) -> None:
    (call,) = telegram.called("setMyCommands")
    commands = call.parameters["commands"]
    assert isinstance(commands, list)
    names = [command["command"] for command in commands]
    assert names == ["start", *COMMANDS]
    await begin(ada, "_patient")
    for name in COMMANDS:
        ada.read_all()
        ada.command(name)
        await ada.expect(lambda message: bool(message.labels))


async def test_clear_takes_away_every_message_of_both_sides(
    program: Program, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada)
    earlier = {message.id for message in ada.messages}
    ada.read_all()
    ada.tap("Clear this chat")
    await ada.expect("clear")
    assert not earlier & {message.id for message in ada.messages}
    assert telegram.refusals == []


async def test_a_second_visit_part_way_asks_whether_to_carry_on(program: Program, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=4)
    ada.read_all()
    ada.command("start")
    await ada.expect(lambda message: "Carry on" in message.labels)
    ada.tap("Carry on")
    await ada.expect("Question 3 of")


async def test_a_tap_on_an_old_button_says_so_and_shows_where_we_are(program: Program, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=2)
    old = screen_of(ada)
    assert old is not None
    data = old.rows[0][0]["callback_data"]
    await walk(ada, screens=2)
    ada.read_all()
    ada.tap_data(old.id, data)
    await ada.expect(lambda message: "earlier question" in message.text and "Question 3 of" in message.text)


async def test_hostile_buttons_change_nothing(program: Program, tmp_path: Path, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=3)
    for data in ("x" * 64, "....", "~send", "zzzzzz.rights.yes", "\N{PILE OF POO}.~delete", "AAAA.check.~send"):
        ada.read_all()
        ada.tap_data(screen_id(ada), data)
        await ada.expect(lambda message: "Question 2 of" in message.text and bool(message.labels))
    assert submissions(tmp_path) == []


async def test_distress_shows_where_help_is_and_keeps_the_words(program: Program, tmp_path: Path, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=10)
    assert "What is good?" in ada.newest.text
    ada.send("nothing. i want to kill myself")
    shown = await ada.expect("116 123")
    assert shown.labels[0] == "Carry on"
    ada.tap("Carry on")
    await ada.expect(lambda message: "i want to kill myself" in message.text and "Keep it" in message.labels)
    await walk(ada)
    assert comments(tmp_path)[0]["text"] == "nothing. i want to kill myself"


async def test_words_that_are_deleted_are_gone_from_the_chat_too(program: Program, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=10)
    assert "What is good?" in ada.newest.text
    written = ada.send("i want to kill myself")
    await ada.expect(lambda message: "Delete what I wrote" in message.labels)
    ada.tap("Delete what I wrote")
    await ada.expect(lambda message: "What is good?" in message.text)
    await ada.until(lambda: written.id not in ada.chat.messages)
    assert written.id not in ada.chat.messages


async def test_people_answer_side_by_side_and_each_gets_their_own(
    program: Program, tmp_path: Path, telegram: FakeBotApi
) -> None:
    people = [telegram.person(first_name=f"Person {number}") for number in range(30)]
    await asyncio.gather(*(begin(person, "_patient") for person in people))
    await asyncio.gather(*(walk(person) for person in people))
    assert answers(tmp_path) == [KEPT] * 30
    assert len({row["id"] for row in submissions(tmp_path)}) == 30
    assert telegram.refusals == []


async def test_faults_of_the_network_and_of_telegram_pass(
    program: Program, tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    telegram.faults.on("sendMessage", times=1).flood(retry_after=1)
    telegram.faults.on("sendMessage", times=2, skip=3).fail(502)
    telegram.faults.on("sendMessage", times=1, skip=8).drop()
    telegram.faults.on("editMessageText", times=3).fail(500)
    telegram.faults.on("answerCallbackQuery", times=3).fail(500)
    telegram.faults.on("getUpdates", times=2, skip=5).fail(500)
    await walk(ada)
    assert answers(tmp_path) == [KEPT]


async def test_somebody_who_blocks_the_bot_does_not_hold_up_others(
    program: Program, telegram: FakeBotApi, ada: Person
) -> None:
    telegram.faults.on("sendMessage", chat=ada.id, times=None).block()
    telegram.faults.on("sendPhoto", chat=ada.id, times=None).block()
    ada.command("start")
    bob = telegram.person(first_name="Bob")
    await begin(bob, "_patient")
    await telegram.expect_confirmed()


async def test_after_sending_more_words_thank_and_offer_a_new_start(
    program: Program, tmp_path: Path, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada)
    thanks = [message for message in ada.messages if message.text.startswith(THANKS)]
    assert len(thanks) == 1
    ada.read_all()
    ada.send("one more thing")
    await ada.expect(lambda message: "Start again" in message.labels)
    assert len(answers(tmp_path)) == 1


def code_of(person: Person) -> str:
    """Return the words that take back what the person sent last."""
    text = next(
        message.text
        for message in reversed(person.messages)
        if message.by_bot and "take your answers back" in message.text
    )
    return next(line for line in text.splitlines() if len(read_codes(line)) == 1)


async def test_after_sending_four_words_take_everything_back(
    program: Program, tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada)
    code = code_of(ada)
    ada.read_all()
    ada.tap("I changed my mind")
    await ada.expect("write the 4 words")
    ada.read_all()
    ada.send(code.upper())
    await ada.expect("are deleted")
    await telegram.expect_confirmed()
    assert submissions(tmp_path) == []
    assert comments(tmp_path) == []
    assert telegram.refusals == []


async def test_the_command_with_the_words_takes_everything_back_from_any_chat(
    program: Program, tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada)
    bob = telegram.person(first_name="Bob")
    bob.send(f"/withdraw {code_of(ada)}")
    await bob.expect("I deleted the answers you sent.")
    await telegram.expect_confirmed()
    assert submissions(tmp_path) == []


async def test_wrong_words_are_told_kindly_and_take_nothing_back(program: Program, tmp_path: Path, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada)
    ada.read_all()
    ada.command("withdraw")
    await ada.expect("write the 4 words")
    ada.read_all()
    ada.send("acorn acorn acorn acorn")
    await ada.expect("no answers that go with those words")
    assert len(submissions(tmp_path)) == 1


async def test_the_words_are_gone_from_what_is_held_once_they_were_shown(
    program: Program, tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    await begin(ada, "_patient")
    await walk(ada)
    await telegram.expect_confirmed()
    sealer = Sealer(bytes.fromhex((tmp_path / "data" / "secret").read_text("ascii").split()[0]))
    respondent = Respondent("telegram", str(ada.id))
    # Beside it is the marker of how often was sent this month.
    (session,) = [row for row in rows(tmp_path, "sessions") if row["key"] == sealer.keys(respondent)[0]]
    opened = sealer.open(respondent, session["sealed"])
    assert code_of(ada).split()[0] not in opened


async def test_one_chat_can_send_four_times_a_month(program: Program, tmp_path: Path, ada: Person) -> None:
    for _ in range(4):
        await begin(ada, "_patient")
        await walk(ada)
        ada.read_all()
        ada.tap("Clear this chat")
        await ada.expect("I have cleared")
    await begin(ada, "_patient")
    assert any("4 times this month" in message.text for message in ada.messages)
    await walk(ada, screens=25)
    assert not is_over(ada)
    assert "4 times this month" in ada.newest.text
    assert len(submissions(tmp_path)) == 4


def screen_of_labels(person: Person) -> tuple[str, ...]:
    screen = screen_of(person)
    return () if screen is None else screen.labels


def screen_id(person: Person) -> int:
    screen = screen_of(person)
    assert screen is not None
    return screen.id
