"""An edition: all files of the conversations as somebody put them in, never changed again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.engine.ids import FlowId
from bot.flows.files import Files, hash_of, hashes_of
from bot.flows.migrating import FORMAT
from bot.usecases.actor import Actor

MARK = ".sayso-edition"
"""The file that says of a folder which edition it was made from."""


class BrokenEdition(Exception):  # noqa: N818 - it says what was found
    """The files of an edition are not in the database as they were put in. Its text names one of them."""


@dataclass(frozen=True, slots=True)
class Edition:
    """All files of the conversations at one time. `base` is the edition that they were made from, if any.

    `hash` is one of all files, `files` has that of each, by path. `format` is that of the files.
    """

    number: int
    hash: str
    files: Mapping[str, str]
    by: Actor
    day: date
    base: int | None = None
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition made live, except for `unpublished_flows`.

    `because` says why unsigned words were published; empty if all were signed off.
    """

    number: int
    edition: int
    by: Actor
    day: date
    because: str = ""
    unpublished_flows: tuple[FlowId, ...] = ()


def make_edition(
    number: int, files: Files, by: Actor, *, day: date, base: int | None, format_: int = FORMAT
) -> Edition:
    """Return an edition of files."""
    hashes = hashes_of(files)
    return Edition(number, hash_of(hashes), hashes, by, day, base, format_)
