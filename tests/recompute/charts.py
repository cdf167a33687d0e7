"""The numbers of a chart: centre line, limits and marks, by the rules as they are written down.

p chart: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2. Marks: NHSRplotthedots 0.2.2, seven points for a
shift or a trend. Run chart of fewer than 12 figures: Anhøj and Olesen, PLoS ONE 9(11) (2014), and trends of five.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log2, sqrt
from statistics import median

from tests.recompute.figures import Figure, last_day

LIMITS_FROM, SHIFT, TREND, RUN_CHART_TREND, RUNS_FROM = 12, 7, 7, 5, 10

Range = tuple[float, float]
Number = int | float | str | None


def chart_rows(figures: Sequence[Figure], months: Sequence[str]) -> list[dict[str, Number]]:
    """Return the rows of the chart of a question: a month without a figure has a row of nothing."""
    shares = [(one.unit.share or (0, 0), one.unit.people) for one in figures]
    if len(figures) < LIMITS_FROM:
        drawn = _run_chart([(100 * low / people, 100 * high / people) for (low, high), people in shares])
    else:
        drawn = _p_chart([(low, high, people) for (low, high), people in shares])
    rows: list[dict[str, Number]] = []
    covered = ""
    for one, ((low, high), people), (middle, lower, upper, mark, direction) in zip(figures, shares, drawn, strict=True):
        rows += [_empty(month) for month in months if covered and covered < month < one.since]
        covered = one.period
        rows.append(
            {
                "from": f"{one.since}-01",
                "to": last_day(one.period),
                "people": people,
                "low": _rounded(100 * low / people),
                "high": _rounded(100 * high / people),
                "middle": _rounded(middle),
                "lower": _rounded(lower),
                "upper": _rounded(upper),
                "mark": mark,
                "variation": {1: "improvement", 0: "common cause", -1: "concern"}[direction],
            }
        )
    return [*rows, *(_empty(month) for month in months if covered and covered < month)]


Drawn = tuple[float, float | None, float | None, str, int]
"""The centre line, the limits, the mark, and 1 if the figure is marked as better, -1 as worse."""


def _p_chart(counts: Sequence[tuple[int, int, int]]) -> list[Drawn]:
    centre = sum((low + high) / 2 for low, high, _ in counts[:24]) / sum(people for *_, people in counts[:24])
    sigmas = [sqrt(centre * (1 - centre) / people) for *_, people in counts]
    figures = [(low / people, high / people) for low, high, people in counts]
    sides = [_side(one, centre) for one in figures]
    beyond = [_side(one, centre, 3 * sigma) for one, sigma in zip(figures, sigmas, strict=True)]
    outer = [_outer(one, centre, sigma) for one, sigma in zip(figures, sigmas, strict=True)]
    marks = _marked(
        ("outside", dict(enumerate(beyond))),
        ("trend", _trends(figures, TREND)),
        ("two-of-three", _two_of_three(sides, outer)),
        ("shift", _in_a_row(sides, SHIFT)),
        number=len(counts),
    )
    return [
        (100 * centre, max(0.0, 100 * (centre - 3 * sigma)), min(100.0, 100 * (centre + 3 * sigma)), *mark)
        for sigma, mark in zip(sigmas, marks, strict=True)
    ]


def _run_chart(figures: Sequence[Range]) -> list[Drawn]:
    middle = median(sum(one) / 2 for one in figures) if figures else 0
    off = [place for place, one in enumerate(figures) if one != (middle, middle)]
    sides = [_side(figures[place], middle) for place in off]
    longest = round(log2(max(1, sum(map(abs, sides)))) + 3)
    shift = _in_a_row(sides, longest + 1) if sum(map(abs, sides)) >= RUNS_FROM else {}
    new = [place for place, one in enumerate(figures) if not place or one[0] != one[1] or one != figures[place - 1]]
    trend = _trends([figures[place] for place in new], RUN_CHART_TREND)
    marks = _marked(
        ("trend", {new[place]: direction for place, direction in trend.items()}),
        ("shift", {off[place]: direction for place, direction in shift.items()}),
        number=len(figures),
    )
    return [(middle, None, None, *mark) for mark in marks]


def _side(figure: Range, middle: float, apart: float = 0) -> int:
    """Return 1 if all of a range is more than so far above a line, -1 if it is below, else 0."""
    return 1 if figure[0] > middle + apart else -1 if figure[1] < middle - apart else 0


def _outer(figure: Range, centre: float, sigma: float) -> bool:
    above = centre + 2 * sigma < figure[0] and figure[1] <= centre + 3 * sigma
    return above or (centre - 3 * sigma <= figure[0] and figure[1] < centre - 2 * sigma)


def _in_a_row(sides: Sequence[int], fewest: int) -> dict[int, int]:
    marked: dict[int, int] = {}
    for start in range(len(sides) - fewest + 1):
        row = sides[start : start + fewest]
        if row[0] and len({*row}) == 1:
            marked |= dict.fromkeys(range(start, start + fewest), row[0])
    return marked


def _trends(figures: Sequence[Range], fewest: int) -> dict[int, int]:
    steps = [1 if after[0] > one[1] else -1 if after[1] < one[0] else 0 for one, after in pairwise(figures)]
    marked: dict[int, int] = {}
    for start in range(len(steps) - fewest + 2):
        row = steps[start : start + fewest - 1]
        if row[0] and len({*row}) == 1:
            marked |= dict.fromkeys(range(start, start + fewest), row[0])
    return marked


def _two_of_three(sides: Sequence[int], outer: Sequence[bool]) -> dict[int, int]:
    marked: dict[int, int] = {}
    for start in range(len(sides) - 2):
        three = range(start, start + 3)
        near = [place for place in three if outer[place]]
        if sides[start] and len({sides[place] for place in three}) == 1 and len(near) > 1:
            marked |= dict.fromkeys(near, sides[start])
    return marked


def _marked(*rules: tuple[str, dict[int, int]], number: int) -> list[tuple[str, int]]:
    """Return the first rule that marks each figure, and its direction."""
    return [
        next(((name, marks[place]) for name, marks in rules if marks.get(place)), ("common", 0))
        for place in range(number)
    ]


def _empty(month: str) -> dict[str, Number]:
    nothing = ("people", "low", "high", "middle", "lower", "upper", "mark", "variation")
    return {"from": f"{month}-01", "to": last_day(month), **dict.fromkeys(nothing)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
