"""A screen in parts: what each holds, and the one text that a chat makes of them."""

from dataclasses import replace

import pytest

from bot.engine.abilities import Abilities
from bot.engine.answers import Skipped
from bot.engine.events import Cleared, Forget
from bot.engine.inputs import Command
from bot.engine.screen import AnswerRow, Quote
from bot.engine.wording import Control
from tests.engine.flows import ASK, DOOR, WARDS
from tests.engine.talk import CODE, PATH, Talk, at, begin

PAGE = Abilities()
ON_A_PAGE = ASK.with_abilities(PAGE)


def on_a_page(step: str) -> Talk:
    talk = begin(ON_A_PAGE)
    talk.reach(step)
    return talk


def test_a_question_has_its_progress_prompt_and_hint_in_parts() -> None:
    screen = at("overall").screen
    assert (screen.notice, screen.progress) == ("", "1 of 5.")
    assert (screen.question, screen.hint) == ("Overall at this place?", "A hint.")
    assert screen.text == "1 of 5.\n\nOverall at this place?\n\nA hint."


def test_what_is_said_about_an_input_is_apart_from_the_question() -> None:
    talk = at("overall")
    talk.type("purple")
    assert talk.screen.notice == "[not-understood]"
    assert talk.screen.question == "Overall at this place?"
    assert talk.screen.text.startswith("[not-understood]\n\n1 of 5.")


def test_a_free_text_question_asks_for_no_names_in_a_part_of_its_own() -> None:
    assert at("better").screen.reminder == "[no-names]"


def test_an_answer_so_far_is_quoted() -> None:
    talk = at("visited")
    talk.tap("Back")
    assert talk.screen.quote == Quote("So far: Good")


def test_the_text_that_will_be_kept_is_quoted() -> None:
    talk = at("better")
    talk.type("My name is Ann", "name", kept="My name is …")
    assert talk.screen.quote == Quote("Without a name: My name is …")
    assert talk.screen.question == ""


def test_a_quote_is_framed_by_the_paragraphs_around_it() -> None:
    template = "You wrote:\n\n“{text}”\n\nIs that right?\n\nPlease check."
    quote = Quote.filled(template, "{text}", "Tea\n\nand {text}")
    assert quote == Quote("“Tea\n\nand {text}”", "You wrote:", "Is that right?\n\nPlease check.")
    assert quote.joined() == "You wrote:\n\n“Tea\n\nand {text}”\n\nIs that right?\n\nPlease check."


def test_the_answers_to_check_are_rows_that_name_the_question_to_change() -> None:
    talk = at("check")
    summary = talk.screen.summary
    assert summary is not None
    assert summary.rows[0] == AnswerRow(ASK.steps[4].id, "Overall", "Good")
    assert [row.step for row in summary.rows] == [*PATH][1:]
    assert talk.screen.text.startswith("Check:\nOverall: Good\nVisited: Yes\n")


def test_a_skipped_question_is_a_row_too() -> None:
    talk = at("helps")
    talk.tap("Skip")
    talk.reach("check")
    assert talk.session.answers["helps"] == Skipped()  # type: ignore[index]
    assert AnswerRow(ASK.steps[8].id, "Helps", "skipped") in talk.screen.summary.rows  # type: ignore[union-attr]


def test_help_is_a_part_of_its_own_also_under_a_goodbye() -> None:
    talk = at("overall")
    talk.ask(Control.HELP)
    assert (talk.screen.question, talk.screen.help) == ("", "[help]")
    talk.ask(Control.STOP)
    assert (talk.screen.question, talk.screen.help) == ("[left]", "[help]")


def test_the_withdrawal_code_is_quoted() -> None:
    talk = at("check")
    talk.tap("Send")
    talk.ask(Control.AGAIN)
    assert talk.screen.quote == Quote(f"[code {CODE} 8 month 4 2026]")


@pytest.mark.parametrize("abilities", [PAGE, Abilities(page_size=len(WARDS))])
def test_a_channel_without_pages_is_offered_every_choice_at_once(abilities: Abilities) -> None:
    talk = begin(DOOR.with_abilities(abilities))
    talk.tap("Standard")
    assert [button.label for button in talk.screen.choices] == [ward.name for ward in WARDS]
    assert "More" not in talk.labels


def test_a_channel_that_cannot_clear_its_chat_neither_offers_nor_understands_it() -> None:
    talk = on_a_page("overall")
    talk.do(Command(Control.CLEAR))
    assert talk.screen.notice == "[not-understood]"
    talk.type("clear")
    assert talk.screen.notice == "[not-understood]"
    talk.ask(Control.STOP)
    assert "Start again" in talk.labels
    assert "Clear" not in talk.labels
    assert not any(isinstance(event, Cleared) for event in talk.events)


def test_a_channel_that_cannot_delete_messages_is_not_asked_to() -> None:
    talk = on_a_page("better")
    talk.type("I want to kill myself")
    talk.tap("Delete text")
    assert "better" not in talk.session.answers
    assert not any(isinstance(event, Forget) for event in talk.events)


def test_abilities_that_a_flow_already_has_leave_it_as_it_is() -> None:
    assert ASK.with_abilities(ASK.abilities) is ASK
    assert replace(ASK, abilities=PAGE) == ON_A_PAGE
