"""The report: everything that was released about all wards or one, and what was done about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from bot.engine.flow import Change, Flow
from bot.engine.ids import FlowId
from bot.engine.wording import Register
from bot.reporting.baseline import Baseline
from bot.reporting.coverage import missing_periods
from bot.reporting.equity import Equity, equity_of
from bot.reporting.figures import EVERYBODY, SERVICE, Figure
from bot.reporting.funnel import Funnel, funnel_of
from bot.reporting.labels import Labels
from bot.reporting.ledger import Ledger, Release
from bot.reporting.people import CountedQuestion, breakdown_attributes, counted_questions
from bot.reporting.report import QuestionTrend, Report, ShownComment, WardTrends
from bot.reporting.series import positive_series
from bot.reporting.shares import ReleasedFigures, last_year, total
from bot.reporting.spc.rules import DEFAULT_SPC_RULES, SpcRules
from bot.reporting.trends import ChartRequest, Context, trend
from bot.usecases.problems import find_flow
from bot.usecases.releasing.ports import Baselines
from bot.usecases.releasing.problems import NoReleaseYet, NothingBy
from bot.usecases.releasing.reading import Reading, labels_of, last_possible_period
from bot.usecases.staff.ports import Changes, Services
from bot.usecases.staff.services import find_service

MOST_COMMENTS = 10


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Which report: of which conversation, of a ward or all, in which words."""

    flow: str
    ward: str | None = None
    register: Register = Register.STANDARD


@dataclass(frozen=True, slots=True)
class GroupsRequest:
    """Which comparisons of groups: of which conversation, on one question or all."""

    flow: str
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Reports on a conversation. Everything it needs is in its fields; `chance` orders comments."""

    reading: Reading
    services: Services
    changes: Changes
    baselines: Baselines
    flows: Mapping[FlowId, Flow]
    today: Callable[[], date]
    chance: Random
    spc: SpcRules = DEFAULT_SPC_RULES

    async def report(self, request: ReportRequest) -> Report:
        """Return a report. Raises NoSuchConversation, NoSuchService, NoReleaseYet and ReleaseChanged."""
        flow = find_flow(self.flows, request.flow)
        if request.ward is not None:
            await find_service(self.services, request.ward)
        released = await self._released(Ledger.WARDS, flow)
        if not released:
            raise NoReleaseYet
        newest = released[-1][0]
        labels = await labels_of(flow, self.services, request.register)
        changes = await self._changes(flow, request.ward)
        until = last_possible_period(newest, self.today())
        trends = _Trends(
            labels=labels,
            released=released,
            until=until,
            questions=_scales(flow),
            changes=changes,
            baselines=await self.baselines.listed(),
            spc=self.spc,
        )
        codes = sorted({figure.group for _, figures in released for figure in figures if figure.by == SERVICE})
        whole = trends.of(EVERYBODY, "") if request.ward is None else trends.of(SERVICE, request.ward)
        year = [figure for _, figures in last_year(released, until) for figure in figures]
        equity = await self._equity(flow, until)
        return Report(
            labels=labels,
            whole=whole,
            wards=tuple(trends.of(SERVICE, code) for code in codes) if request.ward is None else (),
            equity=equity,
            funnels=tuple(_funnels(year, _scales(flow))),
            comments=await self._comments([release for release, _ in released], flow, request.ward),
            changes=changes,
            until=until,
            rules=tuple(
                dict.fromkeys([*(release.rules for release, _ in released), *(equity.rules if equity else ())])
            ),
            is_made_up=newest.is_made_up,
            attributes=_attributes(flow),
        )

    async def groups(self, request: GroupsRequest) -> tuple[Labels, Equity | None]:
        """Return the comparisons of groups of the last 12 months. Raises what `report` does, and NothingBy."""
        flow = find_flow(self.flows, request.flow)
        known = [question.name for question in _scales(flow)]
        if request.question is not None and request.question not in known:
            raise NothingBy("question", request.question, tuple(known))
        wards = await self.reading.listed(Ledger.WARDS)
        if not wards:
            raise NoReleaseYet
        equity = await self._equity(flow, last_possible_period(wards[-1], self.today()))
        if equity is not None and request.question is not None:
            equity = replace(equity, comparisons=equity.on(request.question))
        return await labels_of(flow, self.services), equity

    async def _released(self, ledger: Ledger, flow: Flow) -> list[ReleasedFigures]:
        """Return the releases of a ledger with their figures of a conversation, the oldest first."""
        released: list[ReleasedFigures] = []
        for release in await self.reading.listed(ledger):
            figures = [figure for figure in await self.reading.figures(release) if figure.flow == flow.id]
            if figures:
                released.append((release, figures))
        return released

    async def _equity(self, flow: Flow, until: str) -> Equity | None:
        released = last_year(await self._released(Ledger.GROUPS, flow), until)
        questions = [question.name for question in _scales(flow)]
        return equity_of(released, questions, _attributes(flow)) if released else None

    async def _comments(self, releases: Sequence[Release], flow: Flow, ward: str | None) -> tuple[ShownComment, ...]:
        """Return some of the comments that a reviewer has shown: of the newest releases, in random order within one."""
        shown: list[ShownComment] = []
        for release in reversed(releases):
            found = [
                ShownComment(comment.question, comment.service or "", release.period, comment.text)
                async for comment in self.reading.releases.comments(release)
                if comment.flow == flow.id and ward in (None, comment.service)
            ]
            self.chance.shuffle(found)
            shown += found
            if len(shown) >= MOST_COMMENTS:
                break
        return tuple(shown[:MOST_COMMENTS])

    async def _changes(self, flow: Flow, ward: str | None) -> tuple[Change, ...]:
        """Return what was changed, the newest first: of a ward also what was changed on all."""
        return tuple(
            change
            for change in await self.changes.open()
            if change.flow in (None, flow.id) and (ward is None or change.service in (None, ward))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trends:
    """Makes the trends of each ward and of all together."""

    labels: Labels
    released: Sequence[ReleasedFigures]
    until: str
    questions: Sequence[CountedQuestion]
    changes: Sequence[Change]
    baselines: Sequence[Baseline]
    spc: SpcRules

    def of(self, by: str, group: str) -> WardTrends:
        own = [
            (release, [figure for figure in figures if (figure.by, figure.group) == (by, group)])
            for release, figures in self.released
        ]
        spans = {(figure.since, release.period) for release, figures in own for figure in figures}
        first = min(figure.since for _, figures in self.released for figure in figures)
        return WardTrends(
            group,
            tuple(self._trend(question, own, group) for question in self.questions),
            missing_periods(spans, first, self.until),
        )

    def _trend(self, question: CountedQuestion, own: Sequence[ReleasedFigures], group: str) -> QuestionTrend:
        released = [
            (release.period, figure)
            for release, figures in own
            for figure in figures
            if figure.question == question.name
        ]
        context = Context(until=self.until, changes=self.changes, baselines=self.baselines, rules=self.spc)
        chart = trend(
            self.labels, positive_series(released), ChartRequest(question.name, service=group or None), context
        )
        year = (figure for _, figures in last_year(own, self.until) for figure in figures)
        return QuestionTrend(question, chart, total(figure for figure in year if figure.question == question.name))


def _scales(flow: Flow) -> list[CountedQuestion]:
    """Return the questions of which some answers are better than others."""
    return [question for question in counted_questions(flow) if question.positive and question.picked is None]


def _attributes(flow: Flow) -> list[str]:
    return [attribute.name for attribute in breakdown_attributes(flow)]


def _funnels(figures: Sequence[Figure], questions: Sequence[CountedQuestion]) -> list[Funnel]:
    funnels = (funnel_of(figures, question.name) for question in questions)
    return [funnel for funnel in funnels if funnel is not None]
