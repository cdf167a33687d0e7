"""The catalogue of published conversations, which every running process brings up to date within seconds."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import structlog

from bot.engine.ids import FlowId, PictureId
from bot.engine.issues import Issue
from bot.flows.files import Files, hash_of, hashes_of, read_files
from bot.flows.library import Library, require_library
from bot.flows.migrating import FORMAT, parse_edition, unusable
from bot.flows.pictures import PictureSource
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.edition import BrokenEdition, Edition, Publication, make_edition
from bot.usecases.publishing.ports import Editions

LOOKED_EVERY = 2.0
"""Seconds between two checks for a new publication, so that one is live everywhere within five."""

_DAYS_IN_USE = timedelta(days=3)
"""Open conversations wait for 48 hours, so none uses an edition that was replaced longer ago than this."""

FIRST = Actor("set-up", "The conversations that Sayso started with.")
SHIPPED_UNSIGNED = "these words came with Sayso and were in use before anybody could sign them off here"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A published edition that this version cannot use, and why."""

    edition: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """The live conversations, earlier ones that may still be open, and those that were unpublished.

    `edition` is 0 if no edition can be used and the files of the folder are served. `unusable` is the edition that was
    published last, if it cannot be used and an earlier one is served instead.
    """

    edition: int
    library: Library
    earlier: tuple[Library, ...] = ()
    unpublished_flows: tuple[FlowId, ...] = ()
    unusable: Unusable | None = None

    def pictures(self) -> Mapping[PictureId, PictureSource]:
        """Return every picture that a conversation may show; a live one replaces earlier ones of the same name."""
        libraries = (*self.earlier, self.library)
        return {name: picture for library in libraries for name, picture in library.pictures.items()}


@dataclass(frozen=True, slots=True)
class FolderDiffers:
    """The files of the folder are not those of the live edition. `untouched`: nobody has pushed an edition yet."""

    edition: int
    untouched: bool


@dataclass(slots=True)
class Catalogue:
    """This process's copy of the published conversations."""

    editions: Editions
    folder: Path
    today: Callable[[], date]
    _number: int = 0
    _loaded: dict[int, Library] = field(default_factory=dict)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> tuple[Published, FolderDiffers | None]:
        """Return what is published, and whether the folder has other files.

        Publishes the files of the folder if nothing was published yet. Raises SaysoError if nothing can be used.
        """
        newest = await self.editions.newest()
        if newest == 0:
            await self._publish_first()
            return await self._look(await self.editions.newest()), None
        shown = await self._look(newest)
        if shown.unusable is not None:
            return shown, None
        listed = await self.editions.listed()
        edition = listed[shown.edition - 1]
        if await asyncio.to_thread(_is_made_of, edition, self.folder):
            return shown, None
        return shown, FolderDiffers(edition.number, untouched=len(listed) == 1)

    async def catch_up(self, reload: Callable[[Published], Awaitable[None]]) -> None:
        """Reload what is published, if there is a new publication."""
        async with self._one_at_a_time:
            newest = await self.editions.newest()
            if newest != self._number:
                await reload(await self._look(newest))

    async def _look(self, newest: int) -> Published:
        published = (await self.editions.publications())[:newest]
        editions = {edition.number: edition for edition in await self.editions.listed()}
        loaded: dict[int, Library] = {}
        served = await self._newest_usable(published, editions, loaded)
        for number in _in_use(published, self.today()):
            loaded[number] = loaded.get(number) or await self._load(number, editions)
        self._loaded, self._number, now = loaded, newest, published[-1]
        # People part way through an edition that cannot be used go on with the edition that is served.
        earlier = [library for number, library in loaded.items() if number != served and not library.errors]
        if served == now.edition:
            return Published(served, loaded[served], tuple(earlier), now.unpublished_flows)
        log.error("the published edition cannot be used", published=now.edition, served=served)
        library = loaded[served] if served else require_library(await asyncio.to_thread(read_files, self.folder))
        return Published(
            served, library, tuple(earlier), now.unpublished_flows, Unusable(now.edition, loaded[now.edition].errors)
        )

    async def _newest_usable(
        self, published: Sequence[Publication], editions: Mapping[int, Edition], loaded: dict[int, Library]
    ) -> int:
        """Load publications, newest first, until one can be used; return the number of its edition, or 0."""
        for number in dict.fromkeys(publication.edition for publication in reversed(published)):
            loaded[number] = await self._load(number, editions)
            if not loaded[number].errors:
                return number
        return 0

    async def _publish_first(self) -> None:
        files = await asyncio.to_thread(read_files, self.folder)
        library, format_ = await asyncio.to_thread(_require_any_format, files)
        self._loaded[1] = library
        first = make_edition(1, files, FIRST, day=self.today(), base=None, format_=format_)
        publication = Publication(1, 1, FIRST, self.today(), SHIPPED_UNSIGNED)
        for kept in (self.editions.add(first, files), self.editions.publish(publication)):
            try:
                await kept
            except Stale:
                log.info("another process has put its conversations in first")
                self._loaded.clear()

    async def _load(self, number: int, editions: Mapping[int, Edition]) -> Library:
        if number in self._loaded:
            return self._loaded[number]
        if number not in editions:
            return _broken("it is missing from the database")
        return await load_edition(self.editions, editions[number])


async def load_edition(editions: Editions, edition: Edition, *, unpublished: Container[str] = ()) -> Library:
    """Return the conversations of an edition, with every fault in them.

    With the unpublished words of the languages in `unpublished`.
    """
    try:
        files = await editions.files(edition)
    except BrokenEdition as error:
        return _broken(f"{error} is missing from the database, or damaged")
    return await asyncio.to_thread(parse_edition, files, edition.format, unpublished=unpublished)


async def load_published(editions: Editions, folder: Path, *, unpublished: Container[str] = ()) -> Library:
    """Return the live conversations, or those of the folder if no published edition can be used.

    With the unpublished words of the languages in `unpublished`. Raises SaysoError if none can be used.
    """
    published, listed = await editions.publications(), await editions.listed()
    for number in dict.fromkeys(publication.edition for publication in reversed(published)):
        library = await load_edition(editions, listed[number - 1], unpublished=unpublished)
        if not library.errors:
            return library
    files = await asyncio.to_thread(read_files, folder)
    return await asyncio.to_thread(require_library, files, unpublished=unpublished)


def _require_any_format(files: Files) -> tuple[Library, int]:
    """Return the conversations of a folder and its format. Raises SaysoError if they cannot be used.

    A folder does not record its format, so if the present one has errors, format 0 is tried.
    """
    library = parse_edition(files, FORMAT)
    if not library.errors:
        return library, FORMAT
    library = parse_edition(files, 0)
    return (require_library(files), FORMAT) if library.errors else (library, 0)


def _broken(what: str) -> Library:
    return unusable("edition", what, "publish another edition, or restore a backup")


def _is_made_of(edition: Edition, folder: Path) -> bool:
    """Return whether an edition has the files of a folder; True if there is no folder."""
    return not folder.is_dir() or hash_of(hashes_of(read_files(folder))) == edition.hash


def _in_use(published: Sequence[Publication], today: date) -> Sequence[int]:
    """Return the editions that were replaced so recently that conversations may still be open on them."""
    return [old.edition for old, new in pairwise(published) if new.day >= today - _DAYS_IN_USE]
