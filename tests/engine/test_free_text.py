"""Free text: shown as it will be kept, added to, written again, left out."""

from bot.engine.advance import TEXT_LIMIT, draft
from bot.engine.inputs import Typed
from bot.engine.wording import Control
from tests.engine.flows import ASK
from tests.engine.talk import Talk, at


def wrote(text: str, *taken_out: str) -> Talk:
    talk = at("better")
    talk.type(text, *taken_out)
    return talk


def test_free_text_asks_for_no_names() -> None:
    assert at("better").text.endswith("[no-names]")


def test_free_text_is_shown_as_it_will_be_kept_before_anything_else_is_asked() -> None:
    talk = at("better")

    talk.type("More tea from Sarah", kept="More tea from [name]")

    assert talk.text == "You wrote: More tea from [name]"
    assert talk.labels == ["Keep", "Rewrite", "Leave out", "Stop", "Help"]
    assert talk.step == "better"


def test_what_was_taken_out_is_said() -> None:
    talk = wrote("Ask [name] in [room]", "name", "room")

    assert talk.text == "Without a name, room: Ask [name] in [room]"


def test_keep_goes_on_with_what_was_written() -> None:
    for keep in ("Keep", "ok"):
        talk = wrote("More tea")

        talk.type(keep)

        assert talk.settled == ["You said: “More tea”"]
        assert talk.answers["better"] == "More tea"
        assert talk.step == "letters"


def test_skip_after_writing_keeps_what_was_written() -> None:
    talk = wrote("More tea")

    talk.ask(Control.SKIP)

    assert talk.answers["better"] == "More tea"
    assert talk.step == "letters"


def test_more_words_are_added_to_what_was_written() -> None:
    talk = wrote("More tea")

    talk.type("and cake")

    assert talk.text == "You wrote: More tea\nand cake"
    assert talk.answers["better"] == "More tea\nand cake"


def test_writing_again_replaces_what_was_written() -> None:
    talk = wrote("More tea", "name")

    talk.tap("Rewrite")
    assert "So far: “More tea”" in talk.text

    talk.type("Coffee")
    assert talk.text == "You wrote: Coffee"


def test_back_from_what_was_written_shows_the_question_again() -> None:
    talk = wrote("More tea")

    talk.type("back")

    assert talk.text.startswith("6 of 7.")
    assert "So far: “More tea”" in talk.text


def test_leave_out_takes_what_was_written_out() -> None:
    talk = wrote("More tea")

    talk.tap("Leave out")

    assert talk.answers["better"] is None
    assert talk.step == "letters"


def test_an_earlier_text_can_be_kept_or_left_out_in_words_when_it_is_shown_again() -> None:
    talk = wrote("More tea")
    talk.tap("Keep", "Back")

    talk.type("leave out")

    assert talk.answers["better"] is None


def test_only_the_words_of_buttons_on_the_screen_are_not_taken_as_an_answer() -> None:
    talk = at("better")

    talk.type("Privacy")
    assert talk.answers["better"] == "Privacy"

    talk.tap("Rewrite")
    talk.type("Help")
    assert talk.text == "[help]"
    assert talk.answers["better"] == "Privacy"


def test_what_is_written_over_the_help_card_answers_the_question() -> None:
    talk = at("better")
    talk.tap("Help")

    talk.type("More tea")

    assert talk.text == "You wrote: More tea"


def test_help_comes_back_to_what_was_written() -> None:
    talk = wrote("Ask [name]", "name")

    talk.tap("Help", "Carry on")

    assert talk.text == "Without a name: Ask [name]"


def test_what_was_taken_out_of_one_text_is_not_said_of_another() -> None:
    talk = at("visit")
    talk.type("Fine")
    talk.tap("Keep")
    talk.reach("better")
    talk.type("Ask [name]", "name")
    talk.tap("Rewrite", "Back", "Back", "Help")

    talk.tap("Carry on")

    assert talk.text == "You wrote: Fine"


def test_words_of_which_nothing_is_left_are_not_kept() -> None:
    talk = at("better")

    talk.do(Typed("\u200b", " "))

    assert talk.text.startswith("[not-understood]")
    assert "better" not in talk.answers


def test_a_text_that_is_too_long_is_cut_and_that_is_said() -> None:
    talk = wrote("x" * (TEXT_LIMIT + 1))

    assert talk.text.startswith("[too-long]")
    assert talk.answers["better"] == "x" * TEXT_LIMIT

    talk = wrote("x" * TEXT_LIMIT + " ")
    assert talk.text.startswith("You wrote: ")


def test_the_draft_is_what_more_words_would_be_added_to() -> None:
    talk = at("better")
    assert draft(ASK, talk.session) == ""

    talk.type("More tea")
    assert draft(ASK, talk.session) == "More tea"

    talk.tap("Rewrite")
    assert draft(ASK, talk.session) == ""


def test_there_is_no_draft_where_words_are_not_kept() -> None:
    assert draft(ASK, at("helps").session) is None

    stopped = wrote("More tea")
    stopped.tap("Stop")
    assert draft(ASK, stopped.session) is None

    stopped.tap("Send")
    assert draft(ASK, stopped.session) is None
