"""The tables of a report."""

from collections.abc import Iterable, Iterator, Sequence

from bot.reporting.coverage import names_of
from bot.reporting.equity import Equity, GroupComparison
from bot.reporting.figures import SERVICE
from bot.reporting.funnel import Distance, Funnel
from bot.reporting.intervals import Bounds
from bot.reporting.labels import Labels
from bot.reporting.report import QuestionTrend, Report
from bot.reporting.spc.summary import Variation
from bot.reporting.tables import FigureTable
from bot.reporting.timeline import name_of

NO_FIGURE = "–"

CLAIMS = ("lower", "worse", "higher", "better")
"""The last words of cells that claim a difference, or a change for better or worse."""

_SIGNS = {Variation.CONCERN: "worse", Variation.IMPROVEMENT: "better", Variation.CHANGE: "changed"}
_DIRECTIONS = {-1: "lower", 1: "higher", 0: ""}


def figures_table(report: Report) -> FigureTable:
    """Return every figure behind the charts: a row for each period, a column for each question."""
    trends = report.whole.trends
    figures = {
        (point.since, point.period, trend.question.name): f"{trend.chart.figure_in_words(point.point.figure)}"
        f" of {point.people}"
        for trend in trends
        for point in trend.chart.points
    }
    spans = sorted({(period, since) for since, period, _ in figures})
    rows = [
        (name_of(since, period), *(figures.get((since, period, trend.question.name), NO_FIGURE) for trend in trends))
        for period, since in spans
    ]
    return FigureTable("Positive answers, of how many", ("When", *_titles(trends, report.labels)), tuple(rows))


def wards_table(report: Report) -> FigureTable:
    """Return each ward's share of the last 12 months on each question, and whether it is changing."""
    rows = [
        (
            report.labels.group(SERVICE, ward.code),
            *(_with_sign(trend) for trend in ward.trends),
            names_of(ward.missing) or "none",
        )
        for ward in report.wards
    ]
    titles = _titles(report.whole.trends, report.labels)
    caption = "Positive answers of the last 12 months by ward, and the sign of change in the last period"
    return FigureTable(caption, ("Ward or team", *titles, "Periods without a figure"), tuple(rows))


def groups_overview(equity: Equity, labels: Labels, by: str) -> FigureTable:
    """Return the share of each group of an attribute on each question, with the differences that are claimed."""
    own = [one for one in equity.comparisons if one.by == by]
    questions = list(dict.fromkeys(one.question for one in equity.comparisons))
    cells = {
        (one.group, one.question): " ".join(filter(None, (one.share.in_words(), _DIRECTIONS[one.direction])))
        for one in own
    }
    rows = [
        (labels.group(by, group), *(cells.get((group, question), NO_FIGURE) for question in questions))
        for group in dict.fromkeys(one.group for one in own)
    ]
    return FigureTable(labels.attribute(by), ("Group", *(labels.title(name) for name in questions)), tuple(rows))


def groups_tables(equity: Equity, labels: Labels) -> Iterator[FigureTable]:
    """Yield for each question every group with its share, interval and difference from everybody else."""
    for question in dict.fromkeys(one.question for one in equity.comparisons):
        own = [one for one in equity.comparisons if one.question == question]
        rows = [
            (
                _group(one, labels),
                str(one.share.people),
                f"{one.share.in_words()} ({_percents(one.share.interval)})",
                one.others.in_words(),
                _points(one.difference),
                _DIRECTIONS[one.direction] or "none",
            )
            for one in own
        ]
        yield FigureTable(labels.question(question), GROUP_COLUMNS, tuple(rows))


GROUP_COLUMNS = (
    "Group",
    "People",
    "Positive (95% interval)",
    "Everybody else",
    "Points apart (99% interval)",
    "Difference",
)


def funnel_table(funnel: Funnel, labels: Labels) -> FigureTable:
    """Return the wards of a funnel plot."""
    where = {Distance.USUAL: "within", Distance.BEYOND_95: "beyond 95%", Distance.BEYOND_998: "beyond 99.8%"}
    rows = [
        (
            labels.group(SERVICE, ward.code),
            str(ward.share.people),
            ward.share.in_words(),
            " ".join(filter(None, (where[ward.distance], _DIRECTIONS[ward.direction if ward.distance else 0]))),
        )
        for ward in funnel.wards
    ]
    return FigureTable(
        f"{labels.question(funnel.question)} – the last 12 months",
        ("Ward or team", "People", "Positive", "Limits"),
        tuple(rows),
    )


def _titles(trends: Iterable[QuestionTrend], labels: Labels) -> Sequence[str]:
    return [labels.title(trend.question.name) for trend in trends]


def _with_sign(trend: QuestionTrend) -> str:
    if trend.share is None:
        return NO_FIGURE
    share = trend.share.in_words()
    if trend.variation is None:
        return f"{share}, none now"
    return share if trend.variation is Variation.COMMON else f"{share}, {_SIGNS[trend.variation]}"


def _group(one: GroupComparison, labels: Labels) -> str:
    attribute = labels.attribute(one.by)
    return f"{attribute}{' ' if attribute.endswith('?') else ': '}{labels.group(one.by, one.group)}"


def _percents(interval: Bounds) -> str:
    low, high = (f"{100 * end:.0f}" for end in interval)
    return f"{low} to {high}%"


def _points(interval: Bounds) -> str:
    low, high = (f"{100 * end:+.1f}" for end in interval)
    return f"{low} to {high}"
