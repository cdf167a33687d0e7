"""Starting a new conversation from a commented template, with a journey through it in each register."""

from pathlib import Path

from bot.engine.flow import FreeText
from bot.engine.ids import FlowId
from bot.engine.screen import Screen
from bot.engine.session import Pane, Stage
from bot.engine.wording import Control, Register, Wording
from bot.errors import SaysoError, with_faults
from bot.flows.journeys import Did, Journey, write_journey
from bot.flows.library import load, load_sound
from bot.flows.starting import start_files
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.replay import play
from bot.usecases.authoring.transcript import transcript
from bot.usecases.conversing.ports import Redact

_WRITTEN = "They are kind."
_MOST_TURNS = 100


def new_flow(root: Path, name: str, redact: Redact) -> tuple[Path, ...]:
    """Make a conversation's folder from the template; return its files. Nothing that is there is written over.

    Raises SaysoError where the name cannot be one, something of that name is there, or the conversations have faults.
    """
    load_sound(root)
    folder = start_files(root, name)
    (folder / "journeys").mkdir()
    library = load(root)
    if library.errors:
        what = f"{folder} was made, but it does not fit {root.name}/common as yours is. Change it:"
        raise SaysoError(with_faults(what, library.errors))
    for register in Register:
        wording = Wording("en", register)
        suffix = "" if register is Register.STANDARD else f"-{register}"
        journey = _straight_through(Rehearsal(library, redact), FlowId(name), wording)
        write_journey(journey, folder / "journeys" / f"straight-through{suffix}.yaml")
    return tuple(sorted(file for file in folder.rglob("*") if file.is_file()))


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
