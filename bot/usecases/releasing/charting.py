"""Charts of questions over all releases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.reporting.chart import Chart
from bot.reporting.figures import EVERYBODY, SERVICE, Figure, ReleasePart
from bot.reporting.ledger import Ledger, Release
from bot.reporting.measures import ChartMeasure
from bot.reporting.series import Series, people_series, positive_series
from bot.reporting.spc.rules import DEFAULT_SPC_RULES, SpcRules
from bot.reporting.trends import ChartRequest, Context, trend
from bot.usecases.problems import find_flow
from bot.usecases.releasing.ports import Baselines
from bot.usecases.releasing.problems import NoReleaseYet
from bot.usecases.releasing.reading import Reading, labels_of, last_possible_period
from bot.usecases.staff.ports import Changes, Services
from bot.usecases.staff.services import find_service


@dataclass(frozen=True, slots=True, kw_only=True)
class Charting:
    """Charts questions over releases. Everything it needs is in its fields."""

    reading: Reading
    services: Services
    changes: Changes
    baselines: Baselines
    flows: Mapping[FlowId, Flow]
    today: Callable[[], date]
    spc: SpcRules = DEFAULT_SPC_RULES

    async def chart(self, flow: str, request: ChartRequest) -> Chart:
        """Return a chart of a conversation's question over all releases. Raises Problem or SaysoError."""
        labels = await labels_of(find_flow(self.flows, flow), self.services)
        if request.service is not None:
            await find_service(self.services, request.service)
        part = ReleasePart(FlowId(flow), request.question, EVERYBODY if request.service is None else SERVICE)
        released = [
            (release, await self.reading.figures(release, part)) for release in await self.reading.listed(Ledger.WARDS)
        ]
        if not released:
            raise NoReleaseYet
        newest = released[-1][0]
        context = Context(
            until=last_possible_period(newest, self.today()),
            changes=await self.changes.open(),
            baselines=await self.baselines.listed(),
            notes=(newest.rules,),
            is_made_up=newest.is_made_up,
            rules=self.spc,
        )
        return trend(labels, _series(released, request), request, context)


def _series(released: Sequence[tuple[Release, Sequence[Figure]]], request: ChartRequest) -> Series:
    figures = [
        (release.period, figure)
        for release, listed in released
        for figure in listed
        if figure.group == (request.service or "")
    ]
    return people_series(figures) if request.of is ChartMeasure.PEOPLE else positive_series(figures)
