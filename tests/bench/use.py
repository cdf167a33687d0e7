"""How often wards of real sizes have a figure, and what their charts find, in simulated wards."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.random import Generator

from bot.privacy.disclosure.coding import code_unit
from bot.privacy.disclosure.rules import Rules
from bot.reporting.series import SeriesPoint
from bot.reporting.spc.p_chart import Proportion, p_chart
from bot.reporting.spc.points import Interval, Signal
from bot.reporting.spc.rules import DEFAULT_SPC_RULES
from bot.reporting.spc.run_chart import MIN_POINTS_FOR_LIMITS, run_chart

SIZES = (6, 9, 13, 22, 25, 40)
STEADY = (0.70, 0.85)
FALLS = ((0.55, 0.30), (0.85, 0.50), (0.70, 0.15))
MONTHS, AFTER, WARDS = 24, 6, 400
ANSWERED = 0.95
"""The part of the people who answer a question."""


def main() -> None:
    """Print a line for each size of ward."""
    chance = np.random.default_rng(1)
    falls = "".join(f"{f'{100 * high:.0f} to {100 * low:.0f} %':>14}" for high, low in FALLS)
    print(f"{WARDS} wards of each size, {MONTHS} months; falls are found within {AFTER} months after them")
    print(
        f"{'people a month':16}{'quarters':>10}" + "".join(f"{f'false, {100 * p:.0f} %':>14}" for p in STEADY) + falls
    )
    for size in SIZES:
        steady = {share: [_ward(size, [share] * MONTHS, chance) for _ in range(WARDS)] for share in STEADY}
        quarters = np.mean([_quarters(series) for series in steady[STEADY[0]]])
        false = "".join(f"{np.mean([_is_marked(series, 0) for series in steady[share]]):14.0%}" for share in STEADY)
        found = "".join(f"{_found(size, fall, chance):14.0%}" for fall in FALLS)
        print(f"{size:<16}{quarters:10.0%}{false}{found}")


def _found(size: int, fall: tuple[float, float], chance: Generator) -> float:
    """Return the part of the wards in which a fall is marked within some months."""
    before, after = fall
    shares = [before] * MONTHS + [after] * AFTER
    return float(np.mean([_is_marked(_ward(size, shares, chance), MONTHS) for _ in range(WARDS)]))


def _ward(size: int, shares: Sequence[float], chance: Generator) -> list[tuple[int, SeriesPoint]]:
    """Return the figures of a ward with the months that they end in, as they would be released."""
    series: list[tuple[int, SeriesPoint]] = []
    waiting = np.zeros(3, int)
    for month, share in enumerate(shares):
        people = chance.poisson(size)
        answered = chance.binomial(people, ANSWERED)
        good = chance.binomial(answered, share)
        waiting += (people, good, answered - good)
        if waiting[0] >= Rules().min_people:
            unit = code_unit({"good": int(waiting[1]), "other": int(waiting[2])}, ("good",), Rules())
            if unit is not None:
                series.append((month, SeriesPoint(str(month), str(month), unit.people, *unit.share)))
            waiting[:] = 0
    return series


def _quarters(series: Iterable[tuple[int, SeriesPoint]]) -> float:
    """Return the part of the quarters in which there is a figure."""
    return len({month // 3 for month, _ in series}) / (MONTHS // 3)


def _is_marked(series: Sequence[tuple[int, SeriesPoint]], since: int) -> bool:
    """Tell whether a point from this month on is marked."""
    counts = [Proportion(point.low, point.high, point.people) for _, point in series]
    if len(counts) < MIN_POINTS_FOR_LIMITS:
        points = run_chart([Interval(one.low / one.whole, one.high / one.whole) for one in counts]).points
    else:
        points = p_chart(counts, DEFAULT_SPC_RULES).points
    return any(
        point.mark.kind is not Signal.COMMON for (month, _), point in zip(series, points, strict=True) if month >= since
    )
