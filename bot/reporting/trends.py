"""One question's figures over time, as a chart."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.engine.flow import Change
from bot.errors import SaysoError
from bot.privacy.disclosure.periods import end_of, start_of
from bot.reporting.baseline import Baseline
from bot.reporting.chart import Annotation, Chart, ChartPoint
from bot.reporting.chart_words import caption_of, recency, summary_of
from bot.reporting.figures import SERVICE
from bot.reporting.labels import Labels
from bot.reporting.measures import ChartMeasure, Measure, measure_of
from bot.reporting.series import Series
from bot.reporting.spc.p_chart import Proportion, p_chart
from bot.reporting.spc.points import BASELINE, Interval, Point, segments
from bot.reporting.spc.rules import DEFAULT_SPC_RULES, SpcRules
from bot.reporting.spc.run_chart import MIN_POINTS_FOR_LIMITS, run_chart
from bot.reporting.spc.runs import Runs
from bot.reporting.spc.summary import assurance_of
from bot.reporting.spc.xmr import xmr
from bot.reporting.timeline import name_of


class ChartKind(StrEnum):
    """The kinds of chart: p for proportions, XmR for single figures, run for short series."""

    P = "p"
    XMR = "xmr"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """Which chart: which measure of which question, of everybody or one service, against which target, of which kind.

    Without a `kind` it is a p chart of shares or an XmR chart of people.
    """

    question: str
    of: ChartMeasure = ChartMeasure.GOOD
    service: str | None = None
    target: int | None = None
    kind: ChartKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a chart shows besides its figures.

    `until` is the last period that could have a figure. Of `changes` and `baselines` a chart takes those that concern
    it. Changes move no limits, as baselines do.
    """

    until: str
    changes: Iterable[Change] = ()
    baselines: Iterable[Baseline] = ()
    notes: tuple[str, ...] = ()
    is_made_up: bool = False
    rules: SpcRules = DEFAULT_SPC_RULES


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The points of a chart of one kind, the rule that they are marked by, and the runs of a run chart."""

    points: tuple[Point, ...]
    rule: str
    runs: Runs | None = None


def trend(labels: Labels, series: Series, wanted: ChartRequest, context: Context) -> Chart:
    """Return a chart of a series. Below 12 figures it is a run chart, whatever kind is wanted.

    Raises SaysoError for a question or kind without a chart, and for a target that no figure can reach.
    """
    measure = measure_of(labels, wanted.question, wanted.of)
    if wanted.target is not None and not 0 <= wanted.target <= measure.most:
        raise SaysoError(f"A target of {wanted.target} cannot be reached. Choose one from 0 to {measure.most}.")
    baselines = _baselines(labels, wanted, context) if measure.is_percent else []
    rebase = {place for baseline in baselines if (place := _place(series, baseline.start))}
    drawn = _drawn(series, measure, _kind(measure, wanted, len(series)), rules=context.rules, rebase=rebase)
    points = tuple(
        ChartPoint(figure.since, figure.period, figure.people, _clipped(point, measure))
        for figure, point in zip(series, drawn.points, strict=True)
    )
    who = "all services" if wanted.service is None else labels.group(SERVICE, wanted.service)
    chart = Chart(
        title=f"{'Demonstration: ' if context.is_made_up else ''}{measure.title} – {who}",
        points=points,
        until=context.until,
        rule=drawn.rule,
        notes=(
            f"{measure.what} Numbers are shown whole; marks are worked out before rounding.",
            *_origins(series, rebase, drawn),
            *context.notes,
        ),
        target=wanted.target,
        changes=_within(series, _changes(labels, wanted, context), context.until),
        baselines=_within(series, (Annotation(each.start, _reason(each)) for each in baselines), context.until),
        is_percent=measure.is_percent,
        better=measure.better,
        middle="Average" if drawn.runs is None else "Median",
    )
    if not points:
        return replace(chart, summary=("There are no figures to show.",))
    if wanted.target is not None and chart.is_up_to_date:
        # For every measure that is charted, more is better, of people too: a target is a number to reach.
        chart = replace(chart, assurance=assurance_of(points[-1].point, wanted.target, "up"))
    return replace(
        chart, caption=caption_of(chart, drawn.runs), summary=(recency(chart), *summary_of(chart, drawn.runs))
    )


def _changes(labels: Labels, wanted: ChartRequest, context: Context) -> Iterator[Annotation]:
    """Yield the changes about the question and the services of a chart."""
    for change in context.changes:
        concerned = (change.flow, labels.flow.id), (change.question, wanted.question), (change.service, wanted.service)
        if all(of in (None, this) for of, this in concerned):
            yield Annotation(change.month, change.words[labels.register].did)


def _baselines(labels: Labels, wanted: ChartRequest, context: Context) -> list[Baseline]:
    """Return the baselines of just this chart, the oldest first: that of all services together has its own."""
    this = (labels.flow.id, wanted.question, wanted.service)
    own = [one for one in context.baselines if (one.flow, one.question, one.service) == this]
    return sorted(own, key=lambda baseline: baseline.start)


def _kind(measure: Measure, wanted: ChartRequest, figures: int) -> ChartKind:
    if wanted.kind is ChartKind.P and not measure.is_percent:
        raise SaysoError("A p chart is of shares, not of how many people answered. Choose xmr or run.")
    if figures < MIN_POINTS_FOR_LIMITS:
        return ChartKind.RUN
    return wanted.kind or (ChartKind.P if measure.is_percent else ChartKind.XMR)


def _drawn(series: Series, measure: Measure, kind: ChartKind, *, rules: SpcRules, rebase: Collection[int]) -> _Drawn:
    if kind is ChartKind.P:
        proportions = p_chart([Proportion(one.low, one.high, one.people) for one in series], rules, rebase=rebase)
        return _Drawn(tuple(point.times(100) for point in proportions.points), proportions.describe())
    figures = [
        Interval(100 * one.low / one.people, 100 * one.high / one.people)
        if measure.is_percent
        else Interval(one.low, one.high)
        for one in series
    ]
    if kind is ChartKind.XMR:
        single = xmr(figures, rules, rebase=rebase)
        return _Drawn(single.points, single.describe())
    run = run_chart(figures, rebase=rebase)
    return _Drawn(run.points, run.describe(), run.runs)


def _reason(baseline: Baseline) -> str:
    return f"new limits, because {baseline.because}"


def _clipped(point: Point, measure: Measure) -> Point:
    """Return a point whose limits no figure is beyond for being impossible. Signals go by the limits before."""
    if point.lower is None or point.upper is None:
        return point
    upper = min(float(measure.most), point.upper) if measure.is_percent else point.upper
    return replace(point, lower=max(0.0, point.lower), upper=upper)


def _place(series: Series, month: str) -> int | None:
    """Return the place of the first figure that counts nothing from before a month."""
    return next((n for n, one in enumerate(series) if start_of(one.since) >= start_of(month)), None)


def _within(series: Series, annotations: Iterable[Annotation], until: str) -> tuple[Annotation, ...]:
    """Return what happened after the first day of the chart and up to its last, the oldest first."""
    if not series:
        return ()
    first, last = start_of(series[0].since), max(end_of(series[-1].period), end_of(until))
    within = [annotation for annotation in annotations if first < start_of(annotation.month) <= last]
    return tuple(sorted(within, key=lambda annotation: annotation.month))


def _origins(series: Series, rebase: Collection[int], drawn: _Drawn) -> Iterator[str]:
    """Yield where the centre line and limits of each segment come from, and whether they are only a trial.

    Fewer figures than make limits are a trial in the vignettes of NHSRplotthedots.
    """
    what = "Average and limits are those" if drawn.runs is None else "The median is that"
    for part in segments(len(series), rebase):
        segment = series[part]
        if first := segment[:BASELINE]:
            after = " They stay the same after that." if len(segment) > BASELINE else ""
            yield f"{what} of {name_of(first[0].since, first[-1].period)}.{after}"
        if drawn.runs is None and len(first) < MIN_POINTS_FOR_LIMITS:
            yield f"These limits are a trial: only {len(first)} {'figure' if len(first) == 1 else 'figures'}."
