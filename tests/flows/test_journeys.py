"""Every conversation goes as its journeys say, word for word. A journey file reads like the conversation itself."""

from pathlib import Path

import pytest

from bot.engine.flow import Check
from bot.engine.ids import FlowId
from bot.engine.wording import Control, Register, Wording
from bot.errors import SaysoError
from bot.flows.journeys import Did, Journey, journey_text, parse_journey
from bot.flows.library import Library
from bot.privacy.redaction import redact
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.replay import replay
from tests.flows.conversations import SHIPPED
from tests.refusals import expect_refusal

JOURNEYS = sorted(SHIPPED.glob("*/journeys/*.yaml"))
FLOWS = sorted(file.parent.name for file in SHIPPED.glob("*/flow.yaml"))


def read(file: Path) -> Journey:
    return parse_journey(file.read_bytes(), str(file))


def test_there_are_journeys_to_hold_the_conversations_to() -> None:
    assert len(FLOWS) >= 4
    assert len(JOURNEYS) >= 2 * len(FLOWS)


@pytest.mark.parametrize("file", JOURNEYS, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_a_conversation_goes_as_its_journey_says(file: Path, library: Library) -> None:
    differences = [difference for _, _, difference in replay(read(file), Rehearsal(library, redact))]

    assert differences == [""] * len(differences), f"record it again if it should be so: {file}"
    assert len(differences) > 1


@pytest.mark.parametrize("file", JOURNEYS, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_a_journey_begins_with_the_flow_of_its_folder(file: Path) -> None:
    assert read(file).flow == file.parent.parent.name


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("flow", FLOWS)
def test_each_flow_has_a_journey_in_each_register_that_reaches_its_end(
    flow: str, register: Register, library: Library
) -> None:
    journeys = [read(file) for file in JOURNEYS if file.parent.parent.name == flow]
    ends_with_sending = isinstance(library.flows[FlowId(flow)].steps[-1], Check)

    reached = []
    for journey in journeys:
        if journey.wording.register is register:
            rehearsal = Rehearsal(library, redact)
            list(replay(journey, rehearsal))
            reached.append(rehearsal.sent is not None if ends_with_sending else rehearsal.session.flow != flow)

    assert any(reached)


def test_the_session_is_written_out_and_read_again_between_turns(library: Library) -> None:
    rehearsal = Rehearsal(library, redact)
    rehearsal.begin(FlowId("patient"), Wording("en"))

    assert rehearsal.session == rehearsal.session
    assert rehearsal.session is not rehearsal.session


def test_a_changed_word_is_shown_as_a_difference(library: Library) -> None:
    recorded = read(SHIPPED / "welcome" / "journeys" / "straight-through.yaml")
    first, *later = recorded.turns
    changed = Did(first.how, first.what, ("Which ward did you like best?", *first.shown[1:]))

    journey = Journey(recorded.flow, recorded.wording, recorded.opening, (changed, *later))
    differences = [difference for _, _, difference in replay(journey, Rehearsal(library, redact))]

    assert differences[0] == ""
    assert "- Which ward did you like best?" in differences[1]
    assert "+ ✓ Your answer: Standard" in differences[1]
    assert differences[2:] == [""] * (len(recorded.turns) - 1)


def test_a_journey_that_taps_a_button_that_is_gone_says_so(library: Library) -> None:
    journey = Journey(FlowId("welcome"), Wording("en"), (), (Did("taps", "Sing", ()),))
    told = r"The journey taps “Sing”, but there is no button “Sing” here, only: Standard, Easy read, Skip, Stop, Help\."

    with expect_refusal(told):
        list(replay(journey, Rehearsal(library, redact)))


def test_a_journey_of_a_flow_that_is_gone_says_so(library: Library) -> None:
    journey = Journey(FlowId("breakfast"), Wording("en"), (), ())

    with expect_refusal("There is no conversation “breakfast”"):
        list(replay(journey, Rehearsal(library, redact)))


def test_a_journey_is_read_as_it_was_written() -> None:
    turns = (
        Did("taps", "Yes", ("One line", "Two\n\nlines with: a colon")),
        Did("types", "no", ()),
        Did("types", "2", ("“quoted” - # not a comment", "trailing space \nand\ttab")),
        Did("asks", "help", ("✓",)),
    )
    journey = Journey(FlowId("patient"), Wording("en", Register.EASY_READ), ("Hello.\nThere.",), turns)

    assert parse_journey(journey_text(journey).encode(), "one.yaml") == journey


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("flow: patient\n", ":1:1: bot: “bot” is missing - add it"),
        ("flow: patient\nbot: []\nturn: []\n", ":3:1: turn: unknown key “turn” - did you mean “turns”?"),
        (
            "flow: patient\nbot: []\nturns:\n  - {taps: A, types: b, bot: []}\n",
            ":4:5: turns.0: a turn has one of taps, types and asks, then bot",
        ),
        (
            "flow: patient\nbot: []\nturns:\n  - {asks: hepl, bot: []}\n",
            ":4:6: turns.0.asks: “hepl” is not known here - did you mean “help”?",
        ),
        (
            "flow: patient\nregister: easy\nbot: []\n",
            ":2:1: register: “easy” is not known here - did you mean “easy-read”?",
        ),
    ],
)
def test_a_journey_file_that_cannot_be_read_says_where(text: str, told: str) -> None:
    with pytest.raises(SaysoError) as raised:
        parse_journey(text.encode(), "odd.yaml")

    assert str(raised.value) == f"odd.yaml{told}"


def test_a_missing_journey_file_says_so() -> None:
    with pytest.raises(SaysoError, match="there is no such file"):
        parse_journey(None, "none.yaml")


@pytest.mark.parametrize("control", list(Control))
def test_every_control_can_be_asked_for_at_any_time(control: Control, library: Library) -> None:
    rehearsal = Rehearsal(library, redact)
    rehearsal.begin(FlowId("patient"), Wording("en"))

    events = rehearsal.ask(control)

    assert events, "something is always shown"
