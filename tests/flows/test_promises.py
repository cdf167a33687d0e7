"""What everybody is told, and when, in every conversation and every wording that is shipped."""

from pathlib import Path

import pytest

from bot.engine.flow import Message
from bot.engine.ids import FlowId
from bot.engine.wording import Notice, Register, Wording
from bot.flows.files import read_files
from bot.flows.library import Library, require_library
from bot.flows.sources import DOOR
from bot.privacy.redaction import make_redactor
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.transcript import transcript

LIBRARY = require_library(read_files(Path(__file__).parents[2] / "conversations"))
FLOWS = sorted(flow for flow in LIBRARY.flows if flow != DOOR)
WORDINGS = [Wording("en", register) for register in Register]


def before_the_first_question(library: Library, flow: FlowId, wording: Wording) -> str:
    """Return all that a person reads until they have said that they want to start."""
    rehearsal = Rehearsal(library, lambda text, _wards: make_redactor()(text))
    shown = list(transcript(rehearsal.begin(flow, wording)))
    while isinstance(library.flows[flow].step(rehearsal.session.step), Message):
        shown += transcript(rehearsal.tap("Next"))
    assert rehearsal.session.step == "start"
    return "\n".join(shown)


def test_there_are_conversations_to_look_at() -> None:
    assert {"patient", "carer", "co-production"} <= set(FLOWS)


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("wording", WORDINGS, ids=str)
@pytest.mark.parametrize(
    "told",
    ["Telegram can see this chat", "do not keep your name", "Nobody reads this straight away", "2 days", "Help"],
)
def test_before_the_first_question_everybody_is_told_what_is_kept_and_who_can_see(
    flow: FlowId, wording: Wording, told: str
) -> None:
    assert told in before_the_first_question(LIBRARY, flow, wording)


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("wording", WORDINGS, ids=str)
def test_everybody_can_read_how_answers_are_taken_back(flow: FlowId, wording: Wording) -> None:
    notices = LIBRARY.flows[flow].words[wording].notices
    assert "take your answers back" in notices[Notice.PRIVACY]
    assert "take your answers back" in notices[Notice.CODE]
    assert "{code}" in notices[Notice.CODE]
    assert "{date}" in notices[Notice.CODE]
