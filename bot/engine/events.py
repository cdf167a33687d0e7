"""What happened in a turn, for a channel to render and a use case to act on. No IO."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.engine.ids import FlowId
from bot.engine.screen import Picture, Screen
from bot.engine.session import Link, Session


@dataclass(frozen=True, slots=True)
class Say:
    """Show words that ask nothing."""

    text: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """Show a screen."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Redraw:
    """Show the screen in place of the one just used: only the marks on its buttons changed."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Settle:
    """Confirm the answer: remove the buttons of the screen just used and add this text, if any."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete what the person just wrote from the chat."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Delete the whole conversation from the chat."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The flow led to another one, which starts now with the same wording and service."""

    flow: FlowId


@dataclass(frozen=True, slots=True)
class WentBack:
    """Back was pressed on the first question: show the last question of the flow that led here."""


@dataclass(frozen=True, slots=True)
class Restarted:
    """Start again from the beginning, with this link."""

    link: Link


@dataclass(frozen=True, slots=True)
class Finished:
    """The person sent their answers, which this session holds. Thank them with `advance.thank`."""

    session: Session


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """The withdrawal code is on the screen. Once shown, it must be forgotten."""


Event = Say | Show | Redraw | Settle | Forget | Cleared | Opened | WentBack | Restarted | Finished | CodeGiven


class Turn(NamedTuple):
    """The effects of one input: the new session and what happened, in order."""

    session: Session
    events: tuple[Event, ...]
