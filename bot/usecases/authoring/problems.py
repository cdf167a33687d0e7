"""What the use cases of authoring refuse, as values. Each face words them."""

from dataclasses import dataclass
from datetime import date

from bot.engine.wording import Wording
from bot.errors import Problem


@dataclass(eq=False)
class NoSuchWording(Problem):
    """A conversation has no words in this wording, only in those `known`."""

    flow: str
    wording: Wording
    known: tuple[Wording, ...]


@dataclass(eq=False)
class CheckedInFuture(Problem):
    """The day on which words were checked is in the future."""

    day: date


@dataclass(eq=False)
class CheckersUnclear(Problem):
    """A text does not say how many people checked the words and what they are."""

    text: str


@dataclass(eq=False)
class CheckersNamed(Problem):
    """A text about the people who checked the words seems to name somebody."""

    text: str


@dataclass(eq=False)
class JourneyBroken(Problem):
    """A journey presses a button that is not on the screen; `reason` says which are."""

    button: str
    reason: str


@dataclass(eq=False)
class SourceLanguage(Problem):
    """English is what is translated, so it has no table."""


@dataclass(eq=False)
class UnknownLanguage(Problem):
    """No language has this code."""

    locale: str


@dataclass(eq=False)
class TableTooLarge(Problem):
    """A table of translations has more bytes than this."""

    file: str
    most: int


@dataclass(eq=False)
class TableNotCsv(Problem):
    """A table of translations is not UTF-8 text, or not CSV for this `reason`."""

    file: str
    reason: str = ""


@dataclass(eq=False)
class TableLacksColumn(Problem):
    """A table of translations has no such column; `columns` are all that it needs."""

    file: str
    column: str
    columns: tuple[str, ...]


@dataclass(eq=False)
class TableHasErrors(Problem):
    """A table of translations has these errors, each with its row."""

    file: str
    errors: tuple[str, ...]
    conflicts: bool
    """Whether words were changed both in the table and in the conversations."""
