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
class FiguresChanged(Problem):
    """The stored figures of a release are not those that it was made with: somebody has changed the database."""

    period: str


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
