"""Catalogue what is published, so that every running process has people meet it within seconds."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import structlog

from bot.engine.ids import FlowId, PictureId
from bot.errors import SaysoError, with_faults
from bot.flows.files import hash_of, hashes_of, read_files
from bot.flows.library import Library, parse_library, require_library
from bot.flows.pictures import PictureSource
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.edition import Edition, Publication, make_edition
from bot.usecases.publishing.ports import Editions

LOOKED_EVERY = 2.0
"""Seconds between two looks at what is published: what is new is met within five."""

_DAYS_IN_USE = timedelta(days=3)
"""Open conversations wait for 48 hours, so none is on an edition that gave way longer ago than this."""

FIRST = Actor("set-up", "The conversations that Sayso started with.")
SHIPPED_UNSIGNED = "these words came with Sayso and were in use before anybody could sign them off here"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """The conversations that people meet, those that somebody may be part way through, and what was withdrawn."""

    edition: int
    library: Library
    earlier: tuple[Library, ...] = ()
    withdrawn: tuple[FlowId, ...] = ()

    def pictures(self) -> Mapping[PictureId, PictureSource]:
        """Return every picture that anybody may meet; those of today come before others of the same name."""
        libraries = (*self.earlier, self.library)
        return {name: picture for each in libraries for name, picture in each.pictures.items()}


@dataclass(slots=True)
class Catalogue:
    """What is published, as this process has it."""

    editions: Editions
    today: Callable[[], date]
    _number: int = 0
    _loaded: dict[int, Library] = field(default_factory=dict)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self, folder: Path) -> tuple[Published, str]:
        """Return what is published, and a note for whoever starts the program, which may be empty.

        If nothing was published yet, the files of a folder are; SaysoError is raised where they cannot be used.
        """
        newest = await self.editions.newest()
        if newest == 0:
            await self._publish_first(folder)
            return await self._look(await self.editions.newest()), ""
        shown = await self._look(newest)
        edition = (await self.editions.listed())[shown.edition - 1]
        if await asyncio.to_thread(_is_made_of, edition, folder):
            return shown, ""
        return shown, (
            f"People meet edition {edition.number} of the conversations; the files in {folder} differ from it."
            f" To have people meet those: sayso conversations push {folder} --over, then sayso conversations publish"
        )

    async def catch_up(self, reload: Callable[[Published], Awaitable[None]]) -> None:
        """Have people meet what is published, if that is something new."""
        async with self._one_at_a_time:
            newest = await self.editions.newest()
            if newest != self._number:
                await reload(await self._look(newest))

    async def _look(self, newest: int) -> Published:
        published, listed = await self.editions.publications(), await self.editions.listed()
        now = published[newest - 1]
        wanted = [now.edition, *_in_use(published[:newest], self.today())]
        self._loaded = {each: await self._load(listed[each - 1]) for each in dict.fromkeys(wanted)}
        present, *earlier = self._loaded.values()
        if present.errors:
            what = f"Edition {now.edition} of the conversations cannot be used by this version of Sayso:"
            raise SaysoError(
                with_faults(what, present.errors)
                + "\nPut it right: sayso conversations pull words, sayso check words, sayso conversations push words,"
                " sayso conversations publish."
            )
        self._number = newest
        # Who is part way through one that cannot be used goes on in today's words instead.
        usable = tuple(each for each in earlier if not each.errors)
        return Published(now.edition, present, usable, now.withdrawn)

    async def _publish_first(self, folder: Path) -> None:
        files = await asyncio.to_thread(read_files, folder)
        self._loaded[1] = await asyncio.to_thread(require_library, files)
        first = make_edition(1, files, FIRST, day=self.today(), base=None)
        publication = Publication(1, 1, FIRST, self.today(), SHIPPED_UNSIGNED)
        for kept in (self.editions.add(first, files), self.editions.publish(publication)):
            try:
                await kept
            except Stale:
                log.info("another process has put its conversations in first")
                self._loaded.clear()

    async def _load(self, edition: Edition) -> Library:
        return self._loaded.get(edition.number) or await load_edition(self.editions, edition)


async def load_edition(editions: Editions, edition: Edition, *, unpublished: Container[str] = ()) -> Library:
    """Return the conversations of an edition, with every fault in them.

    Of the languages in `unpublished`, the flows also have the words that people are not offered yet.
    """
    return await asyncio.to_thread(parse_library, await editions.files(edition), unpublished=unpublished)


async def load_published(editions: Editions, folder: Path, *, unpublished: Container[str] = ()) -> Library:
    """Return the conversations that people meet; those of a folder where nothing was published yet.

    Of the languages in `unpublished` they also have the words that people are not offered yet. Raises SaysoError where
    they cannot be used.
    """
    published = await editions.publications()
    if not published:
        files = await asyncio.to_thread(read_files, folder)
        return await asyncio.to_thread(require_library, files, unpublished=unpublished)
    edition = (await editions.listed())[published[-1].edition - 1]
    return await load_edition(editions, edition, unpublished=unpublished)


def _is_made_of(edition: Edition, folder: Path) -> bool:
    """Tell whether an edition has the files of a folder; where there is no folder, nobody asks."""
    return not folder.is_dir() or hash_of(hashes_of(read_files(folder))) == edition.hash


def _in_use(published: Sequence[Publication], today: date) -> Sequence[int]:
    """Return the editions before the newest that gave way to another so lately that somebody may be in them."""
    return [before.edition for before, after in pairwise(published) if after.day >= today - _DAYS_IN_USE]
