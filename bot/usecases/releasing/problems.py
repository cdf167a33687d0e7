"""What releasing refuses, as values. Each face words them."""

from dataclasses import dataclass
from pathlib import Path

from bot.errors import Problem


@dataclass(eq=False)
class NoReleaseYet(Problem):
    """Nothing was released yet."""


@dataclass(eq=False)
class NoSuchRelease(Problem):
    """Nothing was released for this period."""

    period: str


@dataclass(eq=False)
class ReleaseChanged(Problem):
    """A release is not as it was signed: somebody has changed the database."""

    ledger: str
    period: str


@dataclass(eq=False)
class NothingBy(Problem):
    """Figures are by none of what was asked for: `sort` is a question or what people are grouped by."""

    sort: str
    name: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ReturnNotWanted(Problem):
    """The exact counts of the Friends and Family Test are off until a setting turns them on."""


@dataclass(eq=False)
class FileExists(Problem):
    """An export would overwrite this file."""

    file: Path


@dataclass(eq=False)
class FilesNotWritten(Problem):
    """The system refused to write the files of an export to this folder."""

    folder: Path
    reason: str


@dataclass(eq=False)
class NoSuchBaseline(Problem):
    """No baseline has this id."""

    baseline: str


@dataclass(eq=False)
class BadBaselineReason(Problem):
    """The reason for a baseline is empty, or longer than a chart has room for."""

    longest: int


@dataclass(eq=False)
class BaselineExists(Problem):
    """Another baseline is of the same question, ward and month."""

    baseline: str


@dataclass(eq=False)
class RealAnswersStored(Problem):
    """Made-up answers must not mix with real ones, and this installation has real ones."""
