"""What a chart says: whether its last figure is a change for the better, and whether a target will be met."""

import pytest

from bot.reporting.spc.points import UNMARKED, Point, PointMark, Signal, exact
from bot.reporting.spc.runs import Runs
from bot.reporting.spc.summary import (
    Assurance,
    Better,
    Variation,
    assurance_of,
    describe_runs,
    describe_variation,
    reason,
    variation_of,
)

MARKED = [kind for kind in Signal if kind is not Signal.COMMON]


def point(value: float, lower: float | None = None, upper: float | None = None) -> Point:
    return Point(exact([value])[0], 0, lower, upper)


@pytest.mark.parametrize("kind", MARKED)
@pytest.mark.parametrize(
    ("direction", "better", "variation", "begins"),
    [
        (1, "up", Variation.IMPROVEMENT, "Change for the better"),
        (1, "down", Variation.CONCERN, "Change for the worse"),
        (-1, "up", Variation.CONCERN, "Change for the worse"),
        (-1, "down", Variation.IMPROVEMENT, "Change for the better"),
        (1, None, Variation.CHANGE, "Sign of change"),
        (-1, None, Variation.CHANGE, "Sign of change"),
    ],
)
def test_the_direction_of_a_mark_decides_what_a_change_is(
    *, kind: Signal, direction: int, better: Better | None, variation: Variation, begins: str
) -> None:
    mark = PointMark(kind, direction)

    assert variation_of(mark, better) is variation
    assert describe_variation(mark, better).startswith(f"{begins}: the last figure is ")


def test_every_mark_has_a_reason_of_its_own_in_each_direction() -> None:
    assert len({reason(PointMark(kind, direction)) for kind in MARKED for direction in (1, -1)}) == 2 * len(MARKED)


def test_a_figure_without_a_mark_is_common_cause_variation() -> None:
    assert variation_of(UNMARKED, "up") is Variation.COMMON
    assert describe_variation(UNMARKED, "up").startswith("No sign of change")


@pytest.mark.parametrize(
    ("lower", "upper", "up", "down"),
    [
        (1, 3, Assurance.FAIL, Assurance.PASS),
        (5, 7, Assurance.PASS, Assurance.FAIL),
        (1, 5, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (4, 5, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (3, 4, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
    ],
)
def test_a_target_is_counted_on_as_nhsrplotthedots_does(
    lower: float, upper: float, up: Assurance, down: Assurance
) -> None:
    limited = point(4, lower, upper)

    assert assurance_of(limited, 4, "up") is up
    assert assurance_of(limited, 4, "down") is down
    assert assurance_of(limited, 4, None) is None


def test_without_limits_nothing_is_said_about_a_target() -> None:
    assert assurance_of(point(4), 2, "up") is None


def test_a_run_chart_says_how_its_figures_are_spread_about_the_median() -> None:
    assert describe_runs(UNMARKED, Runs(10, 3, 5), "up").startswith("No sign of change: the longest row on one side")
    assert "crosses the median once (2 or more is usual)" in describe_runs(UNMARKED, Runs(10, 5, 1), "up")
    assert describe_runs(UNMARKED, Runs(10, 5, 1), "up").startswith("Sign of change: ")
    assert describe_runs(UNMARKED, Runs(9, 5, 1), "up").startswith("Too few figures to say whether anything has")


def test_on_a_run_chart_a_marked_figure_comes_first() -> None:
    rising = PointMark(Signal.TREND, 1)
    alone, both = (describe_runs(rising, runs, "up") for runs in (Runs(4, 2, 1), Runs(10, 3, 5)))

    assert alone == describe_variation(rising, "up")
    assert both.startswith(alone)
    assert "Apart from that, no sign: " in both
