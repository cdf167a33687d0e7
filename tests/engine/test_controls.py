"""Back, Skip, Change, Stop, Help and the settings: the same on every screen."""

from bot.engine.conditions import Is
from bot.engine.events import Cleared, WentBack
from bot.engine.flow import Check
from bot.engine.ids import ChoiceId, StepId
from bot.engine.inputs import NotKept
from bot.engine.session import Stage
from bot.engine.wording import UNIVERSAL, Control, Notice
from tests.engine.flows import ASK, EASY_READ, ENGLISH_ONLY, STANDARD, WELSH, make_flow, question
from tests.engine.talk import Talk, at, begin


def nine_answers() -> Talk:
    """A talk with more answers than fit one page of Change."""
    talk = begin(
        make_flow("nine", *(question(f"q{number}", "a") for number in range(1, 10)), Check(id=StepId("check")))
    )
    for _ in range(9):
        talk.tap("A")
    return talk


# Back


def test_back_shows_the_earlier_answer_and_keep_goes_on_to_the_first_open_question() -> None:
    talk = at("helps")

    talk.tap("Back", "Back", "Back")
    assert talk.step == "visited"
    assert "So far: Yes" in talk.text

    talk.tap("Keep")
    assert talk.step == "helps"


def test_back_from_the_first_question_says_that_there_is_nothing_before_it() -> None:
    talk = begin()

    assert "Back" not in talk.labels
    talk.ask(Control.BACK)

    assert talk.text == "[first]\n\nStart at this place?"


def test_back_from_the_first_question_returns_to_the_flow_that_led_here() -> None:
    talk = begin(ASK, door=True)

    talk.tap("Back")

    assert talk.events == (WentBack(),)


def test_with_an_answer_back_stays_in_the_flow() -> None:
    talk = begin(ASK, door=True)
    talk.reach("visited")

    talk.tap("Back", "Back", "Back")

    assert talk.text == "[first]\n\nStart at this place?\n\nSo far: Yes"


def test_back_goes_past_questions_that_are_not_shown() -> None:
    talk = at("visited")
    talk.tap("No", "Back")

    assert talk.step == "visited"


def test_back_from_a_pane_closes_it() -> None:
    talk = at("visited")
    talk.tap("Help")

    talk.ask(Control.BACK)

    assert talk.text.startswith("2 of 5.")


# Skip


def test_skip_is_said_and_goes_on() -> None:
    talk = at("overall")

    talk.tap("Skip")

    assert talk.settled == ["skipped"]
    assert talk.answers["overall"] is None
    assert talk.step == "visited"


def test_skip_keeps_an_answer_that_is_there() -> None:
    talk = at("visited")
    talk.tap("Back")

    talk.ask(Control.SKIP)

    assert talk.answers["overall"] == ("good",)
    assert talk.step == "visited"


def test_skip_explains_where_an_answer_is_needed() -> None:
    talk = at("visitor")

    assert "Skip" not in talk.labels
    talk.ask(Control.SKIP)

    assert talk.text.startswith("[needed]")
    assert talk.step == "visitor"


def test_skip_under_a_pane_closes_it() -> None:
    talk = at("overall")
    talk.tap("Help")

    talk.ask(Control.SKIP)

    assert talk.step == "overall"
    assert "overall" not in talk.answers


def test_skip_on_the_check_stays_there() -> None:
    talk = at("check")

    talk.ask(Control.SKIP)

    assert talk.text.startswith("Check:")


# Change


def test_changing_an_answer_drops_those_that_depend_on_it_and_says_which() -> None:
    talk = at("check")

    talk.tap("Change", "Visited", "No")

    assert talk.text.startswith("Dropped: Visitor, Visit.\n\nCheck:")
    assert "visitor" not in talk.answers
    assert "visit" not in talk.answers


def test_an_answer_that_was_skipped_is_dropped_without_a_word() -> None:
    talk = at("visit")
    talk.tap("Skip", "Back", "Back", "Back")

    talk.tap("No")

    assert talk.text.startswith("Dropped: Visitor.")


def test_what_is_dropped_is_asked_again_when_the_condition_holds_again() -> None:
    talk = at("check")
    talk.tap("Change", "Visited", "No", "Change", "Visited", "Yes")

    assert talk.step == "visitor"


def test_a_question_without_a_title_is_dropped_without_its_name() -> None:
    yes = Is(StepId("a"), (ChoiceId("yes"),))
    steps = (question("a", "yes", "no"), question("", "this", show_if=yes), Check(id=StepId("check")))
    talk = begin(make_flow("short", *steps))
    talk.tap("Yes", "This", "Change", "A", "No")

    assert "Dropped" not in talk.text


def test_change_lists_the_answers_that_are_kept() -> None:
    talk = at("helps")

    talk.ask(Control.CHANGE)

    assert talk.text == "[change]"
    assert talk.labels == ["Overall", "Visited", "Visitor", "Visit", "Carry on", "Stop", "Help"]


def test_an_answer_to_change_can_be_named_in_words() -> None:
    talk = at("helps")
    talk.ask(Control.CHANGE)

    talk.type("overal")

    assert talk.step == "overall"


def test_change_with_no_answers_says_so() -> None:
    talk = begin()

    talk.ask(Control.CHANGE)

    assert talk.text.startswith("[nothing-yet]")


def test_many_answers_to_change_come_on_pages() -> None:
    talk = nine_answers()
    talk.tap("Change")
    assert talk.labels[:9] == [*(f"Q{number}" for number in range(1, 9)), "More"]

    talk.tap("More")
    assert talk.labels[:2] == ["Q9", "More"]

    talk.tap("Q9", "Keep")
    assert talk.step == "check"


# Stop


def test_stop_asks_what_to_do_with_the_answers() -> None:
    talk = at("visited")

    talk.tap("Stop")

    assert talk.text == "[stopped]"
    assert talk.labels == ["Send", "Delete", "Carry on", "Help"]


def test_stop_without_answers_leaves_at_once() -> None:
    talk = begin()

    talk.type("quit")

    assert talk.text == "[left]\n\n[help]"
    assert talk.session.stage is Stage.LEFT


def test_carry_on_after_stop_shows_the_question_again() -> None:
    talk = at("visited")

    talk.tap("Stop", "Carry on")

    assert talk.step == "visited"
    assert talk.session.stage is Stage.ASKING


def test_words_that_press_nothing_ask_again_what_to_do() -> None:
    talk = at("better")
    talk.tap("Stop")

    talk.type("hm")

    assert talk.text == "[not-understood]\n\n[stopped]"
    assert "better" not in talk.answers


# Help and the words of controls


def test_help_offers_every_other_control_and_carries_on() -> None:
    talk = at("visited")

    talk.type("I need help!")
    assert talk.text == "[help]"
    assert talk.labels == [
        *("Carry on", "Again", "Change", "Easy read", "Pictures on", "Language", "Privacy", "Stop"),
    ]

    talk.tap("Carry on")
    assert talk.step == "visited"


def test_a_choice_written_over_the_help_card_answers_the_question() -> None:
    talk = at("visited")
    talk.tap("Help")

    talk.type("nope")

    assert talk.answers["visited"] == ("no",)


def test_words_that_mean_nothing_over_the_help_card_show_it_again() -> None:
    talk = at("visited")
    talk.tap("Help")

    talk.type("hm")

    assert talk.text == "[not-understood]\n\n[help]"


def test_say_it_again_shows_the_screen_again() -> None:
    talk = at("visited")
    earlier = talk.text

    talk.type("again")

    assert talk.text == earlier


def test_the_words_of_a_universal_control_work_on_every_question_with_buttons() -> None:
    for control in sorted(UNIVERSAL):
        asked, typed = at("visited"), at("visited")

        asked.ask(control)
        typed.type(ASK.words[STANDARD].controls[control])

        assert typed.turn == asked.turn


def test_a_command_for_a_control_of_another_screen_changes_nothing() -> None:
    for control in sorted(set(Control) - UNIVERSAL - {Control.EXPLAIN}):
        talk = at("overall")
        earlier = talk.session

        talk.ask(control)

        assert talk.session == earlier
        assert talk.text.startswith("[not-understood]")


def test_a_command_for_a_control_of_this_screen_does_what_its_button_does() -> None:
    talk = at("check")

    talk.ask(Control.SEND)

    assert talk.session.stage is Stage.SENT


def test_privacy_and_clear_leave_everything_as_it_is() -> None:
    talk = at("visited")
    earlier = talk.session

    talk.ask(Control.PRIVACY)
    assert talk.text.startswith("[privacy]\n\n2 of 5.")

    talk.ask(Control.CLEAR)
    assert talk.events[0] == Cleared()
    assert talk.text.startswith("[cleared]\n\n2 of 5.")
    assert talk.session == earlier


def test_what_is_not_kept_is_said_and_changes_nothing() -> None:
    talk = at("visited")
    earlier = talk.session

    talk.do(NotKept(Notice.NOT_WORDS))

    assert talk.text.startswith("[not-words]\n\n2 of 5.")
    assert talk.session == earlier


# Pictures, easy read, language


def test_pictures_are_off_in_standard_words_until_they_are_asked_for() -> None:
    talk = at("overall")

    talk.tap("Help", "Pictures on")
    assert talk.text == "[pictures-on]\n\n[help]"
    assert "Pictures off" in talk.labels

    talk.tap("Carry on")
    assert talk.screen.picture is not None


def test_pictures_can_be_turned_off_in_easy_read() -> None:
    talk = at("overall", EASY_READ)

    talk.ask(Control.PICTURES_OFF)

    assert talk.screen.picture is None


def test_switching_to_easy_read_shows_the_same_question() -> None:
    talk = at("visited")

    talk.tap("Help", "Easy read")

    assert talk.text.startswith("[register-changed (en.easy-read)]\n\n2 of 4.\n\nVisited at this place? (en.easy-read)")
    assert talk.answers["overall"] == ("good",)
    talk.tap("Help")
    assert "Standard" in talk.labels

    talk.tap("Standard")
    assert "(en.easy-read)" not in talk.text


def test_a_question_that_the_other_words_leave_out_gives_way_to_the_next() -> None:
    talk = at("letters")

    talk.ask(Control.EASY_READ)

    assert talk.text.startswith("[register-changed (en.easy-read)]\n\nPhone")
    talk.tap("Next")
    assert talk.step == "check"


def test_in_a_flow_without_another_question_the_step_stays() -> None:
    steps = tuple(step for step in ASK.steps if step.id in {"start", "letters"})
    talk = begin(make_flow("short", *steps, wordings=(STANDARD, EASY_READ)))
    talk.tap("Yes")

    talk.ask(Control.EASY_READ)

    assert talk.step == "letters"


def test_an_answer_that_the_other_words_do_not_ask_for_is_kept() -> None:
    talk = at("check")

    talk.ask(Control.EASY_READ)

    assert talk.answers["letters"] == ("clear",)
    assert "Letters" not in talk.text


def test_where_there_is_no_easy_read_that_is_said() -> None:
    talk = begin(ENGLISH_ONLY)

    talk.ask(Control.EASY_READ)

    assert talk.text.startswith("[no-such-wording]")


def test_another_language_is_chosen_from_a_list() -> None:
    talk = at("visited")
    talk.tap("Help", "Language")
    assert talk.text == "[language]"
    assert talk.labels == ["English", "Cymraeg", "Carry on", "Stop", "Help"]

    talk.tap("Cymraeg")

    assert talk.text.startswith("[register-changed (cy)]")
    assert talk.session.wording == WELSH


def test_a_language_can_be_named_in_words() -> None:
    talk = at("visited")
    talk.ask(Control.LANGUAGE)

    talk.type("cymraeg")

    assert talk.session.wording == WELSH


def test_with_one_language_there_is_none_to_choose() -> None:
    talk = begin(ENGLISH_ONLY)
    talk.tap("Help")
    assert "Language" not in talk.labels

    talk.ask(Control.LANGUAGE)

    assert talk.text.startswith("[one-language]")


def test_a_language_without_easy_read_is_not_forced_on_someone_who_reads_it() -> None:
    talk = at("visited", EASY_READ)
    talk.ask(Control.LANGUAGE)

    talk.tap("Cymraeg")

    assert talk.text.startswith("[no-such-wording (en.easy-read)]")
    assert talk.session.wording == EASY_READ
