"""The run chart: figures around their median, for series too short for control limits.

Runs on one side of the median are judged as in `runs`. What a trend is, and that of equal figures only the first
counts, is from Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation in
healthcare processes", BMJ Quality & Safety 20 (2011), 46–51. Their shift of six is not used, since the longest likely
run depends on how many figures there are (as in qicharts2). For fewer than twelve figures, the vignettes of
NHSRplotthedots call limits a trial.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from bot.reporting.spc.points import Point, Signal, segments, side
from bot.reporting.spc.runs import MIN_USEFUL_POINTS, Runs, fewest_likely_crossings, longest_likely_run, runs_of
from bot.reporting.spc.signals import first_signals, shifts, trends

MIN_POINTS_FOR_LIMITS = 12
TREND = 5


@dataclass(frozen=True, slots=True)
class RunChart:
    """The points of a run chart, one for each figure and each gap, and the runs of its last segment with figures.

    The points have no limits.
    """

    points: tuple[Point, ...]
    runs: Runs

    def describe(self) -> str:
        """Return the rules as a sentence, to print on the chart.

        >>> RunChart((), Runs(10, 3, 5)).describe()  # doctest: +NORMALIZE_WHITESPACE
        'A figure is marked if it is one of 5 or more in a row that only rise or only fall. Of 10 figures off the
        median (half of the figures are below it), it is also marked if it is one of more than 6 in a row on one side;
        and it is a sign of change if the line crosses the median fewer than 2 times. There are too few figures for
        limits.'
        """
        trend = f"A figure is marked if it is one of {TREND} or more in a row that only rise or only fall."
        rows = (
            "Rows on one side of the median (half of the figures are below it) are judged from"
            f" {MIN_USEFUL_POINTS} figures on."
        )
        if self.runs.enough:
            row, crossings = longest_likely_run(self.runs.figures), fewest_likely_crossings(self.runs.figures)
            rows = (
                f"Of {self.runs.figures} figures off the median (half of the figures are below it), it is also marked"
                f" if it is one of more than {row} in a row on one side; and it is a sign of change if the line"
                f" crosses the median fewer than {crossings} times."
            )
        return f"{trend} {rows} There are too few figures for limits."


def too_few_for_limits(values: Sequence[object | None]) -> bool:
    """Return whether there are too few figures for control limits. Gaps do not count.

    >>> too_few_for_limits([1] * 11 + [None]), too_few_for_limits([1] * 12)
    (True, False)
    """
    return sum(value is not None for value in values) < MIN_POINTS_FOR_LIMITS


def run_chart(values: Sequence[float | None], *, rebase: Collection[int] = ()) -> RunChart:
    """Return the run chart of figures in the order of time. None is a gap, which is skipped.

    A figure on the median neither counts towards a run on one side of it nor ends it; of equal figures in a row only
    the first counts towards a trend. From each place in `rebase` on, median and runs start again. Raises ValueError for
    a figure that is not finite or a place outside the series.

    >>> [point.kind.value for point in run_chart([5, 4, 4, 3, 2, 1, 9]).points]
    ['trend', 'trend', 'common', 'trend', 'trend', 'trend', 'common']
    """
    if not all(math.isfinite(value) for value in values if value is not None):
        raise ValueError("a figure is not finite; a figure that is not known is None")
    points: list[Point] = []
    runs = runs_of([])
    for part in segments(len(values), rebase):
        drawn = _segment(values[part])
        points += drawn
        if any(value is not None for value in values[part]):
            runs = runs_of([point.side for point in drawn])
    return RunChart(tuple(points), runs)


def _segment(values: Sequence[float | None]) -> list[Point]:
    present = [float(value) for value in values if value is not None]
    if not present:
        return [Point(None, None) for _ in values]
    middle = median(present)
    off = [place for place, value in enumerate(present) if value != middle]
    new = [place for place, value in enumerate(present) if place == 0 or value != present[place - 1]]
    rows: set[int] = set()
    if len(off) >= MIN_USEFUL_POINTS:
        rows = shifts([side(present[place], middle) for place in off], longest_likely_run(len(off)) + 1)
    places = {
        Signal.TREND: {new[at] for at in trends([present[place] for place in new], TREND)},
        Signal.SHIFT: {off[at] for at in rows},
    }
    kinds = iter(first_signals(len(present), places))
    return [Point(None, middle) if value is None else Point(float(value), middle, kind=next(kinds)) for value in values]
