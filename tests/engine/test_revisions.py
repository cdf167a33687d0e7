"""A new version of the questions while someone is answering."""

from bot.engine.advance import rebase
from bot.engine.conditions import Is
from bot.engine.flow import Check, Flow, FreeText, Message, PickMany, PickOne, Step, WhichService
from bot.engine.ids import ChoiceId, StepId
from tests.engine.flows import ASK, EASY_READ, STANDARD, WARDS, choices, make_flow, question
from tests.engine.talk import Talk, begin

CHECK = Check(id=StepId("check"))
WARD = WhichService(id=StepId("ward"), kept=False)
OLD = make_flow(
    "survey",
    Message(id=StepId("hello")),
    WARD,
    question("one", "a", "b"),
    PickMany(id=StepId("many"), choices=choices("x", "y")),
    FreeText(id=StepId("text")),
    question("skipped", "c"),
    question("last", "d"),
    CHECK,
).with_services(WARDS)


def answered() -> Talk:
    talk = begin(OLD)
    talk.tap("Ash Ward", "A", "X", "Y", "Done")
    talk.type("words")
    talk.tap("Keep", "Skip")
    return talk


def rebased(*steps: Step) -> Talk:
    new = make_flow("survey", *steps, revision="2").with_services(WARDS)
    return Talk(new, rebase(new, answered().session))


def replaced(name: str, *steps: Step) -> Talk:
    steps_now = [new for step in OLD.steps for new in (steps if step.id == name else (step,))]
    return rebased(*steps_now)


def test_what_still_fits_is_kept_and_the_change_is_said() -> None:
    talk = rebased(*OLD.steps)

    assert talk.text.startswith("[changed]")
    assert talk.step == "last"
    assert talk.answers == answered().answers
    assert talk.session.revision == "2"


def test_what_was_told_is_not_told_again() -> None:
    talk = replaced("hello", Message(id=StepId("hello")), Message(id=StepId("new")))

    assert talk.messages == ["New at Ash Ward?"]
    assert talk.session.shown_messages == ("hello", "new")


def test_a_message_that_is_gone_is_forgotten() -> None:
    talk = replaced("hello")

    assert talk.session.shown_messages == ()


def test_a_question_that_is_gone_takes_its_answer_along() -> None:
    talk = replaced("one")

    assert "one" not in talk.answers
    assert talk.step == "last"


def test_a_choice_that_is_gone_takes_the_answer_along() -> None:
    talk = replaced("one", question("one", "b", "c"))

    assert talk.step == "one"
    assert "one" not in talk.answers


def test_several_choices_do_not_become_an_answer_to_a_question_for_one() -> None:
    talk = replaced("many", question("many", "x", "y"))

    assert talk.step == "many"
    assert "many" not in talk.answers


def test_one_choice_becomes_an_answer_to_a_question_for_several() -> None:
    talk = replaced("one", PickMany(id=StepId("one"), choices=choices("a", "b")))

    assert talk.answers["one"] == ("a",)


def test_words_do_not_become_an_answer_to_a_question_with_choices() -> None:
    talk = replaced("text", question("text", "a"))

    assert "text" not in talk.answers


def test_choices_do_not_become_words() -> None:
    talk = replaced("one", FreeText(id=StepId("one")))

    assert "one" not in talk.answers


def test_nothing_stays_where_nothing_is_asked_any_more() -> None:
    talk = replaced("skipped", Message(id=StepId("skipped")))

    assert "skipped" not in talk.answers


def test_someone_whose_question_is_gone_comes_to_the_first_open_one() -> None:
    talk = replaced("last", question("new", "e"))

    assert talk.step == "new"


def test_an_answer_whose_question_has_a_new_condition_is_dropped_and_said() -> None:
    b = Is(StepId("one"), (ChoiceId("b"),))
    talk = replaced("many", PickMany(id=StepId("many"), choices=choices("x", "y"), show_if=b))

    assert talk.text.startswith("[changed]\n\nDropped: Many.")


def test_words_that_are_gone_give_way_to_the_nearest() -> None:
    talk = begin(ASK, EASY_READ)
    english = Flow(ASK.id, "2", ASK.steps, {STANDARD: ASK.words[STANDARD]})

    moved = Talk(english, rebase(english, talk.session))

    assert moved.session.wording == STANDARD
    assert moved.step == "start"


def test_settings_still_work_in_a_session_that_ended_on_a_question_now_gone() -> None:
    talk = begin(make_flow("survey", PickOne(id=StepId("gone"), choices=choices("a")), wordings=(STANDARD, EASY_READ)))
    talk.tap("Stop")
    talk.flow = make_flow("survey", question("new", "b"), wordings=(STANDARD, EASY_READ))

    talk.tap("Help", "Easy read")
    talk.type("hopeless")
    talk.type("really")

    assert talk.text.startswith("[not-understood (en.easy-read)]\n\n[distress (en.easy-read)]")
