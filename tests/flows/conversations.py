"""The shipped conversations, and copies of them in which a test breaks something."""

import shutil
from pathlib import Path

import pytest

from bot.engine.issues import Issue
from bot.flows import reader, source
from bot.flows.library import Library, load
from bot.flows.source import Source

SHIPPED = Path(__file__).parent.parent.parent / "conversations"

_Reading = tuple[Source, tuple[Issue, ...]]
_readings: dict[tuple[str, bytes], _Reading] = {}


class Copy:
    """A copy of the shipped conversations, still called `conversations`, to break and read."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "conversations"
        shutil.copytree(SHIPPED, self.root, ignore=shutil.ignore_patterns("journeys", "README.md"))
        for name in ("common/distress/en.yaml", "common/understood/en.yaml"):
            self._shorten(name)

    def file(self, name: str) -> Path:
        """Return the path of a file in it."""
        return self.root / name

    def change(self, name: str, old: str, new: str) -> None:
        """Put other words in the place of these, which must stand in the file."""
        text = self.file(name).read_text("utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        self.file(name).write_text(text.replace(old, new, 1), "utf-8")

    def _shorten(self, name: str) -> None:
        """Keep the beginning of a long list, which is enough here and read much faster."""
        lines = self.file(name).read_text("utf-8").splitlines(keepends=True)
        self.file(name).write_text("".join(lines[:25]), "utf-8")

    def load(self) -> Library:
        """Read it."""
        return load(self.root)

    def issues(self) -> list[str]:
        """Return every issue, as an author sees it."""
        return [str(issue) for issue in self.load().issues]


def remember_readings(patch: pytest.MonkeyPatch) -> None:
    """Read each text only once: the same YAML again and again is most of the time that these tests would take."""

    def read_once(file: Path, name: str) -> _Reading:
        if not file.is_file():
            return source.read_source(file, name)
        key = (name, file.read_bytes())
        if key not in _readings:
            _readings[key] = source.read_source(file, name)
        return _readings[key]

    patch.setattr(reader, "read_source", read_once)
