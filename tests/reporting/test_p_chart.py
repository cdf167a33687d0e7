"""The p chart, for proportions of varying numbers of answers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.spc.p_chart import p_chart
from bot.reporting.spc.points import Point, Signal
from bot.reporting.spc.rules import SpcRules

RULES = SpcRules()
PAIRS = st.integers(0, 30).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def test_the_centre_is_that_of_all_answers_together() -> None:
    points = p_chart([(9, 10), (10, 90)], RULES).points

    assert [point.mean for point in points] == [0.19, 0.19]
    assert [point.value for point in points] == [0.9, 10 / 90]


def test_the_fewer_answers_the_wider_the_limits() -> None:
    points = p_chart([(50, 100), (200, 400)], RULES).points

    assert (points[0].lower, points[0].upper) == pytest.approx((0.5 - 0.15, 0.5 + 0.15))
    assert (points[1].lower, points[1].upper) == pytest.approx((0.5 - 0.075, 0.5 + 0.075))


def test_limits_end_at_none_and_all() -> None:
    points = p_chart([(1, 10), (1, 10), (9, 10), (9, 10), (19, 20)], RULES).points

    for point in points:
        assert point.lower is not None
        assert point.upper is not None
        assert 0 <= point.lower < 0.5 < point.upper <= 1
    assert points[0].upper == 1


def test_the_same_proportion_can_be_outside_for_many_and_usual_for_few() -> None:
    points = p_chart([*[(500, 1000)] * 8, (7, 10), (700, 1000)], RULES).points

    assert [point.kind for point in points[8:]] == [Signal.COMMON, Signal.OUTSIDE]


def test_two_of_three_goes_by_two_standard_errors_of_each() -> None:
    points = p_chart([*[(40, 100), (60, 100)] * 9, (63, 100), (64, 100)], RULES).points

    assert [place for place, point in enumerate(points) if point.kind is Signal.TWO_OF_THREE] == [18, 19]


def test_runs_are_marked_as_on_an_xmr_chart() -> None:
    rising = p_chart([(40 + step, 100) for step in range(8)], RULES).points
    shifted = p_chart([(48, 100)] * 7 + [(52, 100)] * 7, RULES).points

    assert {point.kind for point in rising} == {Signal.TREND}
    assert {point.kind for point in shifted} == {Signal.SHIFT}


def test_nobody_and_everybody_are_not_marked() -> None:
    for part in (0, 7):
        assert {point.kind for point in p_chart([(part, 7)] * 12, RULES).points} == {Signal.COMMON}


def test_a_month_without_answers_is_a_gap_without_limits() -> None:
    points = p_chart([(1, 2), None, (0, 0)], RULES).points

    assert points[1:] == (Point(None, 0.5), Point(None, 0.5))
    assert p_chart([None, (0, 0)], RULES).points == (Point(None, None),) * 2


def test_the_centre_begins_anew_where_it_is_told_to() -> None:
    points = p_chart([(1, 10), (9, 10)], RULES, rebase=[1]).points

    assert [point.mean for point in points] == [0.1, 0.9]


@given(pairs=st.lists(st.none() | PAIRS, max_size=30))
def test_every_proportion_and_limit_is_between_none_and_all(pairs: list[tuple[int, int] | None]) -> None:
    points = p_chart(pairs, RULES).points

    assert len(points) == len(pairs)
    for pair, point in zip(pairs, points, strict=True):
        assert (point.value is None) == (pair is None or pair[1] == 0)
        assert all(0 <= each <= 1 for each in (point.value, point.mean, point.lower, point.upper) if each is not None)
        if point.value is not None and point.mean is not None:
            error = math.sqrt(point.mean * (1 - point.mean) / (pair or (0, 1))[1])
            far = abs(point.value - point.mean) - 3 * error
            assert (point.kind is Signal.OUTSIDE) == (far > 0) or abs(far) < 1e-9


@pytest.mark.parametrize("pair", [(3, 2), (-1, 2), (0, -1)])
def test_a_pair_that_is_no_part_of_a_whole_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="pair"):
        p_chart([pair], RULES)


def test_the_chart_tells_its_rules_and_nothing_of_jumps() -> None:
    told = p_chart([], SpcRules(shift=8)).describe()

    assert "8 or more" in told
    assert "jump" not in told
