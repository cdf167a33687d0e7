"""Answering with buttons and with words that plainly mean one."""

from bot.engine.events import Redraw, Show
from bot.engine.inputs import Tap
from tests.engine.flows import ASH, DOOR, TREES, WARDS, make_flow, question
from tests.engine.talk import Talk, at, begin


def at_the_ward() -> Talk:
    talk = begin(DOOR)
    talk.tap("Standard")
    return talk


def test_a_choice_is_kept_said_back_and_goes_on() -> None:
    talk = at("overall")

    talk.tap("Good")

    assert talk.settled == ["You said: Good"]
    assert talk.answers["overall"] == ("good",)
    assert talk.step == "visited"


def test_a_double_tap_answers_once() -> None:
    talk = at("overall")
    tap = talk.button("Good")

    talk.do(tap)
    talk.do(tap)

    assert talk.text.startswith("[old-button]")
    assert talk.step == "visited"
    assert "visited" not in talk.answers


def test_a_double_tap_does_not_answer_the_next_question_with_the_same_choices() -> None:
    talk = begin(make_flow("short", question("one", "yes", "no"), question("two", "yes", "no")))
    tap = talk.button("Yes")

    talk.do(tap)
    talk.do(tap)

    assert talk.step == "two"
    assert talk.answers == {"one": ("yes",)}


def test_a_button_from_an_earlier_conversation_answers_nothing() -> None:
    talk = at("visited")
    earlier = talk.session

    talk.do(Tap("xyz789.visited", "yes"))

    assert talk.session == earlier
    assert talk.text.startswith("[old-button]")


def test_a_button_from_an_earlier_question_changes_nothing() -> None:
    talk = at("visited")
    earlier = talk.session

    talk.do(Tap("abc123.overall", "poor"))

    assert talk.session == earlier
    assert talk.text.startswith("[old-button]")


def test_a_button_that_is_not_there_changes_nothing() -> None:
    talk = at("visited")
    earlier = talk.session

    for button in ("", "~", "~nothing", "~send", "~delete", "maybe"):
        talk.do(Tap(talk.screen.key, button))

        assert talk.session == earlier
        assert talk.text.startswith("[old-button]")


def test_stop_and_help_work_from_any_earlier_message() -> None:
    talk = at("visited")

    talk.do(Tap("long.ago", "~help"))
    assert talk.text == "[help]"

    talk.do(Tap("long.ago", "~stop"))
    assert talk.text == "[stopped]"


def test_words_pick_the_choice_that_they_plainly_mean() -> None:
    for typed in ("Yeah!", "👍", "1", "yesss"):
        talk = at("visited")

        talk.type(typed)

        assert talk.answers["visited"] == ("yes",)


def test_words_that_mean_no_choice_are_asked_about_again() -> None:
    talk = at("visited")
    earlier = talk.session

    talk.type("perhaps")

    assert talk.text.startswith("[not-understood]")
    assert talk.session == earlier


def test_words_on_a_message_press_its_buttons_only() -> None:
    talk = begin(DOOR)

    talk.type("standard")

    assert talk.step == "ward"


def test_keep_goes_on_with_the_earlier_answer() -> None:
    talk = at("visited")
    talk.tap("Back")

    assert "So far: Good" in talk.text
    talk.tap("Keep")

    assert talk.settled == ["You said: Good"]
    assert talk.step == "visited"


def test_leave_out_takes_an_answer_out() -> None:
    talk = at("visited")

    talk.tap("Back", "Leave out")

    assert talk.settled == ["skipped"]
    assert talk.answers["overall"] is None


def test_a_required_question_cannot_be_left_out() -> None:
    talk = at("visit")
    talk.tap("Back")

    assert talk.step == "visitor"
    assert "Leave out" not in talk.labels
    assert "Skip" not in talk.labels


# Pick many


def test_pick_many_marks_what_is_picked_in_place() -> None:
    talk = at("helps")

    talk.tap("Garden", "Food")

    assert isinstance(talk.events[0], Redraw)
    assert talk.picked == ["Food", "Garden"]
    assert talk.answers["helps"] == ("food", "garden")
    assert talk.step == "helps"


def test_pick_many_takes_back_what_is_tapped_again() -> None:
    talk = at("helps")

    talk.tap("Food", "Garden", "Food")
    assert talk.answers["helps"] == ("garden",)

    talk.tap("Garden")
    assert "helps" not in talk.answers
    assert "Done" not in talk.labels


def test_a_double_tap_on_pick_many_does_not_undo_itself() -> None:
    talk = at("helps")
    tap = talk.button("Food")

    talk.do(tap)
    talk.do(tap)

    assert talk.answers["helps"] == ("food",)
    assert isinstance(talk.events[0], Redraw)


def test_a_choice_that_stands_alone_takes_the_others_back_and_the_other_way_round() -> None:
    talk = at("helps")

    talk.tap("Food", "Staff", "Nothing")
    assert talk.answers["helps"] == ("nothing",)

    talk.tap("Garden")
    assert talk.answers["helps"] == ("garden",)


def test_done_goes_on_with_what_is_picked() -> None:
    talk = at("helps")
    talk.tap("Food", "Staff")

    talk.type("finished")

    assert talk.settled == ["You said: Food, Staff"]
    assert talk.step == "better"


def test_several_choices_can_be_written_at_once() -> None:
    talk = at("helps")

    talk.type("1, the garden")
    assert talk.text.startswith("[not-understood]")

    talk.type("1 and garden")
    assert talk.answers["helps"] == ("food", "garden")
    assert isinstance(talk.events[0], Show)

    talk.type("staff")
    assert talk.picked == ["Food", "Staff", "Garden"]


# Services


def test_services_are_offered_eight_at_a_time() -> None:
    talk = at_the_ward()
    assert [button.label for button in talk.screen.choices] == [f"{tree} Ward" for tree in TREES[:8]]

    talk.tap("More")
    assert [button.label for button in talk.screen.choices] == ["Maple Ward", "Oak Ward"]

    talk.tap("More")
    assert "Ash Ward" in talk.labels


def test_a_service_is_picked_from_any_page() -> None:
    talk = at_the_ward()

    talk.tap("More", "Oak Ward")

    assert talk.settled == ["You said: Oak Ward"]
    assert talk.session.service == WARDS[9]
    assert talk.text == "Role at Oak Ward?"


def test_a_service_is_understood_by_name_from_any_page() -> None:
    talk = at_the_ward()

    talk.type("oak ward")

    assert talk.session.service == WARDS[9]


def test_a_number_counts_the_services_on_the_screen() -> None:
    talk = at_the_ward()
    talk.type("1")
    assert talk.session.service == ASH

    talk = at_the_ward()
    talk.tap("More")
    talk.type("1")
    assert talk.session.service == WARDS[8]


def test_few_services_fit_one_page() -> None:
    talk = begin(DOOR.with_services(WARDS[:8]))

    talk.tap("Standard")

    assert "More" not in talk.labels


def test_without_services_nobody_is_asked_for_one() -> None:
    talk = begin(DOOR.with_services(()))

    talk.tap("Standard")

    assert talk.step == "role"


def test_another_service_can_be_chosen_before_going_on() -> None:
    talk = at_the_ward()
    talk.tap("Ash Ward", "Back")
    assert "So far: Ash Ward" in talk.text

    talk.tap("Beech Ward")

    assert talk.session.service == WARDS[1]


def test_a_service_that_closed_meanwhile_is_no_longer_offered() -> None:
    talk = at_the_ward()
    tap = talk.button("Ash Ward")
    talk.flow = DOOR.with_services(WARDS[1:])

    talk.do(tap)

    assert talk.session.service is None
    assert talk.text.startswith("[old-button]")


def test_an_answer_of_a_service_that_closed_is_shown_without_its_name() -> None:
    talk = at_the_ward()
    talk.tap("Ash Ward")
    talk.flow = DOOR.with_services(WARDS[1:])

    talk.tap("Back")

    assert "Ash Ward" not in talk.labels
