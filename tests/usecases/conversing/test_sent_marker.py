"""One chat sends at most four times a calendar month, whatever becomes of its sessions."""

import json
from datetime import UTC, datetime

import pytest

from bot.engine.inputs import Command
from bot.engine.payload import NewerPayload
from bot.engine.wording import Control
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, Unsealable
from bot.usecases.conversing.converse import SESSION_HOURS
from bot.usecases.conversing.inbound import Visit, Withdraw
from bot.usecases.conversing.respondent_state import RespondentState
from bot.usecases.conversing.sent_marker import SENT_A_MONTH, SentMarker
from bot.usecases.ports import whole_hour
from tests.usecases.conversing.talk import SECRET, THE_PERSON, Talk

ENOUGH = "sent answers 4 times this month."


async def sent_enough() -> Talk:
    """Return the conversation of somebody who has sent as often as is possible this month."""
    talk = Talk()
    for _ in range(SENT_A_MONTH):
        await talk.send()
    return talk


async def test_a_fifth_time_in_a_month_is_refused_kindly_from_the_start_and_at_the_end() -> None:
    talk = await sent_enough()

    assert ENOUGH in await talk.do(Visit("willow_patient"))
    await talk.come_to("Please check")
    refused = await talk.tap("Send")

    assert ENOUGH in refused
    assert "Please check" in refused
    assert len(talk.sessions.waiting) == SENT_A_MONTH


async def test_a_day_later_it_is_still_refused() -> None:
    talk = await sent_enough()
    await talk.come_to("Please check")

    talk.clock.advance(days=1)

    assert ENOUGH in await talk.tap("Send")


async def test_next_month_it_is_possible_again() -> None:
    talk = await sent_enough()
    talk.clock.now = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
    assert ENOUGH in await talk.do(Visit("willow_patient"))

    talk.clock.advance(minutes=1)

    assert ENOUGH not in await talk.do(Visit("willow_patient"))
    await talk.send()
    assert len(talk.sessions.waiting) == SENT_A_MONTH + 1


async def test_it_is_counted_when_the_session_is_long_gone() -> None:
    talk = Talk()
    for _ in range(SENT_A_MONTH):
        await talk.send()
        await talk.come_to("Question 2 of")
        talk.clock.advance(hours=SESSION_HOURS)
        await talk.sessions.expire(hour=whole_hour(talk.clock))
        assert len(talk.sessions.kept) == 1, "the marker alone"

    assert ENOUGH in await talk.do(Visit("willow_patient"))


async def test_deleting_starting_again_and_taking_back_do_not_reset_it() -> None:
    talk = Talk()
    code = ""
    for _ in range(SENT_A_MONTH):
        code = await talk.send()
    await talk.do(Visit("willow_patient"))
    await talk.do(Command(Control.DELETE))
    await talk.do(Command(Control.DELETE))
    assert "deleted" in await talk.do(Withdraw(code))
    await talk.do(Command(Control.START_AGAIN))

    assert ENOUGH in await talk.do(Visit("willow_patient"))


async def test_it_survives_a_restart_and_a_change_of_the_secret() -> None:
    talk = await sent_enough()

    after = Talk(secrets=(b"t" * 32, SECRET), sessions=talk.sessions, numbers=talk.numbers, clock=talk.clock)

    assert ENOUGH in await after.do(Visit("willow_patient"))


async def test_after_a_change_of_the_secret_counting_goes_on() -> None:
    talk = Talk()
    await talk.send()
    after = Talk(secrets=(b"t" * 32, SECRET), sessions=talk.sessions, numbers=talk.numbers, clock=talk.clock)
    for _ in range(SENT_A_MONTH - 1):
        await after.send()

    assert ENOUGH in await after.do(Visit("willow_patient"))


async def test_one_chat_that_sent_often_does_not_keep_others_from_sending() -> None:
    talk = await sent_enough()
    other = Talk(sessions=talk.sessions, numbers=talk.numbers, respondent=Respondent("telegram", "1002"))

    await other.send()

    assert len(talk.sessions.waiting) == SENT_A_MONTH + 1


async def test_a_send_that_is_delivered_again_counts_once() -> None:
    talk = Talk()
    await talk.send(token="70")
    marker = [*talk.sessions.kept.values()]

    await talk.do(Command(Control.AGAIN), token="70")

    assert [*talk.sessions.kept.values()] == marker


async def test_what_an_earlier_version_counted_today_counts() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    key = talk.converse.sealer.keys(THE_PERSON)[0]
    state = RespondentState.from_json(talk.opened())
    by_earlier = json.dumps([state.session.to_json(), [], "2026-03-02", SENT_A_MONTH, 0])
    sealed = talk.converse.sealer.seal(THE_PERSON, by_earlier, b"n" * NONCE_BYTES)
    talk.sessions.kept[key] = (sealed, talk.sessions.kept[key][1])

    assert ENOUGH in await talk.tap("Send")


async def test_nothing_joins_the_marker_to_the_session_and_all_markers_expire_at_one_hour() -> None:
    talk = Talk()
    await talk.send()
    talk.clock.advance(days=9)
    other = Talk(sessions=talk.sessions, numbers=talk.numbers, clock=talk.clock, respondent=Respondent("telegram", "7"))
    await other.send()
    own = {one.converse.sealer.keys(one.respondent)[0] for one in (talk, other)}
    markers = [row for key, row in talk.sessions.kept.items() if key not in own]

    assert {expires for _, expires in markers} == {int(datetime(2026, 4, 1, tzinfo=UTC).timestamp()) // 3600}
    for sealed, _ in markers:
        with pytest.raises(Unsealable):
            talk.converse.sealer.open(THE_PERSON, sealed)


async def test_a_marker_that_does_not_open_is_counted_as_unreadable_and_stops_nobody() -> None:
    talk = await sent_enough()
    own = talk.converse.sealer.keys(THE_PERSON)[0]
    (marker,) = talk.sessions.kept.keys() - {own}
    for key in (marker, own):
        talk.sessions.kept[key] = (b"damaged", talk.sessions.kept[key][1])

    await talk.send()

    assert talk.converse.unreadable.sessions >= 1


def test_a_marker_of_a_newer_version_is_told_from_damage() -> None:
    marker = SentMarker("2026-03", 2)
    assert SentMarker.from_json(marker.to_json()) == marker
    newer = json.loads(marker.to_json()) | {"version": 9, "needs": 2}
    with pytest.raises(NewerPayload):
        SentMarker.from_json(json.dumps(newer))
    for damaged in ("", "5", "[]"):
        with pytest.raises(ValueError, match=r"Expecting|not a marker"):
            SentMarker.from_json(damaged)
