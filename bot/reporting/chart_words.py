"""What a chart says in words: first when its last figure is from, and then what it means."""

from collections.abc import Iterator

from bot.privacy.disclosure.periods import is_week
from bot.reporting.chart import Chart
from bot.reporting.spc.runs import Runs
from bot.reporting.spc.summary import Assurance, Variation, describe_runs, describe_variation, reason
from bot.reporting.timeline import periods_after

_ASSURANCE = {
    Assurance.PASS: "even the worst that is usual is better.",
    Assurance.FAIL: "it is beyond what is usual.",
}


def recency(chart: Chart) -> str:
    """Return when the last figure is from, and how many periods since then have none."""
    last = chart.points[-1]
    missing = _missing(chart)
    when = f"the {last.name}" if last.name.startswith("week") else last.name
    text = f"The last figure is from {when}: {chart.figure_in_words(last.point.figure)}."
    if not missing:
        return text
    unit = "week" if is_week(last.period) else "month"
    return f"{text} {f'The {unit} since has' if missing == 1 else f'The {missing} {unit}s since have'} none."


def summary_of(chart: Chart, runs: Runs | None) -> Iterator[str]:
    """Yield what the figures mean. Of a time without figures nothing is said."""
    last = chart.points[-1]
    sentence = (
        describe_variation(last.point.mark, chart.better)
        if runs is None
        else describe_runs(last.point.mark, runs, chart.better)
    )
    if chart.is_up_to_date:
        yield sentence
    else:
        yield "So nothing can be said about now."
        if chart.variation(last) is not Variation.COMMON or (runs is not None and runs.unusual):
            yield f"Up to {last.name}: {sentence}"
    if chart.target is not None:
        yield _reached(chart, chart.in_words(chart.target))


def caption_of(chart: Chart, runs: Runs | None) -> str:
    """Return what the chart says in one line."""
    last = chart.points[-1]
    figure = chart.figure_in_words(last.point.figure)
    if missing := _missing(chart):
        unit = "week" if is_week(last.period) else "month"
        since = f"the {unit} since" if missing == 1 else f"the {missing} {unit}s since"
        return f"Last figure: {figure}, {last.name}. None in {since}."
    variation, when = chart.variation(last), f"{last.name[0].upper()}{last.name[1:]}"
    if variation is not Variation.COMMON:
        return f"{when}: {figure}. {variation.capitalize()}: {reason(last.point.mark)}."
    if runs is None:
        return f"{when}: {figure}. No mark: common cause variation."
    sign = "Sign of change: see its runs" if runs.unusual else "No sign of change"
    return f"{when}: {figure}. {sign if runs.enough else 'Too few figures to judge'}."


def _missing(chart: Chart) -> int:
    return sum(1 for _ in periods_after(chart.points[-1].period, chart.until))


def _reached(chart: Chart, target: str) -> str:
    if not chart.is_up_to_date:
        return f"Whether the target of {target} is met now cannot be said."
    if chart.assurance is None:
        return f"Whether the target of {target} can be counted on cannot be said: that takes limits, so more figures."
    why = _ASSURANCE.get(chart.assurance)
    return f"As things are, the target of {target} {chart.assurance}{f': {why}' if why else '.'}"
