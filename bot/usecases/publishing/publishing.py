"""Putting editions in, publishing them, going back, and taking conversations away."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.ids import FlowId, PictureId
from bot.errors import SaysoError, with_faults
from bot.flows.files import DOOR
from bot.flows.library import Library
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.catalogue import load_edition
from bot.usecases.publishing.edition import Edition, Files, Publication, check_files, make_edition
from bot.usecases.publishing.meaning import changed_meanings
from bot.usecases.publishing.ports import Editions


class Overtaken(SaysoError):  # noqa: N818 - it says what happened, and who is told may go on
    """Somebody else put an edition in meanwhile, so the one at hand would undo what they did."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """The use case, with everything it needs from outside. `broken` tells which pictures cannot be drawn."""

    editions: Editions
    broken: Callable[[Library], Sequence[PictureId]]
    today: Callable[[], date]

    async def push(self, files: Files, by: Actor, *, base: int | None) -> Edition:
        """Keep files as the newest edition. `base` is the edition that they were made from.

        Raises Overtaken where there is a newer one than that by now, and SaysoError where nothing has changed.
        """
        listed = await self.editions.listed()
        newest = listed[-1] if listed else None
        edition = make_edition(len(listed) + 1, files, by, day=self.today(), base=base)
        if newest is not None and newest.hash == edition.hash:
            raise SaysoError(f"Nothing has changed since edition {newest.number}.")
        if newest is not None and base != newest.number:
            raise _overtaken(newest, base)
        try:
            await self.editions.add(edition, files)
        except Stale:
            raise _overtaken((await self.editions.listed())[-1], base) from None
        return edition

    async def find(self, number: int | None) -> Edition:
        """Return an edition, or the newest. Raises SaysoError where there is none."""
        listed = await self.editions.listed()
        if not listed:
            raise SaysoError("There is no edition yet. Put the conversations in: sayso conversations push FOLDER")
        if number is not None and not 1 <= number <= len(listed):
            raise SaysoError(f"There is no edition {number}. There are 1 to {len(listed)}: sayso conversations list")
        return listed[-1 if number is None else number - 1]

    async def load(self, edition: Edition, *, unpublished: Container[str] = ()) -> Library:
        """Return the conversations of an edition, with every fault in them; see `load_edition`."""
        return await load_edition(self.editions, edition, unpublished=unpublished)

    async def publish(self, number: int | None, by: Actor, *, because: str = "") -> Publication:
        """Have people meet an edition, the newest if no number is given.

        Words that nobody has signed off need a reason, unless people meet them already. Raises SaysoError for what
        keeps it from being published.
        """
        edition, before = await self.find(number), await self.editions.publications()
        if before and before[-1].edition == edition.number:
            raise SaysoError(f"Edition {edition.number} is published already.")
        checked = check_files(await self.editions.files(edition))
        library = checked.library
        faults = [*map(str, checked.without_drawings(self.broken(library)).errors)]
        listed = await self.editions.listed()
        earlier = [await self.load(listed[each - 1]) for each in sorted({each.edition for each in before})]
        faults += changed_meanings([each.flows for each in earlier], library.flows)
        if faults:
            raise SaysoError(with_faults(f"Edition {edition.number} cannot be published:", faults))
        now = before[-1] if before else None
        met = {} if now is None else listed[now.edition - 1].files
        drafts = [draft.file for draft in library.drafts if _hash(draft.file, edition.files) != _hash(draft.file, met)]
        if drafts and not because.strip():
            raise SaysoError(
                with_faults("Nobody has signed these words off as they stand:", drafts)
                + "\nHave them checked by people who will read them, or say why they are published all the same:"
                " --unsigned-because"
            )
        reasons = [now.because if now else "", because if drafts else ""]
        why = "; ".join(dict.fromkeys(each for each in reasons if each)) if library.drafts else ""
        return await self._keep(before, edition, by, because=why, withdrawn=now.withdrawn if now else ())

    async def roll_back(self, number: int | None, by: Actor) -> Publication:
        """Have people meet what was published before again, or an edition that once was.

        Raises SaysoError where there is none.
        """
        before = await self.editions.publications()
        once = list(dict.fromkeys(each.edition for each in reversed(before)))
        present, others = once[:1], once[1:]
        if not others:
            raise SaysoError("There is nothing to go back to: only one edition was ever published.")
        wanted = others[0] if number is None else number
        if wanted not in others:
            known = ", ".join(map(str, sorted(others)))
            now = " It is published now." if wanted in present else ""
            raise SaysoError(f"Edition {wanted} cannot be gone back to.{now} Published before: {known}.")
        because = next(each.because for each in reversed(before) if each.edition == wanted)
        return await self._keep(before, await self.find(wanted), by, because=because, withdrawn=before[-1].withdrawn)

    async def withdraw(self, flow: str, by: Actor, *, undo: bool = False) -> Publication:
        """Take a conversation away, so that nobody can have it, or give it back.

        Raises SaysoError where there is none of that name, and where nothing would be left.
        """
        before = await self.editions.publications()
        if not before:
            raise SaysoError("Nothing is published yet, so there is nothing to take away.")
        now = before[-1]
        edition = await self.find(now.edition)
        known = (await self.load(edition)).flows
        if flow not in known:
            raise SaysoError(f"There is no conversation “{flow}”. There are: {', '.join(sorted(known))}.")
        if flow == DOOR:
            raise SaysoError(f"“{DOOR}” is what everyone meets first, so it cannot be taken away.")
        if (flow in now.withdrawn) is not undo:
            raise SaysoError(f"“{flow}” is {'not taken away' if undo else 'taken away already'}.")
        left = [each for each in now.withdrawn if each != flow] if undo else [*now.withdrawn, FlowId(flow)]
        if not set(known) - {DOOR} - set(left):
            raise SaysoError(f"“{flow}” is the last conversation there is, so it cannot be taken away.")
        return await self._keep(before, edition, by, because=now.because, withdrawn=tuple(left))

    async def _keep(
        self, before: Sequence[Publication], edition: Edition, by: Actor, *, because: str, withdrawn: Sequence[FlowId]
    ) -> Publication:
        made = Publication(len(before) + 1, edition.number, by, self.today(), because, tuple(withdrawn))
        try:
            await self.editions.publish(made)
        except Stale:
            raise SaysoError(
                "Somebody else has published meanwhile, so nothing was changed. See: sayso conversations list"
            ) from None
        return made


def _overtaken(newest: Edition, base: int | None) -> Overtaken:
    who = f"“{newest.by.role}”" + (f" ({newest.by.note})" if newest.by.note else "")
    made = (
        "These files do not say which edition they were made from" if base is None else f"These are from edition {base}"
    )
    return Overtaken(
        f"{made}, and {who} put in edition {newest.number} since. Nothing was changed. Either pull edition"
        f" {newest.number} into another folder and make your changes there, or push again with --over: edition"
        f" {newest.number} stays in the list, and can be looked at with: sayso conversations diff {newest.number}"
    )


def _hash(file: str, files: Mapping[str, str]) -> str | None:
    """Return the hash of a file, which is called after the folder that it was read in."""
    return files.get(file.partition("/")[2])
