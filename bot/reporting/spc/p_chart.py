"""The p chart: proportions with different denominators.

The fewer answers a month has, the more its proportion varies by chance, so each has its own control limits: three
standard errors of a binomial proportion around that of all answers together (Shewhart; NIST/SEMATECH e-Handbook of
Statistical Methods, section 6.3.3.2). The signals are those of the XmR chart.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.reporting.spc.points import Point, segments
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.signals import Limits, signal_of_each


@dataclass(frozen=True, slots=True)
class PChart:
    """The points of a p chart, proportions from 0 to 1, and the rules that they are marked by."""

    points: tuple[Point, ...]
    rules: SpcRules

    def describe(self) -> str:
        """Return the rules in a sentence, to print on the chart."""
        return f"{self.rules.signals()}; the fewer answers, the wider the limits."


def p_chart(counts: Sequence[tuple[int, int] | None], rules: SpcRules, *, rebase: Collection[int] = ()) -> PChart:
    """Return the p chart of pairs in the order of time: how many answers were such, out of how many.

    A gap, which is None or a pair out of 0, is skipped and has no limits. Limits are clipped to 0 and 1. From each
    place in `rebase` on, centre line and runs start again. Raises ValueError for a pair that is no part of a whole or
    a place outside the series.

    >>> p_chart([(8, 10), None, (2, 10)], SpcRules()).points[0].mean
    0.5
    """
    if not all(0 <= part <= whole for part, whole in filter(None, counts)):
        raise ValueError("of each pair the first is no less than 0 and no more than the second")
    cut = segments(len(counts), rebase)
    return PChart(tuple(point for part in cut for point in _segment(counts[part], rules)), rules)


def _segment(counts: Sequence[tuple[int, int] | None], rules: SpcRules) -> list[Point]:
    present = {place: pair for place, pair in enumerate(counts) if pair is not None and pair[1] > 0}
    if not present:
        return [Point(None, None) for _ in counts]
    centre = sum(part for part, _ in present.values()) / sum(whole for _, whole in present.values())
    values = [part / whole for part, whole in present.values()]
    limits = [Limits(centre, math.sqrt(centre * (1 - centre) / whole)) for _, whole in present.values()]
    # Signals go by the limits before they are clipped: near an end, what is close to a limit would change with it.
    points = [Point(None, centre) for _ in counts]
    for place, value, limit, kind in zip(present, values, limits, signal_of_each(values, limits, rules), strict=True):
        points[place] = Point(value, centre, max(0.0, limit.lower), min(1.0, limit.upper), kind)
    return points
