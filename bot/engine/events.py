"""What a turn reports, for a channel to render and a use case to act on. No IO."""

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
    """Show the screen in the place of the one just used: only the marks on its buttons changed."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Settle:
    """The screen just used is done with: take its buttons away and put these words under it, if any."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Forget:
    """Take what the person just wrote out of the chat, where the channel can."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Take the whole conversation out of the chat, where the channel can."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The flow led to another one, which is to be started now with the same wording and service."""

    flow: FlowId


@dataclass(frozen=True, slots=True)
class WentBack:
    """Back was asked for on the first question: show the last question of the flow that led here."""


@dataclass(frozen=True, slots=True)
class Restarted:
    """Start again from the beginning, with this link."""

    link: Link


@dataclass(frozen=True, slots=True)
class Finished:
    """The person sent their answers: this is the session that holds them. Thank them with `advance.thank`."""

    session: Session


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """The words that take back what was sent are on the screen. Once shown, they are not to be known any more."""


Event = Say | Show | Redraw | Settle | Forget | Cleared | Opened | WentBack | Restarted | Finished | CodeGiven


class Turn(NamedTuple):
    """One input's effects: the new session and what happened, in order."""

    session: Session
    events: tuple[Event, ...]
