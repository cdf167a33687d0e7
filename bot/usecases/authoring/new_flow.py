"""Starting a new conversation from a commented template, with a journey through it in each register."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.flow import FreeText
from bot.engine.ids import FlowId
from bot.engine.issues import Issue
from bot.engine.screen import Screen
from bot.engine.session import Pane, Stage
from bot.engine.wording import Control, Register, Wording
from bot.flows.files import Files
from bot.flows.journeys import Did, Journey, journey_text
from bot.flows.library import parse_library, require_library
from bot.flows.starting import template_files
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.replay import play
from bot.usecases.authoring.transcript import transcript
from bot.usecases.conversing.ports import Redact

_WRITTEN = "They are kind."
_MOST_TURNS = 100


@dataclass(frozen=True, slots=True)
class NewFlow:
    """The files of a new conversation, by path, and what keeps them from being used with the others."""

    files: Mapping[str, bytes]
    errors: tuple[Issue, ...] = ()


def new_flow(files: Files, name: str, redact: Redact) -> NewFlow:
    """Start a conversation from the template. Where it does not fit what the conversations share, it has no journeys.

    Raises SaysoError where the name cannot be one, or is taken, or the conversations have errors already.
    """
    require_library(files)
    made = template_files(files, name)
    library = parse_library(files.with_changes(made))
    if library.errors:
        return NewFlow(made, library.errors)
    for register in Register:
        wording = Wording("en", register)
        suffix = "" if register is Register.STANDARD else f"-{register}"
        journey = _straight_through(Rehearsal(library, redact), FlowId(name), wording)
        made[f"{name}/journeys/straight-through{suffix}.yaml"] = journey_text(journey).encode()
    return NewFlow(dict(sorted(made.items())))


def _straight_through(rehearsal: Rehearsal, flow: FlowId, wording: Wording) -> Journey:
    """Play the conversation to its end with the first answer to everything."""
    opening = transcript(rehearsal.begin(flow, wording))
    turns: list[Did] = []
    while rehearsal.session.stage is Stage.ASKING and rehearsal.screen is not None and len(turns) < _MOST_TURNS:
        did = _next(rehearsal, rehearsal.screen)
        turns.append(Did(did.how, did.what, transcript(play(rehearsal, did))))
    return Journey(flow, wording, opening, tuple(turns))


def _next(rehearsal: Rehearsal, screen: Screen) -> Did:
    session = rehearsal.session
    if session.pane is Pane.STEP and isinstance(rehearsal.library.flows[session.flow].step(session.step), FreeText):
        return Did("types", _WRITTEN, ())
    onward = {f"~{control}" for control in (Control.NEXT, Control.KEEP, Control.SEND)}
    labels = [button.label for button in screen.controls if button.id in onward]
    return Did("taps", (labels or [screen.choices[0].label])[0], ())
