"""Runs: figures in a row on one side of their median, and whether chance explains them.

Where nothing changes, each figure is as likely above the median as below it. A run longer than chance makes likely,
or a line that crosses the median less often, is a signal: Anhøj and Olesen, "Run charts
revisited: a simulation study of run chart rules for detection of non-random variation in health care processes",
PLoS ONE 9(11) (2014), e113825.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

MIN_USEFUL_POINTS = 10
"""Fewer figures off the median are not judged; the tables of the source begin here."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of one segment around its median; figures on the median do not count."""

    figures: int
    longest: int
    crossings: int

    @property
    def enough(self) -> bool:
        """Return whether there are enough figures to judge."""
        return self.figures >= MIN_USEFUL_POINTS

    @property
    def unusual(self) -> bool:
        """Return whether chance hardly explains them."""
        if not self.enough:
            return False
        too_long = self.longest > longest_likely_run(self.figures)
        return too_long or self.crossings < fewest_likely_crossings(self.figures)


def runs_of(sides: Sequence[int | None]) -> Runs:
    """Return the runs of figures in the order of time, each 1 above the median, -1 below it, or 0 on it.

    None is a range across the median, which could be on either side: it ends a run, and the line is taken to cross the
    median on both sides of it, so that it never makes a run look unusual.

    >>> runs_of([1, 1, 0, 1, -1, 1])
    Runs(figures=5, longest=3, crossings=2)
    >>> runs_of([1, 1, None, 1])
    Runs(figures=3, longest=2, crossings=2)
    """
    rows = [(side, len(list(run))) for side, run in groupby(side for side in sides if side != 0)]
    lengths = [length for side, length in rows if side is not None]
    return Runs(sum(lengths), max(lengths, default=0), max(0, len(rows) - 1))


def longest_likely_run(figures: int) -> int:
    """Return the longest likely run on one side of the median among this many figures, at least one.

    >>> longest_likely_run(10), longest_likely_run(20), longest_likely_run(24)
    (6, 7, 8)
    """
    return round(math.log2(figures) + 3)


def fewest_likely_crossings(figures: int) -> int:
    """Return the fewest likely crossings of the median by a line of this many figures, at least one.

    Two neighbours are on different sides as often as on the same: 5 lines in 100 cross less often than this.

    >>> fewest_likely_crossings(10), fewest_likely_crossings(20), fewest_likely_crossings(24)
    (2, 6, 8)
    """
    pairs = figures - 1
    crossings, lines = 0, 1
    while 20 * lines < 2**pairs:
        crossings += 1
        lines += math.comb(pairs, crossings)
    return crossings
