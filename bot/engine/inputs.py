"""What a person did, as input to the engine. No IO."""

from dataclasses import dataclass, field

from bot.engine.session import Link
from bot.engine.wording import Control, Notice


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was pressed. `key` is that of its screen, `button` its id."""

    key: str
    button: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Words were written.

    `raw` is only for understanding a choice or a control and for noticing distress; it is never stored.
    `kept` is the redacted text that may become an answer, together with what was already written at
    the same question; `taken_out` names what redaction removed.
    """

    raw: str = field(repr=False)
    kept: str = field(repr=False)
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A control was named by a command, which works wherever the person is."""

    control: Control


@dataclass(frozen=True, slots=True)
class Arrived:
    """The conversation was opened (again), perhaps by a link."""

    link: Link = field(default_factory=Link)


@dataclass(frozen=True, slots=True)
class NotKept:
    """Something was sent that is not kept; the notice says why."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal code was written; `matched` tells whether it belongs to any answers."""

    matched: bool


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same input was delivered again: nothing changes, and what the last turn said is shown again."""


Input = Tap | Typed | Command | Arrived | NotKept | Withdrawn | Repeated
