"""A small conversation of the tests' own, in memory, to break and parse: the shipped words can change without it."""

from collections.abc import Container
from functools import cache
from pathlib import Path

from bot.flows.files import Files, read_files
from bot.flows.library import Library, parse_library

SMALL = Path(__file__).parents[1] / "conversations"


@cache
def small_files() -> Files:
    """The files of `tests/conversations`: a door and two flows with shared steps, scales and both registers."""
    return read_files(SMALL)


class SmallCopy:
    """A copy of the small conversation, called `conversations`, in which a test breaks something."""

    def __init__(self) -> None:
        self.files = Files(dict(small_files()), "/somewhere/conversations")

    def text(self, path: str) -> str:
        """Return the text of a file."""
        return self.files[path].decode()

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file."""
        self.files = self.files.with_changes({path: content.encode() if isinstance(content, str) else content})

    def remove(self, path: str) -> None:
        """Remove a file, or a folder with everything in it."""
        kept = {name: content for name, content in self.files.items() if not f"{name}/".startswith(f"{path}/")}
        assert len(kept) < len(self.files)
        self.files = Files(kept, self.files.folder)

    def rename(self, path: str, new: str) -> None:
        """Rename a file, or a folder with everything in it."""
        moved = {
            new + name.removeprefix(path): content
            for name, content in self.files.items()
            if f"{name}/".startswith(f"{path}/")
        }
        self.remove(path)
        self.files = self.files.with_changes(moved)

    def change(self, path: str, old: str, new: str) -> None:
        """Replace words in a file, which must be there."""
        text = self.text(path)
        assert old in text, f"{path} no longer holds {old!r}"
        self.write(path, text.replace(old, new, 1))

    def load(self, *, unpublished: Container[str] = ()) -> Library:
        """Parse it."""
        return parse_library(self.files, unpublished=unpublished)

    def issues(self) -> list[str]:
        """Return every issue, as an author sees it."""
        return [str(issue) for issue in self.load().issues]
