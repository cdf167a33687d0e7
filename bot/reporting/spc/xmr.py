"""The XmR chart: individual figures, with limits from the mean moving range.

The moving range is the difference between neighbours. Its mean says how much figures vary when nothing has changed, and
gives control limits that nearly all figures of a stable process keep within (Shewhart; 2.66 and 3.267 are the factors
for ranges of two). Outlying ranges are screened as in NHSRplotthedots 0.2.2, R/ptd_spc_standard.R.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from bot.reporting.spc.points import BASELINE, Interval, Point, segments
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.signals import Limits, marks_of

LIMIT_FACTOR = 2.66
OUTLIER_FACTOR = 3.267


@dataclass(frozen=True, slots=True)
class Xmr:
    """The points of an XmR chart, one for each figure, and the rules that they are marked by."""

    points: tuple[Point, ...]
    rules: SpcRules

    def describe(self) -> str:
        """Return the rules as a sentence, to print on the chart."""
        return self.rules.describe()


def xmr(figures: Sequence[Interval], rules: SpcRules, *, rebase: Collection[int] = (), baseline: int = BASELINE) -> Xmr:
    """Return the XmR chart of figures in the order of time, whether or not there are gaps between them.

    Centre line and limits come from the first figures, as many as `baseline` says. From each place in `rebase` on,
    they and the runs start again. A range counts as its middle. Limits are not clipped, so those of a percentage can be
    above 100. Raises ValueError for a place outside the series.

    >>> chart = xmr([Interval(n, n) for n in (1, 2, 1, 2)], SpcRules())
    >>> [chart.points[0].mean, chart.points[0].lower, chart.points[0].upper]
    [1.5, -1.1600000000000001, 4.16]
    """
    cut = segments(len(figures), rebase)
    return Xmr(tuple(point for part in cut for point in _segment(figures[part], rules, baseline)), rules)


def mean_moving_range(values: Sequence[float], *, screening: bool) -> float | None:
    """Return the mean moving range, or None for fewer than two figures.

    Screening leaves out, once, every range of 3.267 times that mean or more. If that would leave none, because all
    figures are equal, nothing is left out.

    >>> mean_moving_range([1, 2, 1, 2, 1], screening=True)
    1.0
    """
    ranges = [abs(after - previous) for previous, after in pairwise(values)]
    if not ranges:
        return None
    average = _mean(ranges)
    usual = [range_ for range_ in ranges if range_ < OUTLIER_FACTOR * average]
    return _mean(usual) if screening and usual else average


def _segment(figures: Sequence[Interval], rules: SpcRules, baseline: int) -> list[Point]:
    middles = [figure.middle for figure in figures[:baseline]]
    if not middles:
        return []
    middle = _mean(middles)
    moving_range = mean_moving_range(middles, screening=rules.screening)
    if moving_range is None:
        return [Point(figure, middle) for figure in figures]
    limits = Limits(middle, LIMIT_FACTOR * moving_range / 3)
    marks = marks_of(figures, [limits] * len(figures), rules)
    return [
        Point(figure, middle, limits.lower, limits.upper, mark) for figure, mark in zip(figures, marks, strict=True)
    ]


def _mean(values: Sequence[float]) -> float:
    # Exact before it is rounded: figures that are all equal are exactly on their average.
    return float(mean(map(float, values)))
