"""Words that may mean distress: the help card, and the conversation goes on as before."""

import pytest

from bot.engine.distress import sounds_distressed
from bot.engine.events import Forget
from bot.engine.inputs import Typed
from bot.engine.session import Stage
from tests.engine.flows import ASK, STANDARD
from tests.engine.talk import at

WORDS = ASK.words[STANDARD]
CARD = "[distress]\n\n[help]"


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "KILL MYSELF!!",
        "i'll k\u00edll myself",
        "suicidal",
        "suicidall",
        "sucidal",
        "suuuicidal",
        "It is hopelless",
        "kill myself laughing and then kill myself",
    ],
)
def test_distress_is_noticed(text: str) -> None:
    assert sounds_distressed(text, WORDS)


@pytest.mark.parametrize(
    "text", ["", "I could kill myself laughing", "skill myself", "kill my time", "help less", "hop", "👍"]
)
def test_what_only_looks_like_distress_is_not(text: str) -> None:
    assert not sounds_distressed(text, WORDS)


def test_distress_shows_the_help_card_keeps_the_answer_and_carries_on() -> None:
    talk = at("better")

    talk.type("I feel hopeless")
    assert talk.text == CARD
    assert talk.labels == ["Carry on", "Stop", "Delete text"]
    assert talk.answers["better"] == "I feel hopeless"

    talk.tap("Carry on")
    assert talk.text == "You wrote: I feel hopeless"


def test_more_words_over_the_card_are_added_and_the_card_stays() -> None:
    talk = at("better")
    talk.type("I feel hopeless")

    talk.type("every night")

    assert talk.text == CARD
    assert talk.answers["better"] == "I feel hopeless\nevery night"


def test_the_words_of_a_button_on_the_card_press_it() -> None:
    talk = at("better")
    talk.type("I feel hopeless")

    talk.type("carry on")

    assert talk.text == "You wrote: I feel hopeless"


def test_distress_on_another_question_shows_the_card_and_keeps_no_words() -> None:
    talk = at("visited")
    earlier = talk.answers

    talk.type("hopeless")
    assert talk.text == CARD

    talk.type("really")
    assert talk.text == f"[not-understood]\n\n{CARD}"

    talk.tap("Carry on")
    assert talk.answers == earlier
    assert talk.step == "visited"


def test_distress_where_nothing_is_left_to_keep_shows_the_card_all_the_same() -> None:
    talk = at("better")

    talk.do(Typed("hopeless", ""))
    assert talk.text == CARD

    talk.do(Typed("?", "  "))
    assert talk.text == f"[not-understood]\n\n{CARD}"
    assert "better" not in talk.answers


def test_words_on_a_screen_that_asks_for_none_are_not_kept() -> None:
    for pane in ("Stop", "Help"):
        talk = at("better")
        talk.tap(pane)
        if pane == "Help":
            talk.tap("Change")

        talk.type("hopeless")

        assert talk.text == CARD
        assert "better" not in talk.answers


def test_what_was_written_can_be_deleted_from_the_card() -> None:
    talk = at("better")
    talk.type("I feel hopeless")

    talk.tap("Delete text")

    assert talk.events[0] == Forget()
    assert talk.text.startswith("[text-deleted]")
    assert "better" not in talk.answers
    assert talk.step == "better"


def test_deleting_what_was_written_on_another_question_leaves_its_answer() -> None:
    talk = at("visited")
    talk.tap("Back")
    talk.type("hopeless")

    talk.tap("Delete text")

    assert talk.events[0] == Forget()
    assert talk.answers["overall"] == ("good",)


def test_distress_after_sending_shows_the_card_and_keeps_nothing() -> None:
    talk = at("better")
    talk.tap("Stop", "Send")

    talk.type("hopeless")
    assert talk.text == CARD

    talk.type("every night")
    assert talk.text == f"[not-understood]\n\n{CARD}"
    assert talk.answers == {}

    talk.tap("Delete text")
    assert talk.events[0] == Forget()
    assert talk.session.stage is Stage.SENT


def test_a_text_with_something_taken_out_is_seen_before_it_is_sent_from_the_card() -> None:
    talk = at("better")
    talk.do(Typed("hopeless, says Quillonia", "hopeless, says [name]", ("name",)))

    talk.tap("Stop", "Send")
    assert "hopeless, says [name]" in talk.text
    assert "Keep" in talk.labels

    talk.tap("Keep", "Stop", "Send")
    assert talk.session.stage is Stage.SENT
