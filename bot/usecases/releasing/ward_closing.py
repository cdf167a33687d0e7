"""Closing periods into the ledger of wards, and labelling the comments that go with them."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.engine.ids import ChoiceId
from bot.privacy.disclosure.periods import due
from bot.privacy.sealing import Sealer, Unsealable
from bot.privacy.side import Side, side_of
from bot.reporting.figures import Figure
from bot.reporting.ledger import Ledger, Release
from bot.usecases.releasing.entering import Counted, Entering, gather
from bot.usecases.releasing.ports import Progress

if TYPE_CHECKING:
    from bot.reporting.people import People


@dataclass(frozen=True, slots=True)
class WardClosing:
    """Closes the next period that is due."""

    entering: Entering
    sealer: Sealer

    async def close(self, closed_month: str, progress: Progress) -> Release | None:
        """Release the wards that are due next, if there are any. Raises Stale."""
        releases, flows = self.entering.releases, await self.entering.flows()
        earlier = await releases.listed(Ledger.WARDS)
        waiting = await releases.waits(self.entering.length)
        next_due = due(
            {key: number for key, number in waiting.items() if key[0][0] in flows},
            last=earlier[-1].period if earlier else "",
            closed_month=closed_month,
            min_group_size=self.entering.rules.min_people,
        )
        if next_due is None:
            return None
        counted = Counted(period=next_due.period, units=dict.fromkeys(next_due.since, 0))
        for (unit, period), number in waiting.items():
            if unit in counted.units and period <= next_due.period:
                counted.units[unit] += number
        done, total = 0, sum(counted.units.values())
        for flow in flows.values():
            since = {ward: period for (flow_id, ward), period in next_due.since.items() if flow_id == flow.id}
            if since:
                unreleased = releases.waiting(flow.id, [*since], until=next_due.period, length=self.entering.length)
                people = await gather(flow, [*since], unreleased)
                counted.figures += await asyncio.to_thread(self._count, people, since)
                counted.sides |= await self._sides(people, next_due.period)
                progress(done := done + len(people), total)
        return await self.entering.enter(Ledger.WARDS, counted)

    def _count(self, people: "People", since: Mapping[str, str]) -> list[Figure]:
        from bot.reporting.counting import count_wards  # noqa: PLC0415 - as in entering

        return list(count_wards(people, since, self.entering.rules))

    async def _sides(self, people: "People", period: str) -> Mapping[str, Side]:
        """Return what is shown of the answers beside comments, where enough people of the ward are on both sides."""
        from bot.reporting.counting import wards_with_sides  # noqa: PLC0415 - as in entering

        wards = wards_with_sides(people, self.entering.rules)
        sides: dict[str, Side] = {}
        for id_, sealed in await self.entering.releases.comments_due(people.flow.id, wards, until=period):
            with suppress(Unsealable):
                if (side := side_of(ChoiceId(self.sealer.open_answer(sealed)))) is not None:
                    sides[id_] = side
        return sides
