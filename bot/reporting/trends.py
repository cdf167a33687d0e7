"""One question's figures over time, as a chart."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.errors import SaysoError
from bot.privacy.disclosure.periods import end_of
from bot.privacy.disclosure.rules import RECOMMENDED, Rules
from bot.reporting.chart import Chart
from bot.reporting.figures import SERVICE, Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.measures import ChartMeasure, counts, shares
from bot.reporting.spc.points import Point, segments
from bot.reporting.spc.rules import DEFAULT_SPC_RULES, SpcRules
from bot.reporting.spc.run_chart import MIN_POINTS_FOR_LIMITS, run_chart, too_few_for_limits
from bot.reporting.spc.summary import assurance, run_variation, variation

Series = Sequence[tuple[Release, Sequence[Figure]]]
"""Releases, the oldest first, with the figures of one conversation in each."""

_DEMO = "Demonstration: "


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """Which chart: which measure of which question, of everybody or one service, and against which target, if any."""

    question: str
    of: ChartMeasure = ChartMeasure.GOOD
    service: str | None = None
    target: int | None = None


def trend(
    labels: Labels,
    series: Series,
    wanted: ChartRequest,
    *,
    changes: Iterable[tuple[str, str]] = (),
    rules: Rules = RECOMMENDED,
    spc: SpcRules = DEFAULT_SPC_RULES,
) -> Chart:
    """Return a chart over releases. A figure that is suppressed, or of too few people for a percentage, is a gap.

    `changes` says in which month something changed, and what; centre line and limits are recalculated from there.
    Raises SaysoError for a question without a chart, and for a target that no figure can reach.
    """
    figures = [_figure(released, wanted) for _, released in series]
    measure = (
        shares(labels, wanted.question, figures, rules)
        if wanted.of is ChartMeasure.GOOD
        else counts(labels, wanted.question, figures)
    )
    if wanted.target is not None and not 0 <= wanted.target <= measure.most:
        raise SaysoError(f"A target of {wanted.target} cannot be reached. Choose one from 0 to {measure.most}.")
    names = tuple(release.period for release, _ in series)
    marks = _marks(names, changes)
    rebase = {place for place, _ in marks}
    run = too_few_for_limits(measure.values)
    if run:
        chart = run_chart(measure.values, rebase=rebase)
        points, rule, sentence = chart.points, chart.describe(), run_variation(chart.points, chart.runs, measure.better)
    else:
        points, rule = measure.limited(spc, rebase)
        sentence = variation(points, measure.better)
    place = "all services" if wanted.service is None else labels.group(SERVICE, wanted.service)
    return Chart(
        title=f"{_DEMO if series and series[-1][0].is_made_up else ''}{measure.title} – {place}",
        labels=names,
        points=points,
        rule=rule,
        notes=(
            f"{measure.what} Numbers are shown whole; marks are worked out before rounding.",
            *([] if run else _trials(names, points, rebase)),
            *(release.rules for release, _ in series[-1:]),
        ),
        target=wanted.target,
        changes=marks,
        unit=measure.unit,
        middle="Median" if run else "Average",
        summary=(sentence,) if wanted.target is None else (sentence, _reached(points, wanted.target, measure.unit)),
        sizes=measure.sizes,
    )


def _figure(figures: Sequence[Figure], wanted: ChartRequest) -> Figure | None:
    by, group = ((SERVICE,), (wanted.service,)) if wanted.service is not None else ((), ())
    sought = (wanted.question, by, group)
    return next((figure for figure in figures if (figure.question, figure.by, figure.group) == sought), None)


def _marks(names: Sequence[str], changes: Iterable[tuple[str, str]]) -> tuple[tuple[int, str], ...]:
    """Return the index of the release that follows each change; changes outside the series are left out."""
    months = [f"{end_of(name):%Y-%m}" for name in names]
    return tuple(
        sorted(
            (bisect_left(months, month), what) for month, what in changes if months and months[0] < month <= months[-1]
        )
    )


def _trials(names: Sequence[str], points: Sequence[Point], rebase: Collection[int]) -> Iterator[str]:
    """Yield a sentence for each segment whose limits come from too few figures to rely on (NHSRplotthedots)."""
    for part in segments(len(points), rebase):
        given = sum(point.value is not None for point in points[part])
        if 0 < given < MIN_POINTS_FOR_LIMITS:
            first, last = names[part][0], names[part][-1]
            when = f"From {first} on" if part.stop == len(points) else f"From {first} to {last}"
            yield f"{when} the limits are a trial: only {given} {'figure' if given == 1 else 'figures'}."


def _reached(points: Sequence[Point], target: int, unit: str) -> str:
    """Return whether the target can be expected to be met. For every measure that is charted, more is better."""
    return assurance(points, target, "up", unit=unit) or (
        f"Whether the target of {target}{unit} can be counted on cannot be said: that takes limits, so more figures."
    )
