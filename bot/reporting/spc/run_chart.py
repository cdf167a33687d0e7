"""The run chart: figures around their median, for series too short for control limits.

Runs on one side of the median are judged as in `runs`. What a trend is, and that of equal figures only the first
counts, is from Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation in
healthcare processes", BMJ Quality & Safety 20 (2011), 46–51. Their shift of six is not used, since the longest likely
run depends on how many figures there are (as in qicharts2). For fewer than twelve figures, the vignettes of
NHSRplotthedots call limits a trial.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from bot.reporting.spc.points import BASELINE, Interval, Point, Signal, segments
from bot.reporting.spc.runs import MIN_USEFUL_POINTS, Runs, fewest_likely_crossings, longest_likely_run, runs_of
from bot.reporting.spc.signals import Directions, first_marks, shifts, trends

MIN_POINTS_FOR_LIMITS = 12
TREND = 5


@dataclass(frozen=True, slots=True)
class RunChart:
    """The points of a run chart, one for each figure, and the runs of its last segment.

    The points have no limits.
    """

    points: tuple[Point, ...]
    runs: Runs

    def describe(self) -> str:
        """Return the rules as a sentence, to print on the chart.

        >>> RunChart((), Runs(10, 3, 5)).describe()  # doctest: +NORMALIZE_WHITESPACE
        'A figure is marked if it is one of 5 or more in a row that only rise or only fall. Of 10 figures off the
        median (half of the figures are below it), it is also marked if it is one of more than 6 in a row on one side;
        and it is a sign of change if the line crosses the median fewer than 2 times.'
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
        return f"{trend} {rows}"


def run_chart(figures: Sequence[Interval], *, rebase: Collection[int] = (), baseline: int = BASELINE) -> RunChart:
    """Return the run chart of figures in the order of time, whether or not there are gaps between them.

    The median is that of the first figures, as many as `baseline` says; a range counts as its middle. A figure on the
    median neither counts towards a run on one side of it nor ends it, and a range across it ends it; of equal figures
    in a row only the first counts towards a trend. From each place in `rebase` on, median and runs start again. Raises
    ValueError for a place outside the series.

    >>> [point.mark.kind.value for point in run_chart([Interval(n, n) for n in (5, 4, 4, 3, 2, 1, 9)]).points]
    ['trend', 'trend', 'common', 'trend', 'trend', 'trend', 'common']
    """
    points: list[Point] = []
    runs = runs_of([])
    for part in segments(len(figures), rebase):
        drawn = _segment(figures[part], baseline)
        points += drawn
        runs = runs_of([_side(point.figure, point.mean) for point in drawn])
    return RunChart(tuple(points), runs)


def _segment(figures: Sequence[Interval], baseline: int) -> list[Point]:
    if not figures:
        return []
    middle = median(figure.middle for figure in figures[:baseline])
    sides = [_side(figure, middle) for figure in figures]
    off = [place for place, side in enumerate(sides) if side != 0]
    new = [
        place
        for place, figure in enumerate(figures)
        if place == 0 or not figure.is_exact or figure != figures[place - 1]
    ]
    rows: Directions = {}
    runs = runs_of(sides)
    if runs.enough:
        # A range across the median ends a row, as a figure on the centre line of a control chart does.
        rows = shifts([sides[place] or 0 for place in off], longest_likely_run(runs.figures) + 1)
    rising = trends([figures[place] for place in new], TREND)
    signals = {
        Signal.TREND: {new[at]: direction for at, direction in rising.items()},
        Signal.SHIFT: {off[at]: direction for at, direction in rows.items()},
    }
    marks = first_marks(len(figures), signals)
    return [Point(figure, middle, mark=mark) for figure, mark in zip(figures, marks, strict=True)]


def _side(figure: Interval, middle: float) -> int | None:
    """Return the side of the median that a figure is on, 0 if it is on it, and None for a range across it."""
    return figure.side(middle) if figure.is_exact or figure.side(middle) else None
