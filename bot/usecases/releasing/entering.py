"""Entering a release in its ledger: signed, and never changed again. What the closes of all three ledgers share."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length, Unit
from bot.privacy.disclosure.rules import Rules
from bot.privacy.side import Side
from bot.privacy.signing import Signer
from bot.privacy.submission import Batch
from bot.reporting.figures import Figure
from bot.reporting.ledger import MADE_UP, Ledger, Release, hash_of, hash_parts
from bot.usecases.releasing.ports import NewRelease, RecordPart, Releases
from bot.usecases.staff.ports import Services

if TYPE_CHECKING:
    from bot.reporting.people import People

LoadFlows = Callable[[], Awaitable[Mapping[FlowId, Flow]]]
"""Loads every conversation that answers may belong to."""

log = structlog.get_logger(__name__)


@dataclass(kw_only=True)
class Counted:
    """What a release is made of, gathered conversation by conversation. The fields are those of `NewRelease`."""

    period: str
    figures: list[Figure] = field(default_factory=list)
    records: dict[FlowId, Sequence[RecordPart]] = field(default_factory=dict)
    units: dict[Unit, int] = field(default_factory=dict)
    joined: dict[FlowId, Sequence[int]] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)

    def join(self, people: "People", run: Sequence[Release]) -> None:
        """Take the people of a run of releases of the ledger before."""
        self.joined[people.flow.id] = [release.number for release in run]
        self.units |= {(people.flow.id, ward): number for ward, number in people.sizes("service").items() if number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """Reads whom a release counts, and enters it. Everything it needs is in its fields."""

    releases: Releases
    services: Services
    flows: LoadFlows
    rules: Rules
    length: Length
    signer: Signer

    async def unjoined(self, ledger: Ledger) -> list[tuple[Flow, Sequence[int]]]:
        """Return by conversation the releases of the ledger before that are in none of this one."""
        flows = await self.flows()
        unjoined = await self.releases.unjoined(ledger)
        return [(flows[flow], numbers) for flow, numbers in sorted(unjoined.items()) if flow in flows]

    async def people(self, flow: Flow, run: Sequence[Release]) -> "People":
        """Return the people of a conversation in some releases."""
        wards = [*(listed.service.code for listed in await self.services.listed()), ""]
        return await gather(flow, wards, *(self.releases.submissions(release, flow=flow.id) for release in run))

    async def enter(self, ledger: Ledger, counted: Counted) -> Release:
        """Sign and store a release. Raises Stale where a withdrawal or another process came between."""
        earlier = await self.releases.listed()
        words = self.rules.describe()
        flows = sorted({flow for flow, _ in counted.units})
        release = Release(
            number=len(earlier) + 1,
            ledger=ledger,
            period=counted.period,
            rules=f"{MADE_UP} {words}" if await self.releases.are_made_up() else words,
            previous=earlier[-1].signature if earlier else "",
            parts=hash_parts(counted.figures),
            records={flow: hash_of(parts) for flow, parts in counted.records.items()},
            revisions={flow: await self.releases.revisions(FlowId(flow)) for flow in flows},
        ).signed(self.signer.sign)
        new = NewRelease(
            release, counted.figures, counted.records, counted.units, joined=counted.joined, sides=counted.sides
        )
        await self.releases.add(new, self.length)
        log.info("a release was made", ledger=ledger, period=release.period)
        return release


async def gather(flow: Flow, wards: Sequence[str], *submissions: AsyncIterator[Batch]) -> "People":
    """Return the people of a conversation, of some wards, from their submissions."""
    # numpy and pyarrow take a quarter of a second to import, and most starts of the program close nothing.
    from bot.reporting.people import People  # noqa: PLC0415 - see above

    people = People(flow, wards)
    for batches in submissions:
        async for batch in batches:
            await asyncio.to_thread(people.add, batch)
    return people
