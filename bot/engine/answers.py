"""What a person answered to one question. No IO."""

from dataclasses import dataclass

from bot.engine.ids import ChoiceId


@dataclass(frozen=True, slots=True)
class Picked:
    """One or more choices, in the order of the question."""

    choices: tuple[ChoiceId, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The person's own words, already redacted: an unredacted text never becomes an answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """The question was shown and the person went past it."""


Answer = Picked | Written | Skipped
