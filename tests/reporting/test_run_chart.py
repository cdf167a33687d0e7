"""The run chart, for series too short for limits."""

from collections.abc import Collection, Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.spc.points import UNMARKED, Interval, Point, PointMark, Signal, exact
from bot.reporting.spc.run_chart import RunChart, run_chart
from bot.reporting.spc.runs import Runs


def drawn(values: Sequence[float], rebase: Collection[int] = ()) -> RunChart:
    return run_chart(exact(values), rebase=rebase)


def marks(values: Sequence[float], kind: Signal) -> list[int]:
    return [place for place, point in enumerate(drawn(values).points) if point.mark.kind is kind]


def test_every_figure_has_the_median_and_no_limits() -> None:
    points = drawn([4, 1, 3, 2]).points

    assert points == tuple(Point(Interval(value, value), 2.5) for value in (4, 1, 3, 2))


def test_a_row_on_one_side_that_is_longer_than_chance_makes_likely_is_marked() -> None:
    assert marks([1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8], Signal.SHIFT) == []
    assert marks([1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9], Signal.SHIFT) == list(range(16))
    # Of 18 figures, 7 in a row may well be; here the row of nine above the median is in two parts.
    assert marks([1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 1, 9, 8, 9, 8], Signal.SHIFT) == list(range(8))


def test_a_figure_on_the_median_neither_counts_nor_ends_a_row() -> None:
    # The median is 5: four below, it, and four more below.
    row: list[float] = [1, 2, 1, 2, 5, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9]
    assert marks(row, Signal.SHIFT) == [place for place in range(17) if place != 4]
    assert drawn(row).runs == Runs(16, 8, 1)


@given(values=st.lists(st.integers(0, 9).map(float), max_size=11))
def test_of_fewer_figures_than_limits_take_none_is_in_a_row_that_is_too_long_since_half_are_on_either_side(
    values: list[float],
) -> None:
    assert marks([*values], Signal.SHIFT) == []


def test_ten_figures_below_the_median_and_then_above_it_are_a_sign_of_change() -> None:
    assert drawn([1, 2, 1, 2, 1, 8, 9, 8, 9, 8]).runs.unusual
    assert not drawn([1, 2, 1, 8, 1, 2, 9, 8, 9, 8]).runs.unusual
    assert not drawn([1, 2, 1, 2, 8, 9, 8, 9]).runs.unusual, "of eight nothing is said"


def test_the_rule_says_from_how_many_figures_on_and_with_which_numbers() -> None:
    few, enough = drawn([1, 2, 3]).describe(), drawn([1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9]).describe()

    assert "judged from 10 figures on" in few
    assert "Of 12 figures" in enough
    assert "more than 7 in a row" in enough
    assert "fewer than 3 times" in enough


def test_the_runs_are_those_of_the_last_segment() -> None:
    assert drawn([1, 2, 1, 5, 6, 7], rebase=[3]).runs == Runs(2, 1, 1)
    assert drawn([]).runs == Runs(0, 0, 0)


def test_five_that_only_rise_or_only_fall_are_a_trend() -> None:
    assert marks([3, 1, 2, 3, 4, 5, 1], Signal.TREND) == [1, 2, 3, 4, 5]
    assert marks([3, 5, 4, 3, 2, 1, 3], Signal.TREND) == [1, 2, 3, 4, 5]
    assert marks([3, 1, 2, 3, 4, 1], Signal.TREND) == []


def test_of_like_figures_in_a_row_only_the_first_counts_towards_a_trend() -> None:
    assert marks([1, 1, 2, 3, 3, 3, 4, 5], Signal.TREND) == [0, 2, 3, 6, 7]
    assert marks([1, 2, 3, 3, 4], Signal.TREND) == []


def test_figures_that_are_all_alike_are_not_marked() -> None:
    assert {point.mark for point in drawn([0.1] * 11).points} == {UNMARKED}


def test_medians_begin_anew_where_they_are_told_to() -> None:
    points = drawn([1, 2, 3, 7, 8], rebase=[3]).points

    assert [point.mean for point in points] == [2, 2, 2, 7.5, 7.5]


def test_the_median_comes_from_the_first_24_figures_and_then_stays() -> None:
    chart = drawn([1, 3] * 12 + [9] * 12)

    assert {point.mean for point in chart.points} == {2}
    assert {point.mark for point in chart.points[24:]} == {PointMark(Signal.SHIFT, 1)}


def test_a_range_across_the_median_ends_a_row_and_one_on_a_side_is_part_of_it() -> None:
    below, above = [1.0, 2.0] * 4, [8.0, 9.0] * 4
    whole = run_chart([*exact([*below, 1]), Interval(7, 9), *exact(above)])
    torn = run_chart([*exact(below), Interval(2, 9), *exact(above[:4]), Interval(0, 9), *exact(above[4:])])

    assert whole.runs == Runs(18, 9, 1)
    assert torn.runs == Runs(16, 8, 4)
    assert {point.mark.kind for point in torn.points[9:]} == {Signal.COMMON}
    assert {point.mark for point in torn.points[:8]} == {PointMark(Signal.SHIFT, -1)}
