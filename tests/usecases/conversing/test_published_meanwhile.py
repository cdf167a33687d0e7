"""A turn while other conversations are published: in the words they began with, and caught up where they are newer."""

from dataclasses import replace

from bot.engine.events import Show
from bot.engine.ids import FlowId
from bot.flows.library import parse_library
from bot.usecases.conversing.inbound import Visit
from tests.usecases.conversing.talk import Talk, library
from tests.usecases.publishing.shelf import changed

OLD, NEW = "Do staff treat you with dignity and respect?", "Do staff treat you with respect?"
NEWER = parse_library(changed("patient/words/en.yaml", OLD, NEW))


async def at_the_question(talk: Talk) -> str:
    """Begin as a patient, in standard words, and go on to the question."""
    await talk.do(Visit("willow_patient"))
    for label in ("Standard", "Yes, start", "Skip", "Skip"):
        await talk.tap(label)
    return await talk.tap("Skip")


async def test_who_is_part_way_through_goes_on_in_the_words_they_began_with() -> None:
    talk = Talk()
    assert OLD in await at_the_question(talk)
    talk.converse.conversations.reload(NEWER, [library()], ())
    await talk.tap("Yes, fully")
    assert OLD in await talk.tap("Back")


async def test_once_nobody_can_be_part_way_through_any_more_the_answers_go_on_in_the_new_words() -> None:
    talk = Talk()
    await at_the_question(talk)
    talk.converse.conversations.reload(NEWER, [], ())
    assert NEW in await talk.tap("Skip")


async def test_a_process_that_does_not_know_what_somebody_is_in_looks_first_at_what_is_published() -> None:
    talk = Talk()
    talk.converse.conversations.reload(NEWER, [], ())
    assert NEW in await at_the_question(talk)
    caught_up: list[bool] = []

    async def catch_up() -> None:
        caught_up.append(True)
        talk.converse.conversations.reload(NEWER, [library()], ())

    talk.converse.conversations.reload(library(), [], ())
    talk.converse = replace(talk.converse, catch_up=catch_up)
    await talk.tap("Skip")
    assert NEW in await talk.tap("Back")
    assert caught_up == [True]


async def test_a_link_to_a_conversation_that_was_taken_away_leads_to_the_others() -> None:
    talk = Talk()
    talk.converse.conversations.reload(library(), [], (FlowId("patient"),))
    await talk.do(Visit("willow_patient"))
    shown = await talk.tap("Standard")
    assert "I care for a patient" in shown
    assert "I am a patient" not in shown
    assert any(isinstance(event, Show) for event in talk.shown)
