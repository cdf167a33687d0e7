"""A report as headings, words, tables and charts in order, whatever file they are then written to."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.engine.wording import Register
from bot.reporting.chart import Chart
from bot.reporting.equity import claim_in_words
from bot.reporting.figures import SERVICE
from bot.reporting.funnel import Funnel
from bot.reporting.report import Report
from bot.reporting.report_tables import figures_table, funnel_table, groups_overview, groups_tables, wards_table
from bot.reporting.report_words import (
    FOR_WHOM,
    METHODS,
    WHY_MISSING,
    chance_in_words,
    funnel_in_words,
    in_short,
    missing_in_words,
    not_compared_in_words,
    recency,
)
from bot.reporting.tables import FigureTable
from bot.reporting.timeline import name_of


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """A heading, of level 2 or 3: the title has the first."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InShort:
    """The most important of the report, in sentences."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallCharts:
    """A small chart of each question, with its question and what it says."""

    charts: tuple[tuple[str, Chart], ...]


@dataclass(frozen=True, slots=True)
class FunnelPlot:
    """A funnel plot; the ward that the report is of is named in it."""

    funnel: Funnel
    own: str


@dataclass(frozen=True, slots=True)
class CommentQuote:
    """What somebody wrote, and where and when."""

    text: str
    origin: str


ReportBlock = ReportHeading | Text | Bullets | InShort | SmallCharts | FunnelPlot | CommentQuote | FigureTable


def blocks_of(report: Report) -> Iterator[ReportBlock]:
    """Yield the report, without its title."""
    yield Text(recency(report))
    yield InShort(tuple(in_short(report)))
    yield from _trends(report)
    yield from _groups(report)
    yield from _funnels(report)
    yield from _comments(report)
    yield from _changes(report)
    yield from _missing(report)
    yield ReportHeading(2, "The figures behind this")
    yield figures_table(report)
    if report.equity is not None:
        yield from groups_tables(report.equity, report.labels)
    yield ReportHeading(2, "How this was made")
    yield from (Text(words) for words in (*METHODS, *report.rules))


def _trends(report: Report) -> Iterator[ReportBlock]:
    trends = report.whole.trends
    yield ReportHeading(2, "Is it getting better?")
    drawn = [trend for trend in trends if trend.chart.points]
    yield SmallCharts(tuple((report.labels.question(trend.question.name), trend.chart) for trend in drawn))
    if empty := [report.labels.title(trend.question.name) for trend in trends if not trend.chart.points]:
        yield Text(f"There is no figure yet on: {', '.join(empty)}.")
    for trend in drawn:
        title = report.labels.title(trend.question.name)
        yield from (Text(f"{title}, from {name_of(one.month)}: {one.words}.") for one in trend.chart.baselines)
    if any(trend.chart.changes for trend in trends):
        yield Text("Dashed upright lines are changes. “What was changed” lists them by month.")
    if report.wards:
        yield wards_table(report)


def _groups(report: Report) -> Iterator[ReportBlock]:
    yield ReportHeading(2, FOR_WHOM)
    if report.equity is None:
        yield Text("There are no figures of groups of people in the last 12 months.")
        return
    when = name_of(report.equity.since, report.equity.period)
    yield Text(f"All wards and teams together, {when}. Groups of people are never shown by ward.")
    for direction, title in ((-1, "Lower than everybody else"), (1, "Higher than everybody else")):
        claims = [claim for claim in report.equity.claims if claim.direction == direction]
        if claims:
            yield ReportHeading(3, title)
            yield Bullets(tuple(claim_in_words(claim, report.labels) for claim in claims))
    if not report.equity.claims:
        yield Text("No group is shown to differ from everybody else.")
    yield Text(chance_in_words(report))
    for by in dict.fromkeys(one.by for one in report.equity.comparisons):
        yield groups_overview(report.equity, report.labels, by)


def _funnels(report: Report) -> Iterator[ReportBlock]:
    if not report.funnels:
        return
    first = report.funnels[0]
    yield ReportHeading(2, "Do wards differ?")
    yield Bullets(tuple(funnel_in_words(funnel, report) for funnel in report.funnels))
    yield FunnelPlot(first, report.whole.code)
    yield funnel_table(first, report.labels)


def _comments(report: Report) -> Iterator[ReportBlock]:
    yield ReportHeading(2, "What people say")
    if not report.comments:
        yield Text("No comments have been chosen to be shown yet.")
        return
    yield Text("Some of the comments that a reviewer chose to show, the newest first.")
    for comment in report.comments:
        place = report.labels.group(SERVICE, comment.service)
        yield CommentQuote(
            comment.text, f"{report.labels.title(comment.question)} – {place}, {name_of(comment.period)}"
        )


def _changes(report: Report) -> Iterator[ReportBlock]:
    yield ReportHeading(2, "What was changed")
    if not report.changes:
        yield Text("No change has been added yet.")
    for change in report.changes:
        place = "all wards" if change.service is None else report.labels.group(SERVICE, change.service)
        words = change.words[Register.STANDARD]
        yield Text(f"{name_of(change.month)}, {place}. You said: {words.said} We did: {words.did}")


def _missing(report: Report) -> Iterator[ReportBlock]:
    yield ReportHeading(2, "What is missing, and why")
    missing = tuple(missing_in_words(report))
    yield Text(WHY_MISSING)
    yield Bullets(missing) if missing else Text("No month is missing.")
    yield from (Text(words) for words in not_compared_in_words(report))
