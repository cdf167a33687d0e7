"""What a channel hands in, before anything of it is kept or redacted."""

from dataclasses import dataclass, field

from bot.engine.inputs import Asked, NotKept, Tap
from bot.privacy.respondent import Respondent


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they came. Never kept, never shown in a log."""

    raw: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """The conversation was opened. `code` is what the link carried: a service's code, perhaps with a flow.

    `ward7` names a service, `ward7_patient` a service and a flow, `_carer` only a flow.
    """

    code: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Words that are to take answers back, given with the command."""

    raw: str = field(repr=False)


Given = Tap | Text | Asked | Visit | Withdraw | NotKept


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing a respondent did.

    `sequence` is the channel's own number of it: the same when delivered again, higher than of what was done before.
    `locale` is the language of the person's device, for the first words they read.
    """

    respondent: Respondent
    given: Given
    sequence: int = field(repr=False)
    locale: str = "en"
