"""What a chart says, in sentences for people who do not read charts.

The last figure decides, as in NHSRplotthedots 0.2.2, R/ptd_calculate_point_type.R (variation) and
R/ptd_calculate_assurance_type.R (assurance).
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.reporting.spc.points import Point, Signal, last
from bot.reporting.spc.runs import MIN_USEFUL_POINTS, Runs, fewest_likely_crossings, longest_likely_run

Better = Literal["up", "down"]

_REASONS: Mapping[Signal, str] = {
    Signal.OUTSIDE: "outside the limits",
    Signal.TREND: "one of many in a row that only rise or only fall",
    Signal.TWO_OF_THREE: "with another one close to the same limit",
    Signal.SHIFT: "one of many in a row on one side of the middle line",
}
_TIMES: Mapping[int, str] = {0: "never", 1: "once"}
_PLACES: Mapping[int, str] = {1: "above the middle line", 0: "on the middle line", -1: "below the middle line"}


def variation(points: Sequence[Point], better: Better | None) -> str:
    """Return whether the last figure says that something has changed, and whether that is for the better.

    A marked figure on the good side of the centre line is for the better and one on the other side for the worse. It is
    neither on the centre line, or if neither side is the good one.

    >>> variation([Point(90, 70, 60, 80, Signal.OUTSIDE)], "up")
    'Change for the better: the last figure is above the middle line and outside the limits.'
    >>> variation([Point(75, 70, 60, 80)], "up")
    'No sign of change: the last figure differs from the others no more than is usual.'
    """
    point = last(points)
    if point is None:
        return "There are no figures yet."
    if point.kind is Signal.COMMON:
        return "No sign of change: the last figure differs from the others no more than is usual."
    good = {"up": 1, "down": -1, None: 0}[better] * point.side
    change = {1: "Change for the better", 0: "Sign of change", -1: "Change for the worse"}[good]
    return f"{change}: the last figure is {_PLACES[point.side]} and {_REASONS[point.kind]}."


def run_variation(points: Sequence[Point], runs: Runs, better: Better | None) -> str:
    """Return what a run chart says: whether its last figure is marked, and what its runs show.

    >>> run_variation([Point(75, 70)], Runs(3, 2, 1), "up")
    'Too few figures to say whether anything has changed: 3 are off the median, and it takes 10.'
    >>> run_variation([Point(75, 70)], Runs(10, 3, 5), "up")  # doctest: +NORMALIZE_WHITESPACE
    'No sign of change: the longest row on one side of the median counts 3 (up to 6 is usual), and the line crosses the
    median 5 times (2 or more is usual).'
    """
    point = last(points)
    sentences = [variation(points, better)] if point is None or point.kind is not Signal.COMMON else []
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


def assurance(points: Sequence[Point], target: float, better: Better | None, *, unit: str = "") -> str | None:
    """Return whether a target can be expected to be met, by the limits at the last figure.

    None where nothing can be said: without limits, or if neither side of the target is the good one.

    >>> assurance([Point(75, 70, 60, 80)], 85, "up", unit="%")
    'As things are, the target of 85% will not be met: it is beyond what is usual.'
    """
    point = last(points)
    if better is None or point is None or point.lower is None or point.upper is None:
        return None
    aim = f"the target of {target:g}{unit}"
    if not point.lower <= target <= point.upper:
        met = (target < point.lower) == (better == "up")
        if met:
            return f"As things are, {aim} will be met: even the worst that is usual is better."
        return f"As things are, {aim} will not be met: it is beyond what is usual."
    return f"As things are, {aim} will be met at some times and missed at others, by chance."
