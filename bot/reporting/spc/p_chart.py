"""The p chart: proportions with different denominators.

The fewer answers a month has, the more its proportion varies by chance, so each has its own control limits: three
standard errors of a binomial proportion around that of all answers together (Shewhart; NIST/SEMATECH e-Handbook of
Statistical Methods, section 6.3.3.2). The signals are those of the XmR chart.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.reporting.spc.points import BASELINE, Interval, Point, segments
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.signals import Limits, marks_of


class Proportion(NamedTuple):
    """How many answers were such, out of how many: from `low` to `high`, which are equal where the count is exact."""

    low: int
    high: int
    whole: int


@dataclass(frozen=True, slots=True)
class PChart:
    """The points of a p chart, proportions from 0 to 1, and the rules that they are marked by."""

    points: tuple[Point, ...]
    rules: SpcRules

    def describe(self) -> str:
        """Return the rules in a sentence, to print on the chart."""
        return f"{self.rules.signals()}; the fewer answers, the wider the limits."


def p_chart(
    counts: Sequence[Proportion], rules: SpcRules, *, rebase: Collection[int] = (), baseline: int = BASELINE
) -> PChart:
    """Return the p chart of proportions in the order of time, whether or not there are gaps between them.

    The centre line comes from the first proportions, as many as `baseline` says; a range counts as its middle. Limits
    are clipped to 0 and 1. From each place in `rebase` on, centre line and runs start again. Raises ValueError for what
    is no proportion and for a place outside the series.

    >>> p_chart([Proportion(8, 8, 10), Proportion(0, 4, 10)], SpcRules()).points[0].mean
    0.5
    """
    if not all(0 <= count.low <= count.high <= count.whole and count.whole > 0 for count in counts):
        raise ValueError("a proportion is of one or more, from none of them to all, and low is no higher than high")
    cut = segments(len(counts), rebase)
    return PChart(tuple(point for part in cut for point in _segment(counts[part], rules, baseline)), rules)


def _segment(counts: Sequence[Proportion], rules: SpcRules, baseline: int) -> list[Point]:
    if not counts:
        return []
    first = counts[:baseline]
    centre = sum(count.low + count.high for count in first) / (2 * sum(count.whole for count in first))
    figures = [Interval(count.low / count.whole, count.high / count.whole) for count in counts]
    limits = [Limits(centre, math.sqrt(centre * (1 - centre) / count.whole)) for count in counts]
    # Signals go by the limits before they are clipped: near an end, what is close to a limit would change with it.
    return [
        Point(figure, centre, max(0.0, limit.lower), min(1.0, limit.upper), mark)
        for figure, limit, mark in zip(figures, limits, marks_of(figures, limits, rules), strict=True)
    ]
