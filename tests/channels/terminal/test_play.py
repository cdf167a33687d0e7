"""A conversation in a terminal, as somebody who tries it sees it."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels.terminal.play import TerminalChannel
from bot.engine.ids import FlowId
from bot.engine.session import Stage
from bot.engine.wording import Register, Wording
from bot.errors import SaysoError
from bot.flows.files import read_files
from bot.flows.journeys import Did, Journey, parse_journey
from bot.flows.library import Library, require_library
from bot.privacy.redaction import redact
from bot.usecases.authoring.rehearsal import Rehearsal
from tests.engine.flows import change

STANDARD, EASY = Wording("en"), Wording("en", Register.EASY_READ)
SHIPPED = Path(__file__).parent.parent.parent.parent / "conversations"


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped conversations."""
    return require_library(read_files(SHIPPED))


class Terminal:
    """A terminal at which somebody types these lines."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self._out = StringIO()
        self._monkeypatch = monkeypatch
        self.rehearsal = Rehearsal(library, redact)
        self.channel = TerminalChannel(Console(file=self._out, width=100, highlight=False), self.rehearsal)

    def talk(self, flow: str, wording: Wording, *lines: str, record: Path | None = None) -> str:
        """Hold a conversation and return what was shown."""
        self._monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
        self.channel.talk(FlowId(flow), wording, record)
        return self.shown

    @property
    def shown(self) -> str:
        """Return what was shown so far."""
        return self._out.getvalue()


@pytest.fixture
def terminal(library: Library, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(library, monkeypatch)


def test_a_button_is_pressed_by_its_number_its_words_or_what_people_say(terminal: Terminal) -> None:
    terminal.talk("patient", STANDARD, "1", "very GOOD", "yeah", "2", "dunno")

    assert terminal.rehearsal.session.step == "identity"
    assert "Your answer: Very good" in terminal.shown
    assert "Your answer: Partly" in terminal.shown
    assert "Your answer: Not sure" in terminal.shown


def test_a_question_shows_its_choices_with_numbers_and_then_the_controls(terminal: Terminal) -> None:
    shown = [line.strip() for line in terminal.talk("patient", STANDARD, "1").splitlines()]

    at = shown.index("1  Very good")
    assert shown[at : at + 6] == [
        "1  Very good", "2  Good", "3  Neither good nor poor", "4  Poor", "5  Very poor", "6  Don't know",
    ]  # fmt: skip
    assert shown[at + 6] == "7 Back   8 Skip   9 Stop   10 Help"


def test_a_picture_stands_as_its_words(terminal: Terminal) -> None:
    shown = terminal.talk("patient", EASY, "Next", "Yes")

    assert "[Picture: A hand waving.]" in shown
    assert "1  😀 Very good" in shown


def test_without_pictures_there_are_neither_words_nor_emoji_for_them(terminal: Terminal) -> None:
    shown = terminal.talk("patient", STANDARD, "1")

    assert "[Picture:" not in shown
    assert "😀" not in shown


def test_a_picked_choice_carries_a_mark(terminal: Terminal) -> None:
    shown = terminal.talk("co-production", STANDARD, "1", "Staff", "Asked", "Asked", "Time")

    assert "1  ✓ Time" in shown


def test_a_line_that_begins_with_a_slash_is_a_command(terminal: Terminal) -> None:
    shown = terminal.talk("patient", STANDARD, "/help", "/pictures-on", "/nonsense")

    assert "If you need help now:" in shown
    assert "Pictures are on." in shown
    assert terminal.rehearsal.session.shows_pictures


def test_what_was_changed_is_told_when_somebody_asks_and_after_the_thank_you(terminal: Terminal) -> None:
    assert "We have nothing to tell you yet." in terminal.talk("patient", STANDARD, "/changes")

    terminal.rehearsal.changes = [change("tea")]
    shown = terminal.talk("patient", EASY, "/changes", "/standard", "next", "1", "good", "stop", "send")

    assert "Bad tea" in shown
    assert "New tea" in shown
    assert "You said: tea was bad" in shown.partition("Thank you.")[2]


def test_an_empty_line_is_not_understood_and_changes_nothing(terminal: Terminal) -> None:
    assert "I did not understand that." in terminal.talk("patient", STANDARD, "")
    assert terminal.rehearsal.session.step == "start"


def test_once_it_is_sent_it_shows_what_would_be_kept(terminal: Terminal) -> None:
    skipped = ["skip"] * 6
    shown = terminal.talk(
        "patient", STANDARD, "1", "good", "no", *skipped, "my nurse Sarah was kind", "keep it", "stop", "send"
    )

    assert terminal.rehearsal.session.stage is Stage.SENT
    assert "What would be kept (nothing was)" in shown
    kept = [[cell.strip() for cell in line.split("│")[1:3]] for line in shown.splitlines() if line.count("│") == 3]
    assert ["overall", "good"] in kept
    assert ["rights", "no"] in kept
    assert ["say", "(skipped)"] in kept
    assert ["good (kept apart)", "my nurse [name] was kind"] in kept


def test_words_in_square_brackets_are_shown_as_they_are(terminal: Terminal) -> None:
    lines = ["1", *["skip"] * 8, "the [red]room[/red] is nice [/]"]

    assert "“the [red]room[/red] is nice [/]”" in terminal.talk("patient", STANDARD, *lines)


def test_when_the_input_ends_so_does_the_conversation_and_nothing_is_kept(terminal: Terminal) -> None:
    shown = terminal.talk("patient", STANDARD)

    assert "Nothing here is kept." in shown
    assert "What would be kept" not in shown
    assert terminal.rehearsal.session.stage is Stage.ASKING


def test_a_conversation_that_is_not_there_is_told_with_those_that_are(terminal: Terminal) -> None:
    message = r"There is no conversation “lunch”\. There are: carer, co-production, patient, welcome\."

    with pytest.raises(SaysoError, match=message):
        terminal.talk("lunch", STANDARD)


def test_a_recorded_conversation_replays_without_a_difference(
    terminal: Terminal, library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "one.yaml"
    lines = ["next", "yes", "2", "/help", "carry on", "what?", "Stop", "Delete all", "Delete all"]

    assert f"Recorded in {file}." in terminal.talk("patient", EASY, *lines, record=file)

    journey = parse_journey(file.read_bytes(), str(file))
    assert [(turn.how, turn.what) for turn in journey.turns] == [
        ("taps", "Next"), ("taps", "Yes"), ("taps", "Good"), ("asks", "help"), ("taps", "Carry on"),
        ("types", "what?"), ("taps", "Stop"), ("taps", "Delete all"), ("taps", "Delete all"),
    ]  # fmt: skip
    again = Terminal(library, monkeypatch)
    assert again.channel.replay(journey)
    assert "You: what?" in again.shown
    assert "differs" not in again.shown


def test_a_replay_that_differs_says_where(terminal: Terminal) -> None:
    journey = Journey(FlowId("welcome"), STANDARD, ("Good evening.",), (Did("taps", "Standard", ()),))

    assert not terminal.channel.replay(journey)
    assert terminal.shown.count("differs: - as recorded, + now") == 2
    assert "- Good evening." in terminal.shown
    assert "+ [Standard] [Easy read]" in terminal.shown, "buttons are words here and not markup"


def test_a_journey_that_cannot_be_written_is_told(terminal: Terminal, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"cannot be written to .*No such file or directory"):
        terminal.talk("patient", STANDARD, record=tmp_path / "none" / "one.yaml")
