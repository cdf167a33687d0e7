"""Replaying a journey against the flows as they are now."""

from collections.abc import Iterator
from difflib import ndiff

from bot.engine.events import Event
from bot.engine.wording import Control
from bot.flows.journeys import Did, Journey
from bot.usecases.authoring.problems import JourneyBroken
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.transcript import transcript
from bot.usecases.problems import NoSuchConversation


def play(rehearsal: Rehearsal, did: Did) -> tuple[Event, ...]:
    """Do what a journey's turn does. Raises LookupError for a button that is not there."""
    match did.how:
        case "taps":
            return rehearsal.tap(did.what)
        case "types":
            return rehearsal.type(did.what)
        case _:
            return rehearsal.ask(Control(did.what))


def replay(journey: Journey, rehearsal: Rehearsal) -> Iterator[tuple[Did | None, tuple[Event, ...], str]]:
    """Yield each turn, what is shown now, and how that differs from the journey; empty where it does not.

    Raises NoSuchConversation, and JourneyBroken at a button that is not there.
    """
    try:
        events = rehearsal.begin(journey.flow, journey.wording)
    except KeyError:
        raise NoSuchConversation(journey.flow, tuple(sorted(rehearsal.library.flows))) from None
    yield None, events, _difference(journey.opening, transcript(events))
    for did in journey.turns:
        try:
            events = play(rehearsal, did)
        except LookupError as error:
            raise JourneyBroken(did.what, str(error)) from None
        yield did, events, _difference(did.shown, transcript(events))


def _difference(expected: tuple[str, ...], shown: tuple[str, ...]) -> str:
    if expected == shown:
        return ""
    lines = ndiff("\n\n".join(expected).splitlines(), "\n\n".join(shown).splitlines())
    return "\n".join(line.rstrip() for line in lines if not line.startswith("?"))
