"""The p chart, for proportions of varying numbers of answers."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.spc.p_chart import Proportion, p_chart
from bot.reporting.spc.points import Point, Signal
from bot.reporting.spc.rules import SpcRules

RULES = SpcRules()
PAIRS = st.integers(1, 30).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def drawn(pairs: Sequence[tuple[int, int]], baseline: int = 30) -> tuple[Point, ...]:
    """Return the points of a chart of exact counts, each of how many."""
    return p_chart([Proportion(part, part, whole) for part, whole in pairs], RULES, baseline=baseline).points


def test_the_centre_is_that_of_all_answers_together() -> None:
    points = drawn([(9, 10), (10, 90)])

    assert [point.mean for point in points] == [0.19, 0.19]
    assert [point.figure.middle for point in points] == [0.9, 10 / 90]


def test_the_fewer_answers_the_wider_the_limits() -> None:
    points = drawn([(50, 100), (200, 400)])

    assert (points[0].lower, points[0].upper) == pytest.approx((0.5 - 0.15, 0.5 + 0.15))
    assert (points[1].lower, points[1].upper) == pytest.approx((0.5 - 0.075, 0.5 + 0.075))


def test_limits_end_at_none_and_all() -> None:
    points = drawn([(1, 10), (1, 10), (9, 10), (9, 10), (19, 20)])

    for point in points:
        assert point.lower is not None
        assert point.upper is not None
        assert 0 <= point.lower < 0.5 < point.upper <= 1
    assert points[0].upper == 1


def test_the_same_proportion_can_be_outside_for_many_and_usual_for_few() -> None:
    points = drawn([*[(500, 1000)] * 8, (7, 10), (700, 1000)])

    assert [point.mark.kind for point in points[8:]] == [Signal.COMMON, Signal.OUTSIDE]


def test_two_of_three_goes_by_two_standard_errors_of_each() -> None:
    points = drawn([*[(40, 100), (60, 100)] * 9, (63, 100), (64, 100)])

    assert [place for place, point in enumerate(points) if point.mark.kind is Signal.TWO_OF_THREE] == [18, 19]


def test_runs_are_marked_as_on_an_xmr_chart() -> None:
    rising = drawn([(40 + step, 100) for step in range(8)])
    shifted = drawn([(48, 100)] * 7 + [(52, 100)] * 7)

    assert {point.mark.kind for point in rising} == {Signal.TREND}
    assert {point.mark.kind for point in shifted} == {Signal.SHIFT}


def test_nobody_and_everybody_are_not_marked() -> None:
    for part in (0, 7):
        assert {point.mark.kind for point in drawn([(part, 7)] * 12)} == {Signal.COMMON}


def test_the_centre_begins_anew_where_it_is_told_to() -> None:
    points = p_chart([Proportion(1, 1, 10), Proportion(9, 9, 10)], RULES, rebase=[1]).points

    assert [point.mean for point in points] == [0.1, 0.9]


def test_the_centre_comes_from_the_first_24_and_then_stays() -> None:
    points = drawn([(5, 10)] * 24 + [(10, 10)] * 6, baseline=24)

    assert {point.mean for point in points} == {0.5}
    assert {point.mark.kind for point in points[24:]} == {Signal.OUTSIDE}


def test_a_range_counts_as_its_middle_for_the_centre() -> None:
    points = p_chart([Proportion(8, 10, 10), Proportion(1, 1, 10)], RULES).points

    assert [point.mean for point in points] == [0.5, 0.5]
    assert points[0].figure == (0.8, 1.0)


def test_a_range_is_marked_only_if_both_of_its_ends_are() -> None:
    usual = [Proportion(50, 50, 100)] * 24
    within, outside = (
        p_chart([*usual, coded], RULES).points[-1] for coded in (Proportion(0, 36, 100), Proportion(0, 34, 100))
    )

    assert within.lower == pytest.approx(0.35)
    assert (within.mark.kind, outside.mark) == (Signal.COMMON, (Signal.OUTSIDE, -1))


@given(pairs=st.lists(PAIRS, max_size=30))
def test_every_proportion_and_limit_is_between_none_and_all(pairs: list[tuple[int, int]]) -> None:
    points = drawn(pairs)

    assert len(points) == len(pairs)
    for (_, whole), point in zip(pairs, points, strict=True):
        value = point.figure.middle
        assert all(0 <= number <= 1 for number in (value, point.mean, point.lower, point.upper) if number is not None)
        error = math.sqrt(point.mean * (1 - point.mean) / whole)
        far = abs(value - point.mean) - 3 * error
        assert (point.mark.kind is Signal.OUTSIDE) == (far > 0) or abs(far) < 1e-9


@pytest.mark.parametrize("counts", [(3, 3, 2), (-1, 0, 2), (2, 1, 2), (0, 0, 0)])
def test_what_is_no_part_of_a_whole_is_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="proportion"):
        p_chart([Proportion(*counts)], RULES)


def test_the_chart_tells_its_rules_and_nothing_of_jumps() -> None:
    told = p_chart([], SpcRules(shift=8)).describe()

    assert "8 or more" in told
    assert "jump" not in told
