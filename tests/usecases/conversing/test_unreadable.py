"""What cannot be read: a newer version's is left and the person asked to try again, and nothing of it stops others."""

import json
from dataclasses import replace

import pytest

from bot.engine.inputs import Command, Tap
from bot.engine.wording import Control, Notice
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, Sealer, SessionKey
from bot.privacy.waiting import ENOUGH, Waiting
from bot.usecases.authoring.rehearsal import CHAT
from bot.usecases.conversing.inbound import Given, RawText, Visit
from bot.usecases.conversing.ports import SealedRow
from tests.store.examples import outcome
from tests.usecases.conversing.talk import THE_PERSON, Talk
from tests.usecases.conversing.test_housekeeping import SEALER, House

AGAIN = Command(Control.AGAIN)


def put(talk: Talk, text: str) -> bytes:
    """Have something else be held of the person; return it sealed."""
    key = talk.converse.sealer.keys(THE_PERSON)[0]
    sealed = talk.converse.sealer.seal(THE_PERSON, text, bytes(NONCE_BYTES))
    talk.sessions.kept[key] = (sealed, talk.sessions.kept[key][1])
    return sealed


def newer(talk: Talk) -> str:
    session, *others = json.loads(talk.opened())
    return json.dumps([json.dumps({**json.loads(session), "version": 99, "needs": 99, "stage": "musing"}), *others])


async def test_a_session_of_a_newer_version_is_left_as_it_is_and_the_person_asked_to_try_again() -> None:
    talk = Talk()
    await talk.come_to("Question 5 of")
    before = talk.opened()
    sealed = put(talk, newer(talk))
    words = talk.converse.default_words("en").notices[Notice.TROUBLE]

    assert await talk.do(AGAIN) == words
    assert await talk.do(Visit("willow_patient")) == words
    await talk.converse.was_shown(THE_PERSON)

    key = talk.converse.sealer.keys(THE_PERSON)[0]
    assert talk.sessions.kept[key][0] == sealed
    assert talk.converse.unreadable.sessions == 3
    put(talk, before)
    assert "Question 5 of" in await talk.do(AGAIN), "a process that can read it goes on"


async def test_others_go_on_while_somebody_is_asked_to_try_again() -> None:
    talk = Talk()
    await talk.come_to("Question 5 of")
    put(talk, newer(talk))
    await talk.do(AGAIN)
    shown = await talk.do(Visit("willow_patient"), respondent=Respondent("telegram", "1002"))
    assert "Which words" in shown


SORRY = "I could not open our last chat."
INPUTS = [Visit("willow_patient"), Visit("nowhere"), AGAIN, RawText("hello"), RawText("I want to die"), Tap("x", "yes")]


@pytest.mark.parametrize("text", ["5", "[]", '["{}", [1], "", 0, 0]', "words"])
async def test_a_session_that_does_not_open_is_set_aside_and_the_person_reads_why_they_start_again(text: str) -> None:
    talk = Talk()
    await talk.come_to("Question 5 of")
    sealed = put(talk, text)
    expires = {expires for kept, expires in talk.sessions.kept.values() if kept == sealed}

    shown = await talk.do(Visit("willow_patient"), token="again")

    assert SORRY in shown
    assert "Which words" in shown
    assert [row for key, row in talk.sessions.kept.items() if key in talk.sessions.set_aside] == [
        (sealed, *expires),
    ]
    assert talk.converse.unreadable.sessions == 1
    assert await talk.do(Visit("willow_patient"), token="again") == shown, "it is shown again when asked again"
    assert "a computer, not a person" in await talk.tap("Standard"), "and the person goes on as anybody does"
    assert SORRY not in await talk.do(AGAIN)


@pytest.mark.parametrize("given", INPUTS, ids=repr)
async def test_whatever_somebody_does_first_they_read_that_their_session_does_not_open(given: Given) -> None:
    talk = Talk()
    await talk.come_to("Question 5 of")
    sealed = put(talk, "damaged")

    assert SORRY in await talk.do(given)
    assert [kept for kept, _ in talk.sessions.kept.values()].count(sealed) == 1


async def test_what_is_set_aside_twice_is_stored_twice() -> None:
    talk = Talk()
    for _ in range(2):
        await talk.come_to("Question 1 of")
        put(talk, "damaged")
        await talk.do(AGAIN)

    assert await talk.sessions.count_set_aside() == 2


async def test_looking_at_a_session_that_does_not_open_changes_nothing() -> None:
    talk = Talk()
    await talk.come_to("Question 5 of")
    put(talk, "damaged")
    stored = dict(talk.sessions.kept)

    assert await talk.converse.look(THE_PERSON, CHAT) == ()
    await talk.converse.was_shown(THE_PERSON)

    assert talk.sessions.kept == stored


async def test_a_session_under_an_earlier_secret_that_does_not_open_is_set_aside_too() -> None:
    earlier = Talk(secrets=(b"e" * 32,))
    await earlier.come_to("Question 5 of")
    sealed = put(earlier, "damaged")
    talk = Talk(secrets=(b"s" * 32, b"e" * 32), sessions=earlier.sessions)

    assert SORRY in await talk.do(AGAIN)

    assert earlier.converse.sealer.keys(THE_PERSON)[0] not in talk.sessions.kept
    assert [kept for kept, _ in talk.sessions.kept.values()].count(sealed) == 1


async def test_housekeeping_counts_what_is_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    house = House()
    aside = SealedRow(SessionKey(b"x" * 32), b"damaged", 10**9)
    await house.sessions.keep(replace(outcome(SessionKey(b"k" * 32), b"begun again", expires=1), set_aside=aside))
    await house.on("2026-03-04")
    await house.on("2026-03-05")

    assert house.housekeeping.unreadable.set_aside == 1
    logged = capsys.readouterr().out
    assert logged.count("set aside") == 1, "it is logged once, and again only when there are more"


def wait(house: House, number: int, sealed: bytes, month: str = "2026-03") -> Waiting:
    waiting = Waiting(id=f"x{number}", service="willow", month=month, sealed=sealed, withdraw=b"")
    house.archive.waiting.append(waiting)
    return waiting


async def test_rows_of_the_waiting_room_that_cannot_be_read_stay_and_hold_up_nobody(
    capsys: pytest.CaptureFixture[str],
) -> None:
    house = House()
    for number in range(ENOUGH):
        house.come(number)
    nonce = bytes(NONCE_BYTES)
    sent, comments = json.loads(SEALER.open_waiting(house.archive.waiting[0].sealed))
    newer = json.dumps([sent | {"version": 99, "needs": 99}, comments])
    damaged = [
        wait(house, 1, Sealer(b"t" * 32).seal_waiting("[]", nonce)),
        wait(house, 2, house.archive.waiting[0].sealed[:-5]),
        wait(house, 3, b""),
        *(wait(house, number, SEALER.seal_waiting(text, nonce)) for number, text in enumerate(["5", "[]", newer], 4)),
    ]
    await house.on("2026-03-04")
    await house.on("2026-03-05")
    assert sorted(house.readable) == [f"s{number}" for number in range(ENOUGH)]
    assert house.archive.waiting == damaged
    assert house.housekeeping.unreadable.waiting == len(damaged)
    told = capsys.readouterr().out
    assert told.count("cannot be read") == 1, "it is told once, and again only when there are more or fewer"
    assert "x1" not in told


async def test_what_cannot_be_read_does_not_count_towards_what_is_enough() -> None:
    house = House()
    for number in range(ENOUGH - 1):
        house.come(number)
    wait(house, 1, b"damaged")
    await house.on("2026-03-04")
    assert house.readable == []
    await house.on("2026-04-08")
    assert len(house.readable) == ENOUGH - 1, "a month that is closed goes on whatever there is"
