"""Shares over several releases: counts released as ranges stay ranges, and intervals allow for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.intervals import difference, wilson
from bot.reporting.shares import Share

EXACT, CODED = Share(40, 30, 30), Share(22, 20, 22)


def test_a_sum_with_a_range_is_a_range() -> None:
    assert Share(62, 50, 52) == EXACT + CODED
    assert (EXACT + CODED).in_words() == "81% to 84%"


def test_the_interval_of_a_range_goes_from_that_of_its_lower_to_that_of_its_upper_end() -> None:
    assert CODED.interval == (wilson(20, 22)[0], wilson(22, 22)[1])


@given(st.integers(10, 60), st.data())
def test_a_difference_allows_for_every_count_that_a_range_may_hide(people: int, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, people))
    high = data.draw(st.integers(low, people))
    count = data.draw(st.integers(low, high))
    lowest, highest = Share(people, low, high).less(EXACT)
    exact = difference((count, people), (30, 40))

    assert lowest <= exact[0] + 1e-12
    assert exact[1] - 1e-12 <= highest


@pytest.mark.parametrize(("share", "words"), [(Share(40, 23, 23), "58%"), (Share(12, 0, 2), "17% or less")])
def test_a_share_reads_as_whole_per_cent_halves_up(share: Share, words: str) -> None:
    assert share.in_words() == words
