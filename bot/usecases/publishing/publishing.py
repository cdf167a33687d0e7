"""Pushing and publishing editions, rolling back, and unpublishing conversations."""

import asyncio
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.ids import FlowId, PictureId
from bot.flows.files import Files
from bot.flows.library import Library
from bot.flows.migrating import migrate
from bot.flows.sources import DOOR
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.problems import find_flow
from bot.usecases.publishing.catalogue import load_edition
from bot.usecases.publishing.differences import Comparison, differences
from bot.usecases.publishing.edition import BrokenEdition, Edition, Publication, make_edition
from bot.usecases.publishing.meaning import changed_meanings
from bot.usecases.publishing.overview import Overview, make_overview
from bot.usecases.publishing.ports import Editions
from bot.usecases.publishing.problems import (
    AlreadyPublished,
    AlreadyUnpublished,
    CannotRollBackTo,
    EditionDamaged,
    EditionHasErrors,
    EditionIsNewer,
    FirstConversation,
    LastConversation,
    NoEditionYet,
    NoSuchEdition,
    NothingChanged,
    NothingPublished,
    NothingToRollBackTo,
    NotSignedOff,
    NotUnpublished,
    PublishedMeanwhile,
    PushedMeanwhile,
)


@dataclass(frozen=True, slots=True)
class Publishing:
    """The use case, with everything it needs from outside. `broken` tells which pictures cannot be drawn."""

    editions: Editions
    broken: Callable[[Library], Sequence[PictureId]]
    today: Callable[[], date]

    async def push(self, files: Files, by: Actor, *, base: int | None, over: bool = False) -> Edition:
        """Keep files as the newest edition. `base` is the edition that they were made from.

        Raises NothingChanged, and PushedMeanwhile where there is a newer edition than `base`, unless they are to be put
        `over` it.
        """
        listed = await self.editions.listed()
        newest = listed[-1] if listed else None
        if over:
            base = None if newest is None else newest.number
        edition = make_edition(len(listed) + 1, files, by, day=self.today(), base=base)
        if newest is not None and newest.hash == edition.hash:
            raise NothingChanged(newest.number)
        if newest is not None and base != newest.number:
            raise PushedMeanwhile(newest.number, newest.by, base)
        try:
            await self.editions.add(edition, files)
        except Stale:
            newest = (await self.editions.listed())[-1]
            raise PushedMeanwhile(newest.number, newest.by, base) from None
        return edition

    async def find(self, number: int | None) -> Edition:
        """Return an edition, or the newest. Raises NoEditionYet and NoSuchEdition."""
        listed = await self.editions.listed()
        if not listed:
            raise NoEditionYet
        if number is not None and not 1 <= number <= len(listed):
            raise NoSuchEdition(number, len(listed))
        return listed[-1 if number is None else number - 1]

    async def files(self, edition: Edition) -> Files:
        """Return the files of an edition in today's format. Raises EditionDamaged and EditionIsNewer."""
        try:
            return migrate(await self.editions.files(edition), edition.format)
        except BrokenEdition as error:
            raise EditionDamaged(edition.number, str(error)) from None
        except ValueError:
            raise EditionIsNewer(edition.number, edition.format) from None

    async def load(self, edition: Edition, *, unpublished: Container[str] = ()) -> Library:
        """Return the conversations of an edition, with every fault in them; see `load_edition`."""
        return await load_edition(self.editions, edition, unpublished=unpublished)

    async def overview(self) -> Overview:
        """Return every edition with its state."""
        return make_overview(await self.editions.listed(), await self.editions.publications())

    async def compare(self, number: int, other: int | None) -> Comparison:
        """Compare two editions, or the live one with an edition. Raises NothingPublished where none is live."""
        publications = await self.editions.publications()
        if other is None and not publications:
            raise NothingPublished
        numbers = (publications[-1].edition, number) if other is None else (number, other)
        earlier, later = [await self.load(await self.find(wanted)) for wanted in numbers]
        return Comparison(*numbers, tuple(differences(earlier, later)))

    async def publish(self, number: int | None, by: Actor, *, because: str = "") -> Publication:
        """Publish an edition, the newest if no number is given.

        Words that are not signed off need a reason, unless they are live already. Raises AlreadyPublished,
        EditionHasErrors, NotSignedOff and PublishedMeanwhile.
        """
        edition, publications = await self.find(number), await self.editions.publications()
        live = publications[-1] if publications else None
        if live is not None and live.edition == edition.number:
            raise AlreadyPublished(edition.number)
        # The rules for writing load slowly, and most starts of the program check nothing.
        from bot.writing.check import check  # noqa: PLC0415

        checked = await asyncio.to_thread(check, await self.files(edition))
        library = checked.library
        broken = await asyncio.to_thread(self.broken, library)
        errors = [*map(str, checked.without_drawings(broken).errors)]
        listed = await self.editions.listed()
        numbers = sorted({publication.edition for publication in publications})
        earlier = [await self.load(listed[number - 1]) for number in numbers]
        errors += changed_meanings([library.flows for library in earlier], library.flows)
        if errors:
            raise EditionHasErrors(edition.number, tuple(errors))
        live_files = {} if live is None else listed[live.edition - 1].files
        drafts = [
            draft.file for draft in library.drafts if _hash(draft.file, edition.files) != _hash(draft.file, live_files)
        ]
        if drafts and not because.strip():
            raise NotSignedOff(tuple(drafts))
        reasons = [live.because if live else "", because if drafts else ""]
        why = "; ".join(dict.fromkeys(filter(None, reasons))) if library.drafts else ""
        return await self._add(
            publications, edition, by, because=why, unpublished_flows=live.unpublished_flows if live else ()
        )

    async def roll_back(self, number: int | None, by: Actor) -> Publication:
        """Publish again what was published last before, or an earlier edition.

        Raises NothingToRollBackTo, CannotRollBackTo and PublishedMeanwhile.
        """
        publications = await self.editions.publications()
        newest_first = list(dict.fromkeys(publication.edition for publication in reversed(publications)))
        live, earlier = newest_first[:1], newest_first[1:]
        if not earlier:
            raise NothingToRollBackTo
        wanted = earlier[0] if number is None else number
        if wanted not in earlier:
            raise CannotRollBackTo(wanted, wanted in live, tuple(sorted(earlier)))
        because = next(publication.because for publication in reversed(publications) if publication.edition == wanted)
        edition, unpublished = await self.find(wanted), publications[-1].unpublished_flows
        return await self._add(publications, edition, by, because=because, unpublished_flows=unpublished)

    async def unpublish(self, flow: str, by: Actor, *, undo: bool = False) -> Publication:
        """Unpublish one conversation, so that nobody can start it, or undo that.

        Raises NothingPublished, NoSuchConversation, FirstConversation, LastConversation, AlreadyUnpublished,
        NotUnpublished and PublishedMeanwhile.
        """
        publications = await self.editions.publications()
        if not publications:
            raise NothingPublished
        live = publications[-1]
        edition = await self.find(live.edition)
        known = (await self.load(edition)).flows
        find_flow(known, flow)
        if flow == DOOR:
            raise FirstConversation(flow)
        if (flow in live.unpublished_flows) is not undo:
            raise NotUnpublished(flow) if undo else AlreadyUnpublished(flow)
        unpublished = (
            [name for name in live.unpublished_flows if name != flow]
            if undo
            else [*live.unpublished_flows, FlowId(flow)]
        )
        if not set(known) - {DOOR} - set(unpublished):
            raise LastConversation(flow)
        return await self._add(publications, edition, by, because=live.because, unpublished_flows=unpublished)

    async def _add(
        self,
        publications: Sequence[Publication],
        edition: Edition,
        by: Actor,
        *,
        because: str,
        unpublished_flows: Sequence[FlowId],
    ) -> Publication:
        publication = Publication(
            len(publications) + 1, edition.number, by, self.today(), because, tuple(unpublished_flows)
        )
        try:
            await self.editions.publish(publication)
        except Stale:
            raise PublishedMeanwhile from None
        return publication


def _hash(file: str, files: Mapping[str, str]) -> str | None:
    """Return the hash of a file, which is called after the folder that it was read in."""
    return files.get(file.partition("/")[2])
