"""What a person did, as a channel hands it to the engine. No IO."""

from dataclasses import dataclass, field

from bot.engine.session import Link
from bot.engine.wording import Control, Notice


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was pressed. `key` is that of the screen the button stood on, `button` its id."""

    key: str
    button: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Words were written.

    `raw` is only for understanding a choice or a control and for noticing distress; it is never kept.
    `kept` is the redacted text that may become an answer, together with what was written before it on
    the same question; `taken_out` names what the redaction took out.
    """

    raw: str = field(repr=False)
    kept: str = field(repr=False)
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A control was asked for by a command, wherever the person is."""

    control: Control


@dataclass(frozen=True, slots=True)
class Arrived:
    """The conversation was opened (again), perhaps by a link."""

    link: Link = field(default_factory=Link)


@dataclass(frozen=True, slots=True)
class NotKept:
    """Something came that is not kept; the notice says why."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The words that take back what was sent were written; `found` tells whether any answers went with them."""

    found: bool


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same input was delivered again: nothing changes and the screen is shown again."""


Input = Tap | Typed | Asked | Arrived | NotKept | Withdrawn | Repeated
