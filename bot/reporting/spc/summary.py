"""What a chart says: variation and assurance, in the terms of NHS England's Making Data Count, and in sentences.

The last figure decides, as in NHSRplotthedots 0.2.2, R/ptd_calculate_point_type.R (variation) and
R/ptd_calculate_assurance_type.R (assurance).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from bot.reporting.spc.points import Point, PointMark, Signal
from bot.reporting.spc.runs import MIN_USEFUL_POINTS, Runs, fewest_likely_crossings, longest_likely_run

Better = Literal["up", "down"]

_UP = 1
_TIMES: Mapping[int, str] = {0: "never", 1: "once"}


class Variation(StrEnum):
    """What a figure's mark means: special cause variation, for the better or not, or common cause variation."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"
    COMMON = "common cause"


class Assurance(StrEnum):
    """Whether a process as it is will meet its target: always, never, or sometimes."""

    PASS = "will be met"  # noqa: S105 - the term of Making Data Count
    FAIL = "will not be met"
    HIT_OR_MISS = "will be met at some times and missed at others, by chance"


_BEGINNINGS: Mapping[Variation, str] = {
    Variation.IMPROVEMENT: "Change for the better",
    Variation.CONCERN: "Change for the worse",
    Variation.CHANGE: "Sign of change",
}


def variation_of(mark: PointMark, better: Better | None) -> Variation:
    """Return what a mark means: by rising or falling for a trend, by the side of the centre line otherwise.

    >>> variation_of(PointMark(Signal.TREND, 1), "up"), variation_of(PointMark(), "up")
    (<Variation.IMPROVEMENT: 'improvement'>, <Variation.COMMON: 'common cause'>)
    """
    if mark.kind is Signal.COMMON:
        return Variation.COMMON
    good = {"up": 1, "down": -1, None: 0}[better] * mark.direction
    return {1: Variation.IMPROVEMENT, 0: Variation.CHANGE, -1: Variation.CONCERN}[good]


def describe_variation(mark: PointMark, better: Better | None) -> str:
    """Return whether the last figure's mark says that something has changed, and whether that is for the better.

    >>> describe_variation(PointMark(Signal.OUTSIDE, 1), "up")
    'Change for the better: the last figure is above the limits.'
    >>> describe_variation(PointMark(), "up")
    'No sign of change: the last figure differs from the others no more than is usual.'
    """
    if mark.kind is Signal.COMMON:
        return "No sign of change: the last figure differs from the others no more than is usual."
    return f"{_BEGINNINGS[variation_of(mark, better)]}: the last figure is {reason(mark)}."


def reason(mark: PointMark) -> str:
    """Return why a figure is marked.

    >>> reason(PointMark(Signal.SHIFT, -1)), reason(PointMark(Signal.TREND, 1))
    ('one of many in a row below the middle line', 'one of many in a row that only rise')
    """
    up = mark.direction == _UP
    return {
        Signal.OUTSIDE: "above the limits" if up else "below the limits",
        Signal.TREND: f"one of many in a row that only {'rise' if up else 'fall'}",
        Signal.TWO_OF_THREE: f"one of 2 in 3 close to the {'upper' if up else 'lower'} limit",
        Signal.SHIFT: f"one of many in a row {'above' if up else 'below'} the middle line",
        Signal.COMMON: "not marked",
    }[mark.kind]


def describe_runs(mark: PointMark, runs: Runs, better: Better | None) -> str:
    """Return what a run chart says: whether its last figure is marked, and what its runs show.

    >>> describe_runs(PointMark(), Runs(3, 2, 1), "up")
    'Too few figures to say whether anything has changed: 3 are off the median, and it takes 10.'
    >>> describe_runs(PointMark(), Runs(10, 3, 5), "up")  # doctest: +NORMALIZE_WHITESPACE
    'No sign of change: the longest row on one side of the median counts 3 (up to 6 is usual), and the line crosses the
    median 5 times (2 or more is usual).'
    """
    sentences = [] if mark.kind is Signal.COMMON else [describe_variation(mark, better)]
    if runs.enough:
        sign = (
            "Sign of change" if runs.unusual else "No sign of change" if not sentences else "Apart from that, no sign"
        )
        times = _TIMES.get(runs.crossings) or f"{runs.crossings} times"
        sentences.append(
            f"{sign}: the longest row on one side of the median counts {runs.longest} (up to"
            f" {longest_likely_run(runs.figures)} is usual), and the line crosses the median {times}"
            f" ({fewest_likely_crossings(runs.figures)} or more is usual)."
        )
    elif not sentences:
        sentences.append(
            f"Too few figures to say whether anything has changed: {runs.figures} are off the median, and it takes"
            f" {MIN_USEFUL_POINTS}."
        )
    return " ".join(sentences)


def assurance_of(point: Point, target: float, better: Better | None) -> Assurance | None:
    """Return whether a target can be expected to be met, by the limits at the last figure.

    None where nothing can be said: without limits, or if neither side of the target is the good one.

    >>> from bot.reporting.spc.points import exact
    >>> assurance_of(Point(exact([75])[0], 70, 60, 80), 85, "up")
    <Assurance.FAIL: 'will not be met'>
    """
    if better is None or point.lower is None or point.upper is None:
        return None
    if point.lower <= target <= point.upper:
        return Assurance.HIT_OR_MISS
    return Assurance.PASS if (target < point.lower) == (better == "up") else Assurance.FAIL
