"""Closing what is due: counted, held back where it must be, frozen in the ledger, and never changed again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.privacy.disclosure.periods import Due, Length, Unit, due
from bot.privacy.disclosure.rules import Rules
from bot.reporting.figures import Figure, Part
from bot.reporting.labels import Labels
from bot.reporting.ledger import MADE_UP, Release, make_release
from bot.usecases.ports import Stale
from bot.usecases.releasing.ports import Releases
from bot.usecases.staff.ports import Services

_MOST_TRIES = 3

Progress = Callable[[int, int], None]
"""Told how many submissions are counted, of how many."""

Flows = Callable[[], Awaitable[Mapping[FlowId, Flow]]]
"""Finds every conversation that answers may be to."""

log = structlog.get_logger(__name__)


class Changed(SaysoError):  # noqa: N818 - it says what happened to a release
    """The figures of a release are not those that it was made with."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The use case, with everything it needs from outside."""

    releases: Releases
    flows: Flows
    rules: Rules
    length: Length

    async def close(self, closed_month: str, progress: Progress = lambda _done, _of: None) -> tuple[Release, ...]:
        """Make every release that is due, and return them. `closed_month`: nothing of it can be taken back any more."""
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
        before = await self.releases.listed()
        last = before[-1].period if before else ""
        waits = await self.releases.waits(self.length)
        if not waits:
            return None
        flows = await self.flows()
        waits = {key: number for key, number in waits.items() if key[0][0] in flows}
        found = due(
            waits, last=last, closed_month=closed_month, length=self.length, min_group_size=self.rules.min_group_size
        )
        if found is None:
            return None
        counted = {
            unit: sum(number for (its, period), number in waits.items() if its == unit and period <= found.period)
            for unit in found.since
        }
        told = [figure for flow in flows.values() for figure in await self._count(flow, found, counted, progress)]
        digest = before[-1].digest if before else ""
        rules = f"{MADE_UP} {self.rules.describe()}" if await self.releases.are_made_up() else self.rules.describe()
        revisions = {
            str(flow): await self.releases.revisions(flow, its, until=found.period, length=self.length)
            for flow, its in _by_flow(found).items()
        }
        number = len(before) + 1
        release = make_release(number, found.period, rules, told, before=digest, revisions=revisions)
        await self.releases.add(release, told, counted, self.length)
        log.info("a release was made", period=release.period)
        return release

    async def _count(self, flow: Flow, found: Due, counted: Mapping[Unit, int], progress: Progress) -> list[Figure]:
        # numpy and pyarrow take a quarter of a second to import, and most starts of the program close nothing.
        from bot.reporting.counting import count  # noqa: PLC0415
        from bot.reporting.people import People  # noqa: PLC0415

        since = {service: period for (its, service), period in found.since.items() if its == flow.id}
        if not since:
            return []
        people, whole = People(flow, [*since]), sum(counted.values())
        done = sum(number for (its, _), number in counted.items() if its < flow.id)
        async for batch in self.releases.waiting(flow.id, [*since], until=found.period, length=self.length):
            await asyncio.to_thread(people.add, batch)
            progress(done + len(people), whole)
        return await asyncio.to_thread(lambda: list(count(people, since, self.rules)))


def _by_flow(found: Due) -> Mapping[FlowId, Sequence[str]]:
    """Return the services of each flow that a release is due of."""
    services: dict[FlowId, list[str]] = {}
    for flow, service in found.since:
        services.setdefault(FlowId(flow), []).append(service)
    return services


async def find_release(releases: Releases, period: str | None) -> Release:
    """Return the release of a period, or the newest. Raises SaysoError where there is none."""
    listed = await releases.listed()
    if not listed:
        raise SaysoError(
            "There is no release yet. A period is closed a week after the end of its month, once enough people have"
            " answered."
        )
    found = listed[-1] if period is None else next((each for each in listed if each.period == period), None)
    if found is None:
        raise SaysoError(f"There is no release of {period}. See: sayso release list")
    return found


async def whole_figures(releases: Releases, release: Release, part: Part | None = None) -> tuple[Figure, ...]:
    """Return the figures of a release, of one part or all. Raises Changed where they are not as they were."""
    figures = await releases.figures(release, part)
    if not await asyncio.to_thread(release.is_made_of, figures, part):
        raise Changed(
            f"The figures of {release.period} are not those that were released: somebody has changed the database."
        )
    return figures


async def labels_of(flow: Flow, services: Services) -> Labels:
    """Return what the ids in figures of a flow mean."""
    return Labels(flow, {each.service.code: each.service.name for each in await services.listed()})


async def series_of(releases: Releases, part: Part) -> list[tuple[Release, tuple[Figure, ...]]]:
    """Return every release, the oldest first, with its figures of a part.

    Raises SaysoError where there is none, and Changed where figures are not as they were.
    """
    await find_release(releases, None)
    return [(each, await whole_figures(releases, each, part)) for each in await releases.listed()]
