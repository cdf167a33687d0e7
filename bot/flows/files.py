"""Files: the conversations as a value, and the one place where they are read from a folder and written to one."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.errors import SaysoError

LARGEST_FILE, MOST_FILES = 1_000_000, 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Files(Mapping[str, bytes]):
    """The content of each file by its path in the folder, with slashes between.

    `folder` is where they came from. It only appears in messages, and two values with the same contents are equal.
    """

    contents: Mapping[str, bytes]
    folder: str = "conversations"

    @property
    def name(self) -> str:
        """Return the name of the folder, which the files in an issue are listed under."""
        return Path(self.folder).name

    def in_folder(self, folder: str) -> list[str]:
        """Return the paths of the YAML files directly in a folder, sorted.

        >>> Files({"a/b.yaml": b"", "a/c/d.yaml": b"", "a/e.svg": b""}).in_folder("a")
        ['a/b.yaml']
        """
        return sorted(path for path in self if path.endswith(".yaml") and path.rpartition("/")[0] == folder)

    def with_changes(self, changes: Mapping[str, bytes]) -> "Files":
        """Return these files with some replaced or added."""
        return Files({**self.contents, **changes}, self.folder)

    def __getitem__(self, path: str) -> bytes:
        """Return the content of a file."""
        return self.contents[path]

    def __iter__(self) -> Iterator[str]:
        """Yield the path of each file."""
        return iter(self.contents)

    def __len__(self) -> int:
        """Return the number of files."""
        return len(self.contents)


def hashes_of(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the hash of each file, by path."""
    return {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}


def hash_of(hashes: Mapping[str, str]) -> str:
    """Return one hash of all files, from the hash of each.

    >>> hash_of({"a": "1", "b": "2"}) == hash_of({"b": "2", "a": "1"}) != hash_of({"a": "1"})
    True
    """
    lines = "".join(f"{path}\0{hash_}\n" for path, hash_ in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def read_files(folder: Path) -> Files:
    """Read the files of a folder, without hidden ones. Raises SaysoError where they cannot be read or are too many."""
    if not folder.is_dir():
        raise SaysoError(
            f"There is no folder {folder}. Name the folder of the conversations, or set SAYSO_CONVERSATIONS_DIR."
        )
    contents: dict[str, bytes] = {}
    for file in sorted(_visible_files(folder)):
        try:
            if len(contents) == MOST_FILES or file.stat().st_size > LARGEST_FILE:
                raise SaysoError(
                    f"{file} is one file too many, or larger than 1 MB. A folder of conversations has {MOST_FILES}"
                    " files at most and nothing else in it."
                )
            contents[file.relative_to(folder).as_posix()] = file.read_bytes()
        except OSError as error:
            raise SaysoError(f"{file} cannot be read ({error.strerror}).") from None
    return Files(contents, str(folder))


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder. Its other files stay as they are, and nothing outside it is ever written.

    Raises SaysoError, with nothing written, where a path leads out of the folder, and where a file cannot be written.
    """
    inside = folder.resolve()
    for path in files:
        if not _is_plain(path) or not (inside / path).resolve().is_relative_to(inside):
            raise SaysoError(f"“{path}” leads out of {folder}, or is hidden. Nothing was written.")
    for path, content in files.items():
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise SaysoError(f"{file} cannot be written ({error.strerror}).") from None


def _visible_files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(place, name) for name in names if not name.startswith("."))
        yield from (file for file in files if file.is_file())


def _is_plain(path: str) -> bool:
    """Tell whether a path goes down only, names no hidden file, and is written the one way it can be."""
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith(".") for part in parts)
    return bool(parts) and not hidden and "/".join(parts) == path and not {"\\", "\0"} & set(path) and path[0] != "/"
