"""The front door, the links that open it, and the way from one flow to another and back."""

from bot.engine.advance import reopen, start
from bot.engine.events import Opened, Restarted, Settle
from bot.engine.flow import Service, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.inputs import Arrived
from bot.engine.session import Link, Stage
from bot.engine.wording import Control
from tests.engine.flows import ASH, ASK, BEECH, DOOR, EASY_READ, STANDARD, WARDS, WELSH
from tests.engine.talk import Talk, at, begin

TO_ASH = Link(ASH, FlowId("ask"))


def test_the_door_asks_for_words_ward_and_role_and_opens_the_flow() -> None:
    talk = begin(DOOR)

    talk.tap("Easy", "Ash Ward", "Patient")

    assert talk.events == (Settle("You said: Patient"), Opened(FlowId("ask")))
    assert talk.session.wording == EASY_READ
    assert talk.session.service == ASH


def test_easy_read_begins_with_the_next_words() -> None:
    talk = begin(DOOR)

    talk.tap("Easy")

    assert talk.text == "Ward at this place? (en.easy-read)"


def test_a_link_to_a_ward_is_not_asked_for_it() -> None:
    talk = begin(DOOR, link=Link(ASH))

    talk.tap("Standard")

    assert talk.text == "Role at Ash Ward?"


def test_a_link_to_a_ward_and_a_flow_opens_it_after_the_choice_of_words() -> None:
    talk = begin(DOOR, link=TO_ASH)

    talk.tap("Standard")

    assert talk.events[-1] == Opened(FlowId("ask"))


def test_a_link_to_a_flow_that_no_choice_opens_asks_as_ever() -> None:
    talk = begin(DOOR, link=Link(flow=FlowId("gone")))

    talk.tap("Standard", "Ash Ward")

    assert talk.step == "role"


def test_a_choice_at_the_door_can_end_the_conversation() -> None:
    talk = begin(DOOR)

    talk.tap("Standard", "Ash Ward", "Visitor")

    assert talk.session.stage is Stage.LEFT


def test_a_flow_begins_in_the_nearest_words_it_has() -> None:
    turn = start(ASK, nonce="n", wording=WELSH)

    assert turn.session.wording == WELSH


def test_going_back_to_the_door_asks_for_the_role_again() -> None:
    talk = begin(ASK, EASY_READ, service=ASH, door=True)

    door = Talk(DOOR, reopen(DOOR, nonce="n", settings=talk.session))

    assert door.text == "Role at Ash Ward? (en.easy-read)"
    assert door.answers == {"register": ("easy",), "ward": ("w1",)}
    door.tap("Back")
    assert "So far: Ash Ward" in door.text


def test_going_back_to_the_door_from_a_ward_that_is_not_listed_does_not_ask_for_it() -> None:
    closed = Service(ServiceCode("w0"), "Old Ward")
    talk = begin(ASK, service=closed, door=True)

    door = Talk(DOOR, reopen(DOOR, nonce="n", settings=talk.session))

    assert door.text == "Role at Old Ward?"
    assert door.answers == {"register": ("standard",)}


def test_going_back_to_the_door_with_no_ward_asks_for_it() -> None:
    talk = begin(ASK, door=True)

    door = Talk(DOOR, reopen(DOOR, nonce="n", settings=talk.session))

    assert door.step == "ward"


def test_the_link_again_part_way_asks_whether_to_carry_on() -> None:
    talk = at("visited")

    talk.do(Arrived(TO_ASH))
    assert talk.text == "[resume]"
    assert talk.labels == ["Carry on", "Start again", "Help"]

    talk.tap("Carry on")
    assert talk.step == "visited"
    assert talk.answers["overall"] == ("good",)


def test_starting_again_from_a_link_takes_that_link() -> None:
    talk = at("visited")
    talk.do(Arrived(Link(BEECH)))

    talk.tap("Start again")

    assert talk.events == (Restarted(Link(BEECH)),)


def test_words_that_mean_nothing_ask_again_whether_to_carry_on() -> None:
    talk = at("better")
    talk.do(Arrived())

    talk.type("hello?")

    assert talk.text == "[not-understood]\n\n[resume]"
    assert "better" not in talk.answers


def test_the_link_again_before_any_answer_starts_again_at_once() -> None:
    talk = begin()

    talk.do(Arrived(TO_ASH))

    assert talk.events == (Restarted(TO_ASH),)


def test_the_link_again_in_a_flow_that_the_door_led_to_asks_first() -> None:
    talk = begin(ASK, door=True)

    talk.do(Arrived())

    assert talk.text == "[resume]"


def test_the_link_again_after_sending_starts_again() -> None:
    talk = at("check")
    talk.tap("Send")

    talk.do(Arrived(TO_ASH))

    assert talk.events == (Restarted(TO_ASH),)


def test_skipping_the_choice_of_words_and_ward_goes_on_without() -> None:
    talk = begin(DOOR)

    talk.ask(Control.SKIP)
    talk.ask(Control.SKIP)

    assert talk.text == "Role at this place?"
    assert talk.session.wording == STANDARD
    assert talk.session.service is None
    assert DOOR.with_services(WARDS) == DOOR
