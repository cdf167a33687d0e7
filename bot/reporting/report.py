"""A report: is it getting better, for whom is it not, what do people say, what was changed, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.engine.flow import Change
from bot.reporting.chart import Chart
from bot.reporting.equity import Equity
from bot.reporting.funnel import Funnel
from bot.reporting.labels import Labels
from bot.reporting.people import CountedQuestion
from bot.reporting.shares import Share
from bot.reporting.spc.summary import Variation


@dataclass(frozen=True, slots=True)
class QuestionTrend:
    """A question over time, and the share of the last 12 months; None where there is no figure of them."""

    question: CountedQuestion
    chart: Chart
    share: Share | None

    @property
    def variation(self) -> Variation | None:
        """Return what the figure of the last period means; None where that has none."""
        if not self.chart.points or not self.chart.is_up_to_date:
            return None
        return self.chart.variation(self.chart.points[-1])


@dataclass(frozen=True, slots=True)
class WardTrends:
    """The trends of a ward, and the periods of which it has no figure."""

    code: str
    trends: tuple[QuestionTrend, ...]
    missing: tuple[str, ...]

    def with_sign(self, variation: Variation) -> list[QuestionTrend]:
        """Return the trends whose last figure means this."""
        return [trend for trend in self.trends if trend.variation is variation]

    @property
    def last_period(self) -> str:
        """Return the last period of any figure; empty where there is none."""
        return max((trend.chart.points[-1].period for trend in self.trends if trend.chart.points), default="")

    @property
    def is_up_to_date(self) -> bool:
        """Return whether the last period has a figure of any question."""
        return any(trend.variation is not None for trend in self.trends)


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment that a reviewer has shown, with its ward and the period of its release."""

    question: str
    service: str
    period: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report says, before it is laid out.

    `whole` are the trends that it is about: of one ward, or of all together with an empty code. `wards` are those of
    each ward, empty in a report of one. `until` is the last period that could have a figure.
    """

    labels: Labels
    whole: WardTrends
    wards: tuple[WardTrends, ...]
    equity: Equity | None
    funnels: tuple[Funnel, ...]
    comments: tuple[ShownComment, ...]
    changes: tuple[Change, ...]
    until: str
    rules: tuple[str, ...]
    is_made_up: bool
    attributes: Sequence[str]

    @property
    def is_of_a_ward(self) -> bool:
        """Return whether the report is of one ward."""
        return bool(self.whole.code)
