"""Turns: what is kept, what is not, and what happens when something fails."""

import asyncio
import time
from collections.abc import Sequence

import pytest

from bot.engine.inputs import Command, NotKept, Tap
from bot.engine.wording import Control, Notice
from bot.privacy.redaction import Redacted
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import SessionKey
from bot.privacy.waiting import from_json
from bot.usecases.conversing import typed_text
from bot.usecases.conversing.converse import SESSION_HOURS
from bot.usecases.conversing.inbound import RawText, Visit, Withdraw
from bot.usecases.conversing.ports import Redact, StoredSession
from bot.usecases.conversing.respondent_state import GUESSES_A_DAY
from bot.usecases.ports import whole_hour
from tests.fakes import FakeSessions
from tests.usecases.conversing.talk import SECRET, THE_PERSON, Talk


async def test_what_was_sent_is_kept_once_however_often_it_is_delivered() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    sent = await talk.tap("Send", token="99")
    assert "Thank you" in sent
    assert await talk.do(Tap("n9.check", "~send"), token="99") == sent
    assert len(talk.sessions.waiting) == 1


async def test_where_another_process_took_a_turn_meanwhile_the_turn_is_taken_again_on_what_it_kept() -> None:
    talk = Talk()
    await talk.come_to("Overall, how")
    other = Talk(sessions=talk.sessions, numbers=talk.numbers)
    loaded = talk.sessions.load
    once = iter([True])

    async def load_and_be_overtaken(key: SessionKey, *, hour: int) -> StoredSession:
        loaded_state = await loaded(key, hour=hour)
        if next(once, False):
            await other.do(RawText("good"))
        return loaded_state

    talk.sessions.load = load_and_be_overtaken  # type: ignore[method-assign]
    assert "Question 3 of" in await talk.do(RawText("partly"))


async def test_the_same_input_delivered_to_two_processes_is_taken_once() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    other = Talk(sessions=talk.sessions, numbers=talk.numbers)
    key = talk.screen.key
    shown = await asyncio.gather(talk.do(Tap(key, "~send"), token="99"), other.do(Tap(key, "~send"), token="99"))
    assert all("Thank you" in text for text in shown)
    assert len(talk.sessions.waiting) == 1


async def test_a_later_send_from_an_old_screen_thanks_and_sends_nothing() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    key = talk.screen.key
    await talk.tap("Send")
    await talk.do(Tap(key, "~send"))
    assert len(talk.sessions.waiting) == 1


async def test_what_was_sent_waits_sealed_and_says_only_its_ward_and_month() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    await talk.tap("Send")
    (waiting,) = talk.sessions.waiting
    assert (waiting.service, waiting.month) == ("willow", "2026-03")
    assert b"overall" not in waiting.sealed
    submission, comments = from_json(talk.converse.sealer.open_waiting(waiting.sealed))
    assert submission.service == "willow"
    assert comments == ()


async def test_the_code_is_forgotten_once_it_was_shown() -> None:
    talk = Talk()
    code = await talk.send()
    assert code in talk.opened()
    await talk.converse.was_shown(THE_PERSON)
    assert code not in talk.opened()
    assert code not in await talk.do(RawText("hello"))


async def test_a_code_that_was_not_shown_is_shown_with_the_next_input_and_with_the_same_one_again() -> None:
    talk = Talk()
    code = await talk.send(token="70")
    assert code in await talk.do(Tap("n9.check", "~send"), token="70")
    assert code in await talk.do(RawText("did it work?"))


async def test_was_shown_changes_nothing_where_there_is_no_code() -> None:
    talk = Talk()
    await talk.converse.was_shown(THE_PERSON)
    assert talk.sessions.kept == {}
    await talk.come_to("Question 2 of")
    kept = dict(talk.sessions.kept)
    await talk.converse.was_shown(THE_PERSON)
    assert talk.sessions.kept == kept


async def test_the_code_takes_the_answers_back_wherever_it_is_written() -> None:
    talk = Talk()
    code = await talk.send()
    await talk.tap("I changed my mind")
    assert "deleted" in await talk.do(RawText(code.upper()))
    assert talk.sessions.waiting == []

    code = await talk.send()
    assert "deleted" in await talk.do(RawText(code))
    assert talk.sessions.waiting == []

    code = await talk.send()
    assert "deleted" in await talk.do(Withdraw(code))
    assert talk.sessions.waiting == []


async def test_the_code_works_after_the_chat_is_long_over_and_for_whoever_has_it() -> None:
    talk = Talk()
    code = await talk.send()
    talk.clock.advance(days=7)
    shown = await talk.do(RawText(code), respondent=Respondent("telegram", "1002"))
    assert "I deleted the answers you sent." in shown
    assert "Which words would you like?" in shown
    assert talk.sessions.waiting == []


async def test_taking_back_delivered_again_takes_back_once_and_says_nothing_wrong() -> None:
    talk = Talk()
    code = await talk.send()
    first = await talk.do(RawText(code), token="80")
    assert await talk.do(RawText(code), token="80") == first


async def test_the_code_works_part_way_through_new_answers_and_loses_none_of_them() -> None:
    talk = Talk()
    code = await talk.send()
    await talk.come_to("Question 3 of")
    shown = await talk.do(RawText(code))
    assert "deleted" in shown
    assert "Question 3 of" in shown
    assert talk.sessions.waiting == []


async def test_wrong_words_take_nothing_back_and_are_told_kindly() -> None:
    talk = Talk()
    await talk.send()
    await talk.tap("I changed my mind")
    assert "no answers that go with those words" in await talk.do(RawText("river apple spoon green"))
    assert "no answers that go with those words" in await talk.do(RawText("i forgot them"))
    assert "no answers that go with those words" in await talk.do(Withdraw("please"))
    assert len(talk.sessions.waiting) == 1


async def test_four_easy_words_are_an_answer_like_any_other() -> None:
    talk = Talk()
    await talk.come_to("What is good?")
    assert "“garden music food tea”" in await talk.do(RawText("garden music food tea"))


async def test_guessing_codes_ends_after_some_tries_until_the_next_day() -> None:
    talk = Talk()
    code = await talk.send()
    for _ in range(GUESSES_A_DAY):
        await talk.do(RawText("acorn acorn acorn acorn"))
    assert "deleted" not in await talk.do(Withdraw(code))
    talk.clock.advance(days=1)
    assert "deleted" in await talk.do(Withdraw(code))


async def test_after_a_change_of_the_secret_sessions_go_on_and_codes_work() -> None:
    talk = Talk()
    code = await talk.send()
    await talk.come_to("Question 3 of")
    earlier = talk.converse.sealer.keys(THE_PERSON)[0]
    assert earlier in talk.sessions.kept
    after = Talk(secrets=(b"t" * 32, SECRET), sessions=talk.sessions, numbers=talk.numbers)
    assert "Question 3 of" in await after.do(Command(Control.AGAIN))
    assert earlier not in talk.sessions.kept
    assert after.converse.sealer.keys(THE_PERSON)[0] in talk.sessions.kept
    assert "deleted" in await after.do(Withdraw(code))
    only_new = Talk(secrets=(b"t" * 32,), sessions=talk.sessions, numbers=talk.numbers)
    assert "Question 3 of" in await only_new.do(Command(Control.AGAIN))


async def test_an_input_delivered_again_changes_nothing_and_shows_the_screen_again() -> None:
    talk = Talk()
    await talk.come_to("Overall, how")
    first = await talk.tap("Good", token="50")
    kept = dict(talk.sessions.kept)
    again = await talk.do(Tap("n9.overall", "good"), token="50")
    assert "Question 2 of" in first
    assert "Question 2 of" in again
    assert talk.sessions.kept == kept


async def test_the_messages_before_a_question_are_shown_again_with_it() -> None:
    talk = Talk()
    await talk.do(Visit("willow_patient"))
    shown = await talk.tap("Standard", token="7")
    assert "We do not keep your name" in shown
    assert "We do not keep your name" in await talk.do(RawText("?"), token="7")


async def test_a_session_is_kept_before_anything_is_shown() -> None:
    talk = Talk(sessions=FakeSessions(broken=True))
    with pytest.raises(OSError, match="disk full"):
        await talk.do(Visit())
    assert talk.shown == ()


async def test_after_two_days_a_session_is_gone_and_an_old_button_says_so() -> None:
    talk = Talk()
    await talk.come_to("Question 3 of")
    key = talk.screen.key
    talk.clock.advance(hours=SESSION_HOURS - 1)
    assert await talk.sessions.expire(hour=whole_hour(talk.clock)) == 0
    assert "Question 3 of" in await talk.do(Command(Control.AGAIN))
    talk.clock.advance(hours=SESSION_HOURS)
    shown = await talk.do(Tap(key, "yes"))
    assert "Question" not in shown
    assert "That chat is over." in shown


async def test_what_is_kept_of_a_session_does_not_open_for_anyone_else() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    ((sealed, _),) = talk.sessions.kept.values()
    assert b"overall" not in sealed
    key = talk.converse.sealer.keys(Respondent("telegram", "1002"))[0]
    talk.sessions.kept[key] = (sealed, 10**9)
    shown = await talk.do(RawText("hello"), respondent=Respondent("telegram", "1002"))
    assert "Which words would you like?" in shown


async def test_with_another_secret_a_session_starts_again() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    other = Talk(secrets=(b"t" * 32,), sessions=talk.sessions)
    assert "Which words would you like?" in await other.do(Command(Control.AGAIN))


async def test_distress_as_the_very_first_words_shows_where_help_is() -> None:
    talk = Talk()
    assert "116 123" in await talk.do(RawText("i want to kill myself"))


async def test_help_and_privacy_work_before_anything_was_asked() -> None:
    assert "116 123" in await Talk().do(Command(Control.HELP))
    assert "Telegram" in await Talk().do(Command(Control.PRIVACY))


async def test_a_photo_as_the_first_thing_is_answered_kindly() -> None:
    assert "only read words" in await Talk().do(NotKept(Notice.NOT_WORDS))


async def test_a_link_that_is_not_known_says_so_and_asks_which_ward() -> None:
    talk = Talk()
    shown = await talk.do(Visit("nonsense"))
    assert "Which words would you like?" in shown
    assert "Willow Ward" in await talk.tap("Standard")


def failing(_text: str, _wards: Sequence[str]) -> Redacted:
    raise RuntimeError("my name is Quillonia")


def hanging(text: str, _wards: Sequence[str]) -> Redacted:
    time.sleep(0.3)
    return Redacted(text, ())


@pytest.mark.parametrize("redactor", [failing, hanging])
async def test_when_redaction_fails_or_hangs_nothing_is_kept_and_the_person_is_asked_again(
    redactor: Redact, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(typed_text, "REDACTION_SECONDS", 0.05)
    talk = Talk(redact=redactor)
    await talk.come_to("What is good?")
    shown = await talk.do(RawText("my name is Quillonia"))
    assert "Something went wrong" in shown
    assert "What is good?" in shown
    assert "Quillonia" not in talk.opened()
    assert "Quillonia" not in "".join(capsys.readouterr())


async def test_words_on_a_choice_question_are_understood_and_never_kept() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    await talk.do(RawText("my name is Quillonia"))
    assert "Quillonia" not in talk.opened()


async def test_a_name_split_over_two_messages_is_taken_out_too() -> None:
    talk = Talk()
    await talk.come_to("What is good?")
    await talk.do(RawText("I saw Dr"))
    assert "Okonkwo" not in await talk.do(RawText("Okonkwo today"))


async def test_words_written_again_because_of_trouble_are_kept_once() -> None:
    talk = Talk()
    await talk.come_to("What is good?")
    await talk.do(RawText("The food."))
    assert "“The food.”" in await talk.do(RawText("The food. "))
    await talk.do(RawText("My name is Quillonia."))
    shown = await talk.do(RawText("My name is Quillonia."))
    assert shown.count("My name is") == 1
    assert "“The food.\nMy name is" in shown


async def test_words_like_those_before_but_not_the_same_are_added() -> None:
    talk = Talk()
    await talk.come_to("What is good?")
    await talk.do(RawText("Very good food."))
    shown = await talk.do(RawText("good food."))
    assert "Very good food.\ngood food." in shown
