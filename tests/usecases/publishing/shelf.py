"""The shipped conversations as editions, and what tests do to their files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.edition import Edition, Files, Publication, read_files

DAY = date(2026, 3, 2)
BY = Actor("ward manager", "Fewer words")
SHIPPED = Path(__file__).parents[3] / "conversations"


@cache
def shipped() -> Files:
    return read_files(SHIPPED)


def changed(path: str, before: str, after: str, files: Files | None = None) -> dict[str, bytes]:
    """Return the shipped files, or these, with words in one of them put in the place of others."""
    found = dict(files or shipped())
    text = found[path].decode()
    assert before in text
    found[path] = text.replace(before, after).encode()
    return found


@dataclass
class FakeEditions:
    """The `Editions` port in memory."""

    kept: list[tuple[Edition, Files]] = field(default_factory=list)
    made: list[Publication] = field(default_factory=list)

    async def listed(self) -> tuple[Edition, ...]:
        return tuple(edition for edition, _ in self.kept)

    async def files(self, edition: Edition) -> Mapping[str, bytes]:
        return next(files for kept, files in self.kept if kept == edition)

    async def add(self, edition: Edition, files: Files) -> None:
        if edition.number != len(self.kept) + 1:
            raise Stale
        self.kept.append((edition, files))

    async def publications(self) -> tuple[Publication, ...]:
        return tuple(self.made)

    async def publish(self, publication: Publication) -> None:
        if publication.number != len(self.made) + 1:
            raise Stale
        self.made.append(publication)

    async def newest(self) -> int:
        return len(self.made)
