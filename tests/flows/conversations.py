"""The shipped conversations, and copies of them in which a test breaks something."""

import shutil
from pathlib import Path

from bot.flows.files import read_files
from bot.flows.library import Library, parse_library

SHIPPED = Path(__file__).parent.parent.parent / "conversations"


class Copy:
    """A copy of the shipped conversations, still called `conversations`, to break and read."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "conversations"
        shutil.copytree(SHIPPED, self.root, ignore=shutil.ignore_patterns("journeys", "README.md"))

    def file(self, name: str) -> Path:
        """Return the path of a file in it."""
        return self.root / name

    def change(self, name: str, old: str, new: str) -> None:
        """Put other words in the place of these, which must stand in the file."""
        text = self.file(name).read_text("utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        self.file(name).write_text(text.replace(old, new, 1), "utf-8")

    def load(self) -> Library:
        """Read it."""
        return parse_library(read_files(self.root))

    def issues(self) -> list[str]:
        """Return every issue, as an author sees it."""
        return [str(issue) for issue in self.load().issues]
