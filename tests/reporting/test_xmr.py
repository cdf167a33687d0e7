"""The XmR chart gives the figures that NHSRplotthedots gives."""

import math
from collections.abc import Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.spc.points import UNMARKED, Interval, Point, PointMark, Signal, exact
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.signals import Limits, first_marks, shifts, trends, two_of_three
from bot.reporting.spc.xmr import mean_moving_range, xmr

SCREENED, UNSCREENED = SpcRules(), SpcRules(screening=False)
ONE_TALL = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
BY_CHANCE = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
]  # fmt: skip
BY_CHANCE_ONE_TALL = [*BY_CHANCE[:14], 10.0, *BY_CHANCE[15:]]
FIGURES = st.lists(st.integers(0, 100).map(float), max_size=40)


def drawn(values: Sequence[float], rules: SpcRules, rebase: Collection[int] = ()) -> tuple[Point, ...]:
    """Return the points of a chart whose limits come from all of its exact figures."""
    return xmr(exact(values), rules, rebase=rebase, baseline=len(values)).points


def marks(points: tuple[Point, ...], kind: Signal) -> list[int]:
    return [place for place, point in enumerate(points) if point.mark.kind is kind]


@pytest.mark.parametrize(
    ("values", "rules", "mean", "lower", "upper"),
    [
        (ONE_TALL, SCREENED, 1.9444, -0.7156, 4.6044),
        (ONE_TALL, UNSCREENED, 1.9444, -3.0626, 6.9515),
        (BY_CHANCE, SCREENED, 0.1416238, -3.01138, 3.294627),
        (BY_CHANCE, UNSCREENED, 0.1416238, -3.01138, 3.294627),
        (BY_CHANCE_ONE_TALL, SCREENED, 0.6694159, -2.383666, 3.722497),
        (BY_CHANCE_ONE_TALL, UNSCREENED, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_average_and_limits_are_those_of_nhsrplotthedots(
    *, values: list[float], rules: SpcRules, mean: float, lower: float, upper: float
) -> None:
    points = drawn(values, rules)

    assert len(points) == len(values)
    for point in points:
        assert (point.mean, point.lower, point.upper) == pytest.approx((mean, lower, upper), abs=6e-5)
    if values is not ONE_TALL:
        assert (points[0].mean, points[0].lower, points[0].upper) == pytest.approx((mean, lower, upper), rel=1e-6)


@pytest.mark.parametrize("rules", [SCREENED, UNSCREENED])
def test_a_figure_beyond_a_limit_is_outside(rules: SpcRules) -> None:
    assert marks(drawn(ONE_TALL, rules), Signal.OUTSIDE) == [4]


def test_a_jump_of_exactly_the_largest_usual_size_is_left_out() -> None:
    # Jumps 0, 0, 0 and 4 average 1; 4 is too large, and so are all that are not below 3.267.
    assert mean_moving_range([5, 5, 5, 5, 9], screening=True) == 0
    assert mean_moving_range([5, 5, 5, 5, 9], screening=False) == 1


def test_figures_that_are_all_alike_lie_on_average_and_limits_and_none_is_marked() -> None:
    for value in (0.1, 1 / 3, 70.7, 0.0):
        points = drawn([value] * 20, SCREENED)

        assert set(points) == {Point(Interval(value, value), value, value, value)}


def test_eight_on_one_side_are_a_shift_and_all_of_them_are_marked() -> None:
    assert shifts([1] * 8 + [-1], 7) == dict.fromkeys(range(8), 1)
    assert shifts([-1] * 8 + [1], 7) == dict.fromkeys(range(8), -1)
    assert shifts([-1] + [1] * 8 + [-1], 7) == dict.fromkeys(range(1, 9), 1)


@pytest.mark.parametrize("sides", [[], [1] * 6, [1] * 6 + [-1], [1] * 6 + [0] + [1] * 6, [0] * 9])
def test_six_on_one_side_or_any_on_the_average_are_no_shift(sides: list[int]) -> None:
    assert shifts(sides, 7) == {}


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([], []),
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], range(7)),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], range(1, 8)),
        ([7, 6, 5, 4, 3, 2, 1], range(7)),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], range(1, 8)),
        ([5] * 9, []),
    ],
)
def test_seven_that_only_rise_or_only_fall_are_a_trend(values: list[float], places: list[int]) -> None:
    assert set(trends(exact(values), 7)) == set(places)


@pytest.mark.parametrize(
    ("close", "places"),
    [
        ([], []),
        ([0, 0, 0], []),
        ([1, 0, 1], [0, 2]),
        ([0, 1, 1], [1, 2]),
        ([1, 1, 0], [0, 1]),
        ([0, 0, 1, 0, 1, 0, 0], [2, 4]),
        ([0, 0, 1, 1, 0, 0, 0], [2, 3]),
        ([1, 0, 0, 1], []),
        ([1, 0, 0, 1, 1], [3, 4]),
        ([1, 1], []),
    ],
)
def test_of_two_in_three_close_to_a_limit_those_two_are_marked(close: list[int], places: list[int]) -> None:
    flags = [bool(each) for each in close]

    assert two_of_three([1] * len(close), flags) == dict.fromkeys(places, 1)
    assert two_of_three([-1] * len(close), flags) == dict.fromkeys(places, -1)


def test_two_close_to_opposite_limits_or_with_a_third_on_the_other_side_are_nothing() -> None:
    assert two_of_three([1, 1, -1], [True, False, True]) == {}
    assert two_of_three([1, -1, 1], [True, False, True]) == {}
    assert two_of_three([1, 0, 1], [True, False, True]) == {}


def test_a_figure_on_a_limit_is_within_and_one_beyond_it_is_not_close() -> None:
    limits = Limits(middle=0, sigma=1)

    assert [limits.outside(value) for value in exact((-3.1, -3, 0, 3, 3.1))] == [True, False, False, False, True]
    assert [limits.close(value) for value in exact((-3.1, -3, -2.1, -2, 2, 2.1, 3, 3.1))] == [
        False, True, True, False, False, True, True, False,
    ]  # fmt: skip


def test_outside_goes_before_trend_before_two_of_three_before_shift() -> None:
    order = (Signal.OUTSIDE, Signal.TREND, Signal.TWO_OF_THREE, Signal.SHIFT)
    signals = {kind: dict.fromkeys(range(number), -1) for number, kind in enumerate(order, 1)}

    assert first_marks(5, signals) == (*(PointMark(kind, -1) for kind in order), UNMARKED)


def test_in_a_long_climb_the_ends_are_outside_and_the_rest_is_a_trend() -> None:
    points = drawn(list(range(11)), SCREENED)

    assert marks(points, Signal.OUTSIDE) == [0, 1, 2, 8, 9, 10]
    assert marks(points, Signal.TREND) == [3, 4, 5, 6, 7]


def test_a_level_that_has_changed_is_a_shift_and_none_after_the_limits_are_worked_out_anew() -> None:
    values = [10, 12] * 4 + [12.5, 14.5] * 4

    assert marks(drawn(values, UNSCREENED), Signal.SHIFT) == list(range(16))

    points = drawn(values, UNSCREENED, [8])
    assert {point.mark for point in points} == {UNMARKED}
    assert {point.mean for point in points[:8]} == {11}
    assert {point.mean for point in points[8:]} == {13.5}


def test_each_segment_is_worked_out_as_if_it_stood_alone() -> None:
    together = drawn([*BY_CHANCE, *ONE_TALL], SCREENED, {20})

    assert together == drawn(BY_CHANCE, SCREENED) + drawn(ONE_TALL, SCREENED)


def test_a_run_may_be_as_long_as_a_trust_says() -> None:
    six = [1, 2, 3, 4, 5, 6, 1, 6]

    assert marks(drawn(six, SpcRules(trend=6)), Signal.TREND) == [0, 1, 2, 3, 4, 5]
    assert marks(drawn(six, SpcRules()), Signal.TREND) == []


def test_one_figure_has_no_limits() -> None:
    assert drawn([], SCREENED) == ()
    assert drawn([4], SCREENED) == (Point(Interval(4, 4), 4),)


def test_limits_come_from_the_first_24_figures_and_then_stay() -> None:
    quiet = [50, 52] * 12
    points = xmr(exact([*quiet, *[90] * 12]), SCREENED).points

    assert {(point.mean, point.lower, point.upper) for point in points} == {(51, 51 - 2.66 * 2, 51 + 2.66 * 2)}
    assert marks(points, Signal.OUTSIDE) == list(range(24, 36))
    rebased = xmr(exact([*quiet, *[90, 92] * 6]), SCREENED, rebase=[24]).points
    assert {point.mean for point in rebased[24:]} == {91}


def test_a_range_counts_as_its_middle_for_average_and_limits() -> None:
    figures = [Interval(40, 60), *exact([60, 40, 60])]

    assert [(p.mean, p.lower, p.upper) for p in xmr(figures, SCREENED).points] == [
        (p.mean, p.lower, p.upper) for p in drawn([50, 60, 40, 60], SCREENED)
    ]


def test_a_range_is_marked_only_if_both_of_its_ends_are() -> None:
    limits = Limits(middle=0, sigma=1)

    assert [limits.outside(Interval(*ends)) for ends in ((3.1, 9), (2.9, 9), (-9, -3.1), (-9, 9))] == [
        True, False, True, False,
    ]  # fmt: skip
    assert [limits.close(Interval(*ends)) for ends in ((2.1, 3), (1.9, 3), (2.1, 3.1), (-3, -2.1))] == [
        True, False, False, True,
    ]  # fmt: skip
    assert [Interval(*ends).side(0) for ends in ((1, 2), (-1, 1), (-2, -1), (0, 2))] == [1, 0, -1, 0]
    rising = [Interval(10 * n, 10 * n + 9) for n in range(7)]
    assert trends(rising, 7) == dict.fromkeys(range(7), 1)
    assert trends([*rising[:3], Interval(25, 39), *rising[4:]], 7) == {}


def test_a_trend_goes_by_rising_or_falling_and_its_turn_belongs_to_what_follows() -> None:
    turning = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]

    assert trends(exact(turning), 7) == {n: 1 if n < 6 else -1 for n in range(13)}


@given(values=FIGURES)
def test_upside_down_the_same_figures_are_marked_in_the_other_direction(values: list[float]) -> None:
    marked = [point.mark for point in drawn(values, SCREENED)]
    turned = [point.mark for point in drawn([-value for value in values], SCREENED)]

    assert turned == [PointMark(kind, -direction) for kind, direction in marked]


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_figure_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        exact([1, value])


@pytest.mark.parametrize("place", [-1, 2])
def test_a_place_outside_the_series_is_refused(place: int) -> None:
    with pytest.raises(ValueError, match="recalculated"):
        drawn([1, 2], SCREENED, [place])


def test_a_run_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="shift"):
        SpcRules(shift=1)
    with pytest.raises(ValueError, match="trend"):
        SpcRules(trend=2)


def test_the_rules_tell_their_numbers() -> None:
    told = SpcRules(shift=8, trend=6).describe()

    assert "6 or more in a row that only rise" in told
    assert "8 or more in a row on one side" in told
    assert "very large jumps do not count" in told
    assert "very large" not in UNSCREENED.describe()
