"""The shipped conversations as editions, and what tests do to their files."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from bot.flows.files import Files, read_files
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.edition import BrokenEdition, Edition, Publication

DAY = date(2026, 3, 2)
BY = Actor("ward manager", "Fewer words")
SHIPPED = Path(__file__).parents[3] / "conversations"


@cache
def shipped() -> Files:
    return read_files(SHIPPED)


def changed(path: str, before: str, after: str, files: Files | None = None) -> Files:
    """Return the shipped files, or these, with words in one of them put in the place of others."""
    files = shipped() if files is None else files
    text = files[path].decode()
    assert before in text
    return files.with_changes({path: text.replace(before, after).encode()})


@dataclass
class FakeEditions:
    """The `Editions` port in memory. `damaged` are those whose files are not there as they were put in."""

    kept: list[tuple[Edition, Files]] = field(default_factory=list)
    made: list[Publication] = field(default_factory=list)
    damaged: set[int] = field(default_factory=set)

    async def listed(self) -> tuple[Edition, ...]:
        return tuple(edition for edition, _ in self.kept)

    async def files(self, edition: Edition) -> Files:
        if edition.number in self.damaged:
            raise BrokenEdition("patient/flow.yaml")
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
