"""Reading what was released, and seeing that nobody has changed it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.engine.wording import Register
from bot.privacy.disclosure.periods import is_week
from bot.privacy.signing import Signed, Signer
from bot.privacy.withdrawal import newest_closed_month
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.labels import Labels
from bot.reporting.ledger import Ledger, Release, hash_of
from bot.reporting.timeline import last_period
from bot.usecases.releasing.ports import RecordPart, Releases
from bot.usecases.releasing.problems import NoReleaseYet, NoSuchRelease, ReleaseChanged
from bot.usecases.staff.ports import Services
from bot.usecases.staff.services import service_names


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads releases. Whatever is not as it was signed is refused."""

    releases: Releases
    signer: Signer

    async def listed(self, *ledgers: Ledger, period: str | None = None) -> Sequence[Release]:
        """Return the releases of these ledgers, the oldest first; of one period if given.

        Raises NoReleaseYet and NoSuchRelease, and ReleaseChanged for one whose signature does not fit.
        """
        every = await self.releases.listed()
        if not every:
            raise NoReleaseYet
        of_period = [release for release in every if period in (None, release.period)]
        if period is not None and not of_period:
            raise NoSuchRelease(period)
        chosen = [release for release in of_period if release.ledger in ledgers]
        for release in chosen:
            self._verify(release)
        return chosen

    async def figures(self, release: Release, part: ReleasePart | None = None) -> tuple[Figure, ...]:
        """Return the figures of a release, of one part or all. Raises ReleaseChanged."""
        self._verify(release)
        figures = await self.releases.figures(release, part)
        if not await asyncio.to_thread(release.is_made_of, figures, part):
            raise ReleaseChanged(release.ledger, release.period)
        return figures

    async def records(self, release: Release) -> AsyncIterator[tuple[FlowId, RecordPart]]:
        """Yield the records of a release, part by part, each with its conversation. Raises ReleaseChanged."""
        self._verify(release)
        for flow, hash_ in release.records.items():
            parts = [part async for part in self.releases.records(release, FlowId(flow))]
            if await asyncio.to_thread(hash_of, parts) != hash_:
                raise ReleaseChanged(release.ledger, release.period)
            for part in parts:
                yield FlowId(flow), part

    async def changed(self) -> list[Release]:
        """Return every release of which anything is not as it was signed."""
        changed = []
        for release in await self.releases.listed():
            try:
                await self.figures(release)
                async for _ in self.records(release):
                    pass
            except ReleaseChanged:
                changed.append(release)
        return changed

    async def sign_again(self) -> int:
        """Sign what an earlier secret signed, so that it can be verified once that is gone; return how many."""
        if not self.signer.has_earlier:
            return 0
        signed, previous = 0, ""
        for release in await self.releases.listed():
            how = self.signer.verify(release.content, release.signature)
            if how is Signed.NOT:
                break
            again = replace(release, previous=previous).signed(self.signer.sign)
            if again.signature != release.signature:
                await self.releases.resign(again)
                signed += 1
            previous = again.signature
        return signed

    def _verify(self, release: Release) -> None:
        if self.signer.verify(release.content, release.signature) is Signed.NOT:
            raise ReleaseChanged(release.ledger, release.period)


def last_possible_period(newest: Release, today: date) -> str:
    """Return the last period that could have been released by today, or was. `newest` is the newest release."""
    return max(newest.period, last_period(newest_closed_month(today), week=is_week(newest.period)))


async def labels_of(flow: Flow, services: Services, register: Register = Register.STANDARD) -> Labels:
    """Return what the ids in figures of a flow mean."""
    return Labels(flow, await service_names(services), register)
