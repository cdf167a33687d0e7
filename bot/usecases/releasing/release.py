"""Closing periods: counted, suppressed where the rules say so, entered in the ledger, and never changed again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Due, Length, Unit, due
from bot.privacy.disclosure.rules import Rules
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.labels import Labels
from bot.reporting.ledger import MADE_UP, Release, make_release
from bot.usecases.ports import Stale
from bot.usecases.releasing.ports import Progress, Releases, no_progress
from bot.usecases.releasing.problems import FiguresChanged, NoReleaseYet, NoSuchRelease
from bot.usecases.staff.ports import Services

_MOST_TRIES = 3

LoadFlows = Callable[[], Awaitable[Mapping[FlowId, Flow]]]
"""Loads every conversation that answers may belong to."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Closing:
    """Closes periods. Everything it needs is in its fields."""

    releases: Releases
    flows: LoadFlows
    rules: Rules
    length: Length

    async def close(self, closed_month: str, progress: Progress = no_progress) -> tuple[Release, ...]:
        """Make every release that is due, and return them. Nothing of `closed_month` can be withdrawn any more."""
        made: list[Release] = []
        tries = 0
        while True:
            try:
                release = await self._close_next(closed_month, progress)
            except Stale:
                tries += 1
                if tries == _MOST_TRIES:
                    raise
                continue
            if release is None:
                return tuple(made)
            made.append(release)

    async def _close_next(self, closed_month: str, progress: Progress) -> Release | None:
        earlier = await self.releases.listed()
        last = earlier[-1].period if earlier else ""
        waiting = await self.releases.waits(self.length)
        if not waiting:
            return None
        flows = await self.flows()
        waiting = {key: number for key, number in waiting.items() if key[0][0] in flows}
        next_due = due(
            waiting, last=last, closed_month=closed_month, length=self.length, min_group_size=self.rules.min_group_size
        )
        if next_due is None:
            return None
        counted = {
            unit: sum(
                number for (other, period), number in waiting.items() if other == unit and period <= next_due.period
            )
            for unit in next_due.since
        }
        figures = [figure for flow in flows.values() for figure in await self._count(flow, next_due, counted, progress)]
        digest = earlier[-1].digest if earlier else ""
        rules = f"{MADE_UP} {self.rules.describe()}" if await self.releases.are_made_up() else self.rules.describe()
        revisions = {
            str(flow): await self.releases.revisions(flow, services, until=next_due.period, length=self.length)
            for flow, services in _by_flow(next_due).items()
        }
        number = len(earlier) + 1
        release = make_release(number, next_due.period, rules, figures, previous=digest, revisions=revisions)
        await self.releases.add(release, figures, counted, self.length)
        log.info("a release was made", period=release.period)
        return release

    async def _count(self, flow: Flow, next_due: Due, counted: Mapping[Unit, int], progress: Progress) -> list[Figure]:
        # numpy and pyarrow take a quarter of a second to import, and most starts of the program close nothing.
        from bot.reporting.counting import count  # noqa: PLC0415
        from bot.reporting.people import People  # noqa: PLC0415

        since = {service: period for (flow_id, service), period in next_due.since.items() if flow_id == flow.id}
        if not since:
            return []
        people, total = People(flow, [*since]), sum(counted.values())
        done = sum(number for (flow_id, _), number in counted.items() if flow_id < flow.id)
        async for batch in self.releases.waiting(flow.id, [*since], until=next_due.period, length=self.length):
            await asyncio.to_thread(people.add, batch)
            progress(done + len(people), total)
        return await asyncio.to_thread(lambda: list(count(people, since, self.rules)))


def _by_flow(next_due: Due) -> Mapping[FlowId, Sequence[str]]:
    """Return by flow the services that the next release counts."""
    services: dict[FlowId, list[str]] = {}
    for flow, service in next_due.since:
        services.setdefault(FlowId(flow), []).append(service)
    return services


async def find_release(releases: Releases, period: str | None) -> Release:
    """Return the release of a period, or the newest. Raises NoReleaseYet and NoSuchRelease."""
    listed = await releases.listed()
    if not listed:
        raise NoReleaseYet
    if period is None:
        return listed[-1]
    for release in listed:
        if release.period == period:
            return release
    raise NoSuchRelease(period)


async def whole_figures(releases: Releases, release: Release, part: ReleasePart | None = None) -> tuple[Figure, ...]:
    """Return the figures of a release, of one part or all. Raises FiguresChanged where they do not match its digest."""
    figures = await releases.figures(release, part)
    if not await asyncio.to_thread(release.is_made_of, figures, part):
        raise FiguresChanged(release.period)
    return figures


async def labels_of(flow: Flow, services: Services) -> Labels:
    """Return what the ids in figures of a flow mean."""
    return Labels(flow, {listed.service.code: listed.service.name for listed in await services.listed()})


async def series_of(releases: Releases, part: ReleasePart) -> list[tuple[Release, tuple[Figure, ...]]]:
    """Return every release, the oldest first, with its figures of a part. Raises NoReleaseYet and FiguresChanged."""
    await find_release(releases, None)
    return [(release, await whole_figures(releases, release, part)) for release in await releases.listed()]
