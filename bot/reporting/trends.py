"""One question's figures over time, as a chart: how many of those who answered gave a good answer."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from bot.engine.flow import Scale
from bot.engine.ids import StepId
from bot.errors import SaysoError
from bot.privacy.disclosure.periods import end_of
from bot.reporting.chart import Chart
from bot.reporting.fft import POSITIVE
from bot.reporting.figures import SERVICE, Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.spc.p_chart import p_chart
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.run_chart import run_chart, too_few_for_limits
from bot.reporting.spc.summary import variation

Series = Sequence[tuple[Release, Sequence[Figure]]]
"""Releases, the oldest first, with the figures of one conversation in each."""


def good_answers(labels: Labels, question: str) -> tuple[str, ...]:
    """Return which answers count as good: of the Friends and Family Test two, else the one with the highest score.

    Raises SaysoError where the question has no answers that are better than others.
    """
    if question == labels.flow.fft:
        return POSITIVE
    scored = {
        step.id: max(step.choices, key=lambda choice: -1 if choice.score is None else choice.score)
        for step in labels.flow.steps
        if isinstance(step, Scale) and step.kept and any(choice.score is not None for choice in step.choices)
    }
    if question not in scored:
        raise SaysoError(f"There is no chart of “{question}”. There are: {', '.join(scored)}.")
    return (scored[StepId(question)].id,)


def trend(
    labels: Labels,
    series: Series,
    question: str,
    *,
    service: str | None = None,
    changes: Iterable[tuple[str, str]] = (),
) -> Chart:
    """Return the chart of a question, of everybody or of one service. Where a figure is held back there is a gap.

    `changes` says in which month something changed, and what; the chart begins anew there. Raises SaysoError for a
    question without a chart.
    """
    good = good_answers(labels, question)
    by, group = ((SERVICE,), (service,)) if service is not None else ((), ())
    pairs: list[tuple[int, int] | None] = []
    names: list[str] = []
    for release, figures in series:
        found = next((each for each in figures if (each.question, each.by, each.group) == (question, by, group)), None)
        pairs.append(None if found is None else _share(found, good))
        names.append(release.period)
    months = [f"{end_of(name):%Y-%m}" for name in names]
    marks = sorted(
        (bisect_left(months, month), what) for month, what in changes if months and months[0] < month <= months[-1]
    )
    rebase = {place for place, _ in marks}
    run = too_few_for_limits(pairs)
    values = [None if pair is None else pair[0] / pair[1] for pair in pairs]
    chart = run_chart(values, rebase=rebase) if run else p_chart(pairs, SpcRules(), rebase=rebase)
    points = tuple(point.times(100) for point in chart.points)
    words = " or ".join(f"“{labels.answer(question, each)}”" for each in good)
    place = "all services" if service is None else labels.group(SERVICE, service)
    return Chart(
        title=f"{labels.question(question)} – {place}",
        labels=tuple(names),
        points=points,
        rule=chart.told(),
        notes=(
            f"Share of those who answered {words}, by release.",
            variation(points, "up"),
            series[-1][0].rules if series else "",
        ),
        changes=tuple(marks),
        middle="Median" if run else "Average",
    )


def _share(figure: Figure, good: Sequence[str]) -> tuple[int, int] | None:
    counts = [figure.counts.get(each) for each in good]
    told = [count for count in counts if count is not None]
    if len(told) < len(counts) or figure.people == 0:
        return None
    return min(sum(told), figure.people), figure.people
