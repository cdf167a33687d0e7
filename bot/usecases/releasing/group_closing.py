"""Closing runs of ward releases into the ledger of groups, and runs of these into the ledger of records."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from bot.engine.flow import Flow
from bot.privacy.disclosure.periods import end_of
from bot.reporting.ledger import Ledger, Release
from bot.usecases.releasing.entering import Counted, Entering
from bot.usecases.releasing.ports import RecordPart

if TYPE_CHECKING:
    from bot.reporting.counting import WardRelease
    from bot.reporting.record_counting import GroupRelease

_PART_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class GroupClosing:
    """Closes the groups and the records of whatever was released before. `chance` shuffles records."""

    entering: Entering
    chance: Random

    async def close(self, quarter: date) -> Release | None:
        """Release the groups of each conversation that has some by the end of a quarter. Raises Stale."""
        from bot.reporting.counting import count_groups, has_groups  # noqa: PLC0415 - as in entering

        rules = self.entering.rules
        wards = {release.number: release for release in await self.entering.releases.listed(Ledger.WARDS)}
        counted = Counted(period="")
        for flow, numbers in await self.entering.unjoined(Ledger.GROUPS):
            run = [wards[number] for number in numbers if end_of(wards[number].period) <= quarter]
            people = await self.entering.people(flow, run)
            if not has_groups(people, rules):
                continue
            parts = [await self._ward_release(release, flow) for release in run]
            since = min(figure.since for part in parts for figure in part.figures)
            counted.figures += await asyncio.to_thread(count_groups, people, parts, since, rules)
            counted.join(people, run)
            counted.period = max(counted.period, run[-1].period)
        return await self.entering.enter(Ledger.GROUPS, counted) if counted.joined else None

    async def close_records(self, period: str) -> Release | None:
        """Release the records of each conversation that has enough people in its groups. Raises Stale."""
        from bot.reporting.record_counting import count_records  # noqa: PLC0415 - as in entering

        groups = {release.number: release for release in await self.entering.releases.listed(Ledger.GROUPS)}
        counted = Counted(period=period)
        for flow, numbers in await self.entering.unjoined(Ledger.RECORDS):
            run = [groups[number] for number in numbers]
            people = await self.entering.people(flow, run)
            parts = [await self._group_release(release, flow) for release in run]
            table = await asyncio.to_thread(count_records, people, parts, self.entering.rules)
            if table is not None:
                counted.records[flow.id] = list(_parts(await asyncio.to_thread(table.rows, self.chance)))
                counted.join(people, run)
        return await self.entering.enter(Ledger.RECORDS, counted) if counted.joined else None

    async def _ward_release(self, release: Release, flow: Flow) -> "WardRelease":
        from bot.reporting.counting import WardRelease  # noqa: PLC0415 - as in entering

        figures = [figure for figure in await self.entering.releases.figures(release) if figure.flow == flow.id]
        return WardRelease(await self.entering.people(flow, [release]), figures)

    async def _group_release(self, release: Release, flow: Flow) -> "GroupRelease":
        from bot.reporting.record_counting import GroupRelease  # noqa: PLC0415 - as in entering

        releases = self.entering.releases
        numbers = set(await releases.joined(release, flow.id))
        run = [ward for ward in await releases.listed(Ledger.WARDS) if ward.number in numbers]
        figures = [figure for figure in await releases.figures(release) if figure.flow == flow.id]
        wards = [await self._ward_release(ward, flow) for ward in run]
        return GroupRelease(await self.entering.people(flow, [release]), wards, figures)


def _parts(rows: Sequence[Sequence[str]]) -> Iterator[RecordPart]:
    for start in range(0, len(rows), _PART_ROWS):
        yield rows[start : start + _PART_ROWS]
