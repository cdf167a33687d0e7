"""An edition: all files of the conversations as somebody put them in, never changed again."""

import hashlib
import tempfile
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.flows.library import Library, load
from bot.usecases.actor import Actor

if TYPE_CHECKING:
    from bot.writing.check import Checked

Files = Mapping[str, bytes]
"""What is in a folder: the content of each file by its path in it, with slashes between."""

MARK = ".sayso-edition"
"""The file that says of a folder which edition it was made from."""

_LARGEST, _MOST = 1_000_000, 1_000
_FOLDER = "conversations"


@dataclass(frozen=True, slots=True)
class Edition:
    """All files of the conversations at one time. `base` is the edition that they were made from, if any.

    `hash` is one of all files, `files` has that of each, by path.
    """

    number: int
    hash: str
    files: Mapping[str, str]
    by: Actor
    day: date
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """That an edition is what people meet from then on, but for the conversations that were `withdrawn`.

    `because` says why words that nobody had signed off were published; empty where all were.
    """

    number: int
    edition: int
    by: Actor
    day: date
    because: str = ""
    withdrawn: tuple[FlowId, ...] = ()


def make_edition(number: int, files: Files, by: Actor, *, day: date, base: int | None) -> Edition:
    """Return an edition of files."""
    hashes = hashes_of(files)
    return Edition(number, hash_of(hashes), hashes, by, day, base)


def hashes_of(files: Files) -> Mapping[str, str]:
    """Return the hash of each file, by path."""
    return {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}


def hash_of(hashes: Mapping[str, str]) -> str:
    """Return a hash of all files from that of each.

    >>> hash_of({"a": "1", "b": "2"}) == hash_of({"b": "2", "a": "1"}) != hash_of({"a": "1"})
    True
    """
    lines = "".join(f"{path}\0{hash_}\n" for path, hash_ in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def read_files(folder: Path) -> Files:
    """Return the files of a folder but hidden ones. Raises SaysoError where they cannot be read or are too many."""
    if not folder.is_dir():
        raise SaysoError(f"There is no folder {folder}. Name the folder of the conversations.")
    files: dict[str, bytes] = {}
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        path = file.relative_to(folder)
        if any(part.startswith(".") for part in path.parts):
            continue
        if len(files) == _MOST or file.stat().st_size > _LARGEST:
            raise SaysoError(
                f"{file} is one file too many, or larger than 1 MB. A folder of conversations has {_MOST} files at most"
                " and nothing else in it."
            )
        try:
            files[path.as_posix()] = file.read_bytes()
        except OSError as error:
            raise SaysoError(f"{file} cannot be read ({error.strerror}).") from None
    return files


def write_files(files: Files, folder: Path) -> None:
    """Write files into a folder, and nothing outside of it. Raises OSError where that cannot be done."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def check_files(files: Files) -> "Checked":
    """Check conversations from their files against every rule. Never raises for what an author wrote."""
    # The rules for writing are of use only where somebody writes, and most starts of the program do not.
    from bot.writing.check import check  # noqa: PLC0415

    with _unpacked(files) as folder:
        return check(folder)


def load_files(files: Files, *, unpublished: Container[str] = ()) -> Library:
    """Read and check conversations from their files. Never raises for what an author wrote.

    Of the languages in `unpublished`, the flows also have the words that people are not offered yet.
    """
    with _unpacked(files) as folder:
        return load(folder, unpublished=unpublished)


@contextmanager
def _unpacked(files: Files) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sayso-") as place:
        folder = Path(place) / _FOLDER
        folder.mkdir()
        write_files(files, folder)
        yield folder
