"""What a turn said can be said again from the stored session. `Talk` checks that after every turn of these tests."""

import json
from dataclasses import replace

import pytest

from bot.engine.answers import Written
from bot.engine.events import CodeGiven, Say, Settle, Show
from bot.engine.flow import FreeText
from bot.engine.ids import StepId
from bot.engine.inputs import NotKept, Repeated
from bot.engine.moves import announce, carry_confirmation
from bot.engine.recap import Recap
from bot.engine.session import Session
from bot.engine.wording import Control, Notice
from tests.engine.flows import ASK, DOOR, make_flow
from tests.engine.talk import CODE, Talk, at, begin, recalled


def stored_by_an_earlier_version(session: Session) -> Session:
    plain = json.loads(session.to_json())
    del plain["recap"]
    return Session.from_json(json.dumps(plain))


def texts(talk: Talk) -> list[str]:
    shown = [event for event in talk.events if isinstance(event, Settle | Say | Show)]
    return [event.screen.text if isinstance(event, Show) else event.text for event in shown]


def again(talk: Talk) -> list[str]:
    talk.do(Repeated())
    return texts(talk)


def test_an_answer_is_confirmed_again_with_the_next_question() -> None:
    talk = at("overall")
    talk.tap("Good")
    assert again(talk) == ["You said: Good", "2 of 5.\n\nVisited at this place?"]


def test_a_notice_is_shown_again() -> None:
    talk = at("overall")
    talk.do(NotKept(Notice.NOT_WORDS))
    assert again(talk)[0].startswith("[not-words]\n\n1 of 5.")
    talk.tap("Explain")
    assert again(talk)[0].startswith("It means this.\n\n1 of 5.")
    talk.ask(Control.CHANGES)
    assert again(talk)[0].startswith("[no-changes]\n\n1 of 5.")


def test_dropped_answers_are_named_again() -> None:
    talk = at("helps")
    talk.ask(Control.CHANGE)
    talk.tap("Visited", "No")
    assert "Dropped: Visitor, Visit." in again(talk)[-1]


def test_messages_are_shown_again_with_their_pictures() -> None:
    talk = begin(ASK.with_abilities(ASK.abilities))
    first = talk.events
    talk.do(Repeated())
    assert talk.events == first


def test_the_thank_you_is_said_again_with_the_code_until_it_was_seen() -> None:
    talk = at("check")
    talk.tap("Send")
    assert any(CODE in text for text in again(talk))
    assert CodeGiven() in talk.events
    talk.was_shown()
    assert "[sent]" in again(talk)
    assert CodeGiven() not in talk.events
    assert not any(CODE in text for text in texts(talk))


def test_what_was_said_before_is_not_said_again_after_another_input() -> None:
    talk = at("overall")
    talk.tap("Good")
    talk.type("purple")
    assert again(talk) == ["[not-understood]\n\n2 of 5.\n\nVisited at this place?"]


def test_what_a_person_wrote_is_stored_once_and_gone_once_deleted() -> None:
    talk = at("better")
    talk.type("More tea")
    talk.tap("Keep")
    assert talk.session.to_json().count("More tea") == 1
    assert "You said: “More tea”" in again(talk)
    talk.ask(Control.STOP)
    talk.tap("Delete", "Delete")
    assert "More tea" not in talk.session.to_json()


def test_words_that_ended_a_session_are_not_stored_to_be_confirmed_again() -> None:
    talk = Talk(flow := make_flow("words", FreeText(id=StepId("better"))), begin(flow).turn)
    talk.type("More tea")
    talk.tap("Keep")
    assert texts(talk)[0] == "You said: “More tea”"
    assert "More tea" not in talk.session.to_json()
    assert again(talk) == ["[left]\n\n[help]"]


def test_an_announcement_is_made_again() -> None:
    talk = begin()
    turn = announce(ASK, talk.turn, Notice.SENT_ENOUGH)
    assert turn.events == (Say("[sent-enough]"), *talk.events)
    assert recalled(ASK, turn.session) == list(turn.events)


def test_the_answer_that_led_to_a_flow_is_confirmed_again_in_it() -> None:
    door = begin(DOOR)
    door.tap("Standard", "Ash Ward", "Patient")
    turn = carry_confirmation(door.session, begin(ASK).turn)
    assert recalled(ASK, turn.session) == [Settle("You said: Patient"), *begin(ASK).events]


def test_a_message_that_a_later_revision_does_not_have_is_left_out() -> None:
    talk = begin(ASK)
    talk.ask(Control.STOP)
    gone = replace(talk.session, recap=Recap(messages=(StepId("gone"),), farewell=True))
    assert recalled(ASK, gone) == list(talk.events)


@pytest.mark.parametrize("pane", [None, Control.HELP])
def test_a_session_of_an_earlier_version_shows_the_messages_before_its_step_again(pane: Control | None) -> None:
    talk = begin(ASK)
    events = talk.events
    if pane is not None:
        talk.ask(pane)
        events = talk.events
    assert recalled(ASK, stored_by_an_earlier_version(talk.session)) == list(events)


def test_a_session_of_an_earlier_version_shows_no_messages_from_before_an_earlier_question() -> None:
    talk = at("visited")
    assert recalled(ASK, stored_by_an_earlier_version(talk.session)) == [Show(talk.screen)]


def test_a_session_of_an_earlier_version_that_ended_says_goodbye_again() -> None:
    talk = at("check")
    talk.tap("Send")
    shown = [event for event in talk.events if isinstance(event, Say | Show | CodeGiven)]
    assert recalled(ASK, stored_by_an_earlier_version(talk.session)) == shown


def test_an_earlier_version_reads_what_is_stored_now() -> None:
    talk = at("better")
    talk.type("More tea")
    earlier = stored_by_an_earlier_version(talk.session)
    assert earlier == talk.session
    assert earlier.answers[StepId("better")] == Written("More tea")
