"""Checking, sending, deleting, leaving; and what is left to do afterwards."""

from bot.engine.answers import Picked
from bot.engine.conditions import Is
from bot.engine.events import CodeGiven, Finished, Restarted, Say, Show
from bot.engine.flow import Check, PickMany
from bot.engine.ids import ChoiceId, StepId
from bot.engine.inputs import Repeated, Withdrawn
from bot.engine.session import Link, Stage
from bot.engine.wording import Control
from tests.engine.flows import ASH, ASK, EASY_READ, choices, make_flow, question
from tests.engine.talk import CODE, Talk, at, begin


def sent() -> Talk:
    talk = at("check")
    talk.tap("Send")
    talk.was_shown()
    return talk


def test_the_check_shows_every_answer_before_anything_is_sent() -> None:
    talk = at("check")

    assert talk.text.splitlines() == [
        "Check:",
        "Overall: Good",
        "Visited: Yes",
        "Visitor: Family",
        "Visit: “It was lovely”",
        "Helps: Food",
        "Better: “More tea”",
        "Letters: Clear",
    ]
    assert talk.labels == ["Send", "Change", "Delete", "Stop", "Help"]


def test_the_check_shows_what_was_skipped() -> None:
    talk = at("visited")
    talk.tap("Skip", "Skip", "Skip", "Skip")

    assert talk.text == "Check:\nOverall: Good\nVisited: skipped\nHelps: skipped\nBetter: skipped\nLetters: skipped"


def test_with_every_question_skipped_there_is_nothing_to_send() -> None:
    talk = at("overall")
    talk.tap("Skip", "Skip", "Skip", "Skip", "Skip")

    assert talk.text == "[nothing-yet]"
    assert talk.labels == ["Change", "Back", "Stop", "Help"]

    talk.tap("Stop")
    assert talk.session.stage is Stage.LEFT


def test_sending_hands_over_the_answers_and_leaves_none_behind() -> None:
    talk = at("check")
    earlier = talk.session

    talk.tap("Send")

    assert talk.sent == [earlier]
    assert talk.answers == {}
    assert talk.session.shown_messages == ()
    assert isinstance(talk.events[0], Finished)


def test_sending_thanks_and_shows_the_help_card_to_everyone() -> None:
    talk = sent()

    assert talk.messages[0] == "[sent]"
    assert talk.text == "[help]"
    assert talk.labels == ["Start again", "Withdraw", "Clear", "Help"]


def test_after_sending_the_words_that_take_it_back_are_given_with_their_last_day() -> None:
    talk = sent()

    assert talk.messages == ["[sent]", f"[code {CODE} 8 month 4 2026]"]
    assert CodeGiven() in talk.events


def test_until_the_words_were_seen_they_are_shown_again() -> None:
    talk = at("check")
    talk.tap("Send")
    first = talk.messages

    talk.do(Repeated())
    assert talk.messages == first
    assert CodeGiven() in talk.events

    talk.type("hello")
    assert talk.text == f"[not-understood]\n\n[already-sent]\n\n[code {CODE} 8 month 4 2026]"
    assert CodeGiven() in talk.events

    talk.was_shown()
    talk.type("hello")
    assert CODE not in talk.text
    assert CodeGiven() not in talk.events


def test_on_a_pane_that_does_not_show_them_the_words_are_not_given() -> None:
    talk = at("check")
    talk.tap("Send", "Help")

    assert CODE not in talk.text
    assert CodeGiven() not in talk.events


def test_who_changed_their_mind_is_asked_for_the_words() -> None:
    talk = sent()

    talk.tap("Withdraw")

    assert talk.text == "[withdraw]"
    assert talk.labels == ["Carry on", "Help"]

    talk.type("anything else")
    assert talk.text == "[not-withdrawn]\n\n[withdraw]"

    talk.tap("Carry on")
    assert talk.text == "[already-sent]"


def test_what_was_taken_back_is_said_to_be_deleted() -> None:
    talk = sent()
    talk.tap("Withdraw")

    talk.do(Withdrawn(matched=True))

    assert talk.session.stage is Stage.WITHDRAWN
    assert talk.text == "[withdrawn]\n\n[help]"
    assert talk.labels == ["Start again", "Clear", "Help"]

    talk.do(Withdrawn(matched=False))
    assert talk.text == "[not-withdrawn]\n\n[withdrawn]"


def test_in_the_middle_of_new_answers_earlier_ones_can_be_taken_back() -> None:
    talk = at("helps")
    earlier = talk.session

    talk.ask(Control.WITHDRAW)
    talk.do(Withdrawn(matched=False))
    assert talk.text == "[not-withdrawn]\n\n[withdraw]"

    talk.do(Withdrawn(matched=True))
    assert talk.text.startswith("[withdrawn]\n\n5 of 7.")
    assert talk.session == earlier


def test_a_double_tap_on_send_sends_once() -> None:
    talk = at("check")
    tap = talk.button("Send")

    talk.do(tap)
    talk.was_shown()
    talk.do(tap)

    assert talk.sent == []
    assert talk.text == "[old-button]\n\n[already-sent]"


def test_a_person_who_sent_can_only_start_again_not_send_twice() -> None:
    for control in (Control.SEND, Control.BACK, Control.SKIP, Control.CHANGE, Control.AGAIN, Control.STOP):
        talk = sent()

        talk.ask(control)

        assert talk.session.stage is Stage.SENT
        assert talk.sent == []
        assert "[already-sent]" in talk.text


def test_words_after_sending_are_not_kept() -> None:
    talk = sent()

    talk.type("one more thing")

    assert talk.text == "[not-understood]\n\n[already-sent]"
    assert talk.answers == {}


def test_what_is_sent_again_after_a_crash_thanks_again() -> None:
    talk = sent()

    talk.do(Repeated())

    assert talk.events == (Say("[sent]"), Show(talk.screen))
    assert talk.text == "[help]"


def test_start_again_begins_anew_about_the_same_service() -> None:
    talk = begin(service=ASH)
    talk.reach("visited")
    talk.tap("Stop", "Send", "Start again")

    assert talk.events == (Restarted(Link(service=ASH)),)


def test_settings_and_help_still_work_after_sending() -> None:
    talk = sent()

    talk.tap("Help")
    assert talk.labels == ["Carry on", "Easy read", "Pictures on", "Language", "Privacy", "Clear"]

    talk.tap("Easy read")
    assert talk.session.wording == EASY_READ
    assert talk.text.endswith("[already-sent (en.easy-read)]")


def test_a_pane_after_sending_closes_onto_the_thanks() -> None:
    talk = sent()

    talk.tap("Help", "Carry on")
    assert talk.text == "[already-sent]"

    talk.ask(Control.LANGUAGE)
    talk.tap("Stop")
    assert talk.text == "[already-sent]"


def test_an_answer_whose_question_no_longer_applies_is_not_sent() -> None:
    helps = PickMany(id=StepId("helps"), choices=choices("food", "staff"))
    food = question("food", "hot", "cold", show_if=Is(helps.id, (ChoiceId("food"),)))
    talk = begin(make_flow("short", helps, food, Check(id=StepId("check"))))
    talk.tap("Food", "Staff", "Done", "Hot", "Change", "Helps", "Food")

    talk.tap("Stop", "Send")

    assert talk.sent[0].answers == {"helps": Picked((ChoiceId("staff"),))}


def test_deleting_is_asked_about_once_more() -> None:
    talk = at("check")

    talk.tap("Delete")
    assert talk.text == "[deleting]"
    assert talk.answers["overall"] == ("good",)

    talk.tap("Delete")
    assert talk.text == "[deleted]\n\n[help]"
    assert talk.answers == {}
    assert talk.session.stage is Stage.DELETED
    assert talk.sent == []


def test_deleting_can_be_thought_better_of() -> None:
    talk = at("check")

    talk.tap("Delete", "Carry on")

    assert talk.text.startswith("Check:")


def test_a_choice_that_ends_the_conversation_keeps_nothing() -> None:
    talk = begin()

    talk.tap("No")

    assert talk.settled == ["You said: No"]
    assert talk.text == "[left]\n\n[help]"
    assert talk.session.stage is Stage.LEFT
    assert talk.answers == {}


def test_with_answers_a_choice_that_ends_the_conversation_asks_what_to_do_with_them() -> None:
    talk = at("visited")
    talk.tap("Back", "Back")

    talk.tap("No")
    assert talk.text == "[stopped]"
    assert talk.answers == {"start": ("yes",), "overall": ("good",)}

    talk.tap("Carry on")
    assert talk.text == "Start at this place?\n\nSo far: Yes"


def test_nothing_is_left_of_a_flow_that_was_left() -> None:
    talk = begin()
    talk.tap("Stop", "Help", "Carry on")

    assert talk.text == "[left]"
    assert talk.session.flow == ASK.id
