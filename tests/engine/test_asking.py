"""What is asked, in which order, and what is told on the way."""

from bot.engine.conditions import Is
from bot.engine.events import Opened, Say
from bot.engine.flow import Message
from bot.engine.ids import ChoiceId, StepId
from bot.engine.inputs import Repeated
from bot.engine.screen import Picture
from bot.engine.session import Stage
from bot.engine.wording import Control, Notice
from tests.engine.flows import ASH, ASK, EASY_READ, WAVE, make_flow, question
from tests.engine.talk import at, begin


def test_messages_are_told_before_the_first_question() -> None:
    talk = begin()

    assert talk.messages == ["Hello at this place?", "Privacy at this place?"]
    assert talk.text == "Start at this place?"
    assert talk.labels == ["Yes", "No", "Stop", "Help"]


def test_the_service_is_named_where_the_words_say_so() -> None:
    talk = begin(service=ASH)

    assert talk.text == "Start at Ash Ward?"


def test_a_notice_can_stand_before_the_first_question() -> None:
    talk = begin(notice=Notice.NO_SESSION)

    assert talk.text == "[no-session]\n\nStart at this place?"


def test_more_than_two_messages_wait_for_the_person_to_go_on() -> None:
    talk = begin(ASK, EASY_READ)

    assert len(talk.messages) == 2
    assert talk.text == "Phone at this place? (en.easy-read)"
    assert talk.labels == ["Next", "Stop", "Help"]

    talk.tap("Next")

    assert talk.messages == []
    assert talk.step == "start"


def test_skip_goes_past_a_message_as_next_does() -> None:
    talk = begin(ASK, EASY_READ)

    talk.ask(Control.SKIP)

    assert talk.step == "start"


def test_nothing_is_told_twice() -> None:
    talk = begin()

    talk.tap("Yes")

    assert talk.messages == []
    assert talk.step == "overall"


def test_questions_that_are_kept_are_counted() -> None:
    assert "of" not in at("start").text
    assert at("overall").text.startswith("1 of 5.")
    assert at("visitor").text.startswith("3 of 7.")


def test_the_hint_and_the_picture_go_with_the_question_in_easy_read() -> None:
    talk = at("overall", EASY_READ)

    assert talk.text.endswith("A hint.")
    assert talk.screen.picture == Picture(ASK.step(StepId("overall")).picture or WAVE, "A smile.")
    assert [button.emoji for button in talk.screen.choices] == ["🙂", "🙁", ""]


def test_standard_words_come_without_pictures() -> None:
    talk = at("overall")

    assert talk.screen.picture is None
    assert {button.emoji for button in talk.screen.choices} == {""}


def test_messages_show_their_pictures_in_easy_read() -> None:
    first = begin(ASK, EASY_READ).events[0]

    assert isinstance(first, Say)
    assert first.picture == Picture(WAVE, "A hand.")


def test_a_question_with_a_condition_is_asked_only_where_it_holds() -> None:
    talk = at("visited")

    talk.tap("No")

    assert talk.step == "helps"


def test_a_question_of_another_register_is_left_out() -> None:
    assert at("letters").step == "letters"

    talk = at("better", EASY_READ)
    talk.tap("Skip")

    assert talk.step == "check"


def test_a_question_is_explained_where_there_is_an_explanation() -> None:
    talk = at("overall")

    talk.tap("Explain")

    assert talk.text.startswith("It means this.\n\n1 of 5.")
    assert talk.answers == {"start": ("yes",)}
    assert "Explain" not in at("visited").labels


def test_a_flow_without_a_check_ends_with_nothing_kept() -> None:
    talk = begin(make_flow("short", question("only", "this"), Message(id=StepId("bye"))))

    talk.tap("This")

    assert talk.messages == ["Bye at this place?"]
    assert talk.text == "[left]\n\n[help]"
    assert talk.session.stage is Stage.LEFT
    assert not any(isinstance(event, Opened) for event in talk.events)


def test_a_choice_that_was_not_picked_opens_nothing() -> None:
    steps = (question("first", "this", "that"), question("second", "more"))
    talk = begin(make_flow("short", *steps))

    talk.tap("This", "Skip")

    assert talk.session.stage is Stage.LEFT


def test_the_same_input_again_shows_the_question_with_what_led_up_to_it() -> None:
    talk = begin()

    talk.do(Repeated())

    assert talk.messages == ["Hello at this place?", "Privacy at this place?"]
    assert talk.text == "Start at this place?"


def test_the_same_input_again_shows_only_messages_that_stand_right_before() -> None:
    talk = at("overall")

    talk.do(Repeated())

    assert talk.messages == []
    assert talk.step == "overall"


def test_only_what_was_shown_is_shown_again() -> None:
    yes = Is(StepId("first"), (ChoiceId("yes"),))
    talk = begin(
        make_flow(
            "short",
            question("first", "yes", "no"),
            Message(id=StepId("told")),
            Message(id=StepId("hidden"), show_if=yes),
            question("left-out", "a", show_if=yes),
            Message(id=StepId("also-told")),
            question("second", "b"),
        )
    )
    talk.tap("No")
    first = talk.messages

    talk.do(Repeated())

    assert talk.messages == first == ["Told at this place?", "Also-told at this place?"]


def test_the_same_input_again_under_a_pane_shows_the_pane() -> None:
    talk = begin()
    talk.tap("Help")

    talk.do(Repeated())

    assert talk.messages == []
    assert talk.text == "[help]"
