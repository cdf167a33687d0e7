"""What a channel hands in, before any of it is stored or redacted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.engine.inputs import Command, NotKept, Tap
from bot.privacy.respondent import Respondent


@dataclass(frozen=True, slots=True)
class RawText:
    """Words as they were written. Never stored, never logged."""

    raw: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """The conversation was opened. `code` comes from the link: a service's code, perhaps with a flow.

    `ward7` names a service, `ward7_patient` a service and a flow, `_carer` only a flow.
    """

    code: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A withdrawal code, given with the command."""

    raw: str = field(repr=False)


Precedes = Callable[[str, Sequence[str]], bool]
"""Tells whether a token was given out before all of these."""


def unordered(_token: str, _tokens: Sequence[str]) -> bool:
    """Tell nothing: the tokens of the channel are in no order."""
    return False


Given = Tap | RawText | Command | Visit | Withdraw | NotKept


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing a respondent did.

    `token` identifies it within the channel: the same when it is delivered again. A channel whose tokens are in order
    says so with `precedes`, so that an input is known again however many came after it. `locale` is the language of
    the person's device, for the first words they read.
    """

    respondent: Respondent
    given: Given
    token: str = field(repr=False)
    locale: str = "en"
    precedes: Precedes = unordered
