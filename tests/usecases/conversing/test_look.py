"""Looking where somebody is: what the last turn said is shown again, and nothing changes."""

import pytest

from bot.engine.events import Event, Settle
from bot.engine.inputs import NotKept
from bot.engine.wording import Notice
from bot.usecases.authoring.rehearsal import CHAT
from bot.usecases.authoring.transcript import transcript
from bot.usecases.conversing.inbound import RawText, Visit
from bot.usecases.conversing.sent_marker import SENT_A_MONTH
from tests.usecases.conversing.talk import THE_PERSON, Talk


async def look(talk: Talk) -> tuple[Event, ...]:
    """Look twice, with nothing stored in between."""
    stored = dict(talk.sessions.kept)
    first = await talk.converse.look(THE_PERSON, CHAT)
    assert await talk.converse.look(THE_PERSON, CHAT) == first
    assert talk.sessions.kept == stored
    return first


async def test_somebody_unknown_has_nothing_to_look_at() -> None:
    assert await look(Talk()) == ()


@pytest.mark.parametrize("words", ["Which words", "Question 2 of", "What is good?", "Please check"])
async def test_the_last_turn_is_shown_again_wherever_somebody_is(words: str) -> None:
    talk = Talk()
    await talk.come_to(words)
    assert await look(talk) == talk.shown


async def test_a_notice_is_shown_again_until_the_next_turn() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    await talk.do(NotKept(Notice.NOT_WORDS))
    assert "I can only read words" in transcript(await look(talk))[-1]
    await talk.do(RawText("help"))
    assert "I can only read words" not in transcript(await look(talk))[-1]


async def test_the_answer_that_led_to_another_conversation_is_confirmed_again() -> None:
    talk = Talk()
    await talk.do(Visit("willow"))
    await talk.tap("Standard")
    await talk.tap("I am a patient")
    assert Settle("Your answer: I am a patient") in await look(talk)
    assert await look(talk) == talk.shown


async def test_the_thank_you_and_the_code_are_shown_again_until_the_code_was_seen() -> None:
    talk = Talk()
    code = await talk.send()
    assert transcript(await look(talk)) == transcript(talk.shown)
    await talk.converse.was_shown(THE_PERSON)
    shown = "\n".join(transcript(await look(talk)))
    assert "Thank you" in shown
    assert code not in shown


async def test_that_enough_was_sent_this_month_is_said_again() -> None:
    talk = Talk()
    for _ in range(SENT_A_MONTH):
        await talk.send()
    await talk.tap("Start again")
    assert "You have sent answers 4 times this month" in transcript(await look(talk))[0]
    assert await look(talk) == talk.shown


async def test_an_input_delivered_again_says_again_what_the_last_turn_said() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    first = await talk.do(NotKept(Notice.NOT_WORDS), token="500")
    assert await talk.do(NotKept(Notice.NOT_WORDS), token="500") == first


async def test_what_was_written_is_sealed_once() -> None:
    talk = Talk()
    await talk.come_to("What is good?")
    await talk.do(RawText("the garden"))
    await talk.tap("Keep it")
    assert talk.opened().count("the garden") == 1
    assert "Your answer: “the garden”" in transcript(await look(talk))[0]
