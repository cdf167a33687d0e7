"""Runs about the median: the numbers are those that Anhøj and Olesen give."""

import random

import pytest
from scipy.stats import binom

from bot.reporting.spc.runs import Runs, fewest_likely_crossings, longest_likely_run, runs_of


@pytest.mark.parametrize(
    ("figures", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (15, 7, 4), (16, 7, 4), (20, 7, 6), (22, 7, 7), (23, 8, 7), (24, 8, 8), (30, 8, 10)],
)
def test_the_numbers_are_those_of_the_table(*, figures: int, longest: int, crossings: int) -> None:
    assert (longest_likely_run(figures), fewest_likely_crossings(figures)) == (longest, crossings)


@pytest.mark.parametrize("figures", range(1, 301))
def test_crossings_are_the_fifth_percentile_of_the_binomial_distribution(figures: int) -> None:
    assert fewest_likely_crossings(figures) == binom.ppf(0.05, figures - 1, 0.5)


def test_a_row_that_is_too_long_or_too_few_crossings_are_unusual_and_what_is_at_the_number_is_not() -> None:
    assert not Runs(24, 8, 8).unusual
    assert Runs(24, 9, 8).unusual
    assert Runs(24, 8, 7).unusual
    assert not Runs(9, 9, 0).unusual, "too few to say anything"


def test_figures_on_the_median_do_not_count() -> None:
    assert runs_of([0, 1, 0, 1, -1, 0]) == Runs(3, 2, 1)
    assert runs_of([0, 0]) == runs_of([]) == Runs(0, 0, 0)


def test_by_chance_alone_about_one_line_in_fifteen_is_unusual() -> None:
    chance = random.Random(6)
    lines = [runs_of([chance.choice((-1, 1)) for _ in range(24)]) for _ in range(4000)]

    assert 0.04 < sum(line.unusual for line in lines) / len(lines) < 0.10
