"""A database that is away for a while: turns wait for it, and none is taken twice or lost."""

import pytest

from bot.engine.inputs import Tap
from bot.usecases.conversing.inbound import RawText
from bot.usecases.ports import Unavailable
from tests.usecases.conversing.talk import Talk


async def test_a_turn_that_could_not_be_kept_is_taken_again_once_the_database_is_back() -> None:
    talk = Talk()
    await talk.come_to("Overall, how")
    talk.sessions.unavailable = [False, False]
    assert "Question 2 of" in await talk.do(RawText("good"))
    assert talk.slept == [0.1, 0.4]


async def test_words_that_were_kept_although_the_database_seemed_to_fail_are_kept_once() -> None:
    talk = Talk()
    await talk.come_to("What is good?")
    talk.sessions.unavailable = [True, False]
    assert (await talk.do(RawText("the garden"))).count("the garden") == 1


async def test_what_was_sent_although_the_database_seemed_to_fail_is_sent_once() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    talk.sessions.unavailable = [True]
    assert "Thank you" in await talk.do(Tap(talk.screen.key, "~send"))
    assert len(talk.sessions.waiting) == 1


async def test_a_database_that_stays_away_is_given_up_and_nothing_is_kept() -> None:
    talk = Talk()
    await talk.come_to("Overall, how")
    earlier = talk.opened()
    talk.sessions.unavailable = [False] * 6
    with pytest.raises(Unavailable):
        await talk.do(RawText("good"))
    assert sum(talk.slept) == pytest.approx(7.5)
    assert talk.opened() == earlier
