"""Runs: figures in a row on one side of their median, and whether chance alone would make them so.

Where nothing changes, each figure is as likely above the median as below it. A row that is longer than chance makes
likely, or a line that crosses the median more rarely, says that something has changed: Anhøj and Olesen, "Run charts
revisited: a simulation study of run chart rules for detection of non-random variation in health care processes",
PLoS ONE 9(11) (2014), e113825.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

MIN_USEFUL_POINTS = 10
"""Of fewer figures off the median nothing is said, nor is it in the tables of the source."""


@dataclass(frozen=True, slots=True)
class Runs:
    """How the figures of one segment lie about their median; those on the median do not count."""

    figures: int
    longest: int
    crossings: int

    @property
    def enough(self) -> bool:
        """Tell whether there are figures enough to say anything."""
        return self.figures >= MIN_USEFUL_POINTS

    @property
    def unusual(self) -> bool:
        """Tell whether chance alone would hardly make them so."""
        too_long = self.longest > longest_likely_run(self.figures)
        return self.enough and (too_long or self.crossings < fewest_likely_crossings(self.figures))


def runs_of(sides: Sequence[int]) -> Runs:
    """Return the runs of figures in the order of time, each 1 above the median, -1 below it, or 0 on it.

    >>> runs_of([1, 1, 0, 1, -1, 1])
    Runs(figures=5, longest=3, crossings=2)
    """
    lengths = [len(list(run)) for _, run in groupby(side for side in sides if side != 0)]
    return Runs(sum(lengths), max(lengths, default=0), max(0, len(lengths) - 1))


def longest_likely_run(figures: int) -> int:
    """Return how many of so many figures may well be in a row on one side of the median. There is at least one.

    >>> longest_likely_run(10), longest_likely_run(20), longest_likely_run(24)
    (6, 7, 8)
    """
    return round(math.log2(figures) + 3)


def fewest_likely_crossings(figures: int) -> int:
    """Return how often at the least a line of so many figures may well cross the median. There is at least one.

    Of two figures beside each other, as many are on two sides as on one: 5 lines in 100 cross more rarely.

    >>> fewest_likely_crossings(10), fewest_likely_crossings(20), fewest_likely_crossings(24)
    (2, 6, 8)
    """
    pairs = figures - 1
    crossings, lines = 0, 1
    while 20 * lines < 2**pairs:
        crossings += 1
        lines += math.comb(pairs, crossings)
    return crossings
