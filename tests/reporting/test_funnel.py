"""Funnel plots: exact binomial limits, and wards beyond them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from bot.engine.ids import FlowId
from bot.privacy.disclosure.coding import Told
from bot.reporting.figures import EVERYBODY, SERVICE, Figure
from bot.reporting.funnel import ALARM, WARNING, Distance, funnel_of, limits


def figures(**wards: tuple[int, int, int]) -> list[Figure]:
    """Return how many of each ward answered, and from how many to how many positively; and of all together."""
    listed = [
        Figure(FlowId("patient"), "rights", SERVICE, ward, "2026-03", people, Told(low, high), {})
        for ward, (people, low, high) in wards.items()
    ]
    people, low, high = (sum(column) for column in zip(*wards.values(), strict=True))
    return [*listed, Figure(FlowId("patient"), "rights", EVERYBODY, "", "2026-03", people, Told(low, high), {})]


@given(st.integers(1, 400), st.floats(0.02, 0.98), st.sampled_from([WARNING, ALARM]))
def test_limits_are_between_a_binomial_quantile_and_the_count_below_it(people: int, share: float, tail: float) -> None:
    for limit, probability in zip(limits(people, share, tail), (tail, 1 - tail), strict=True):
        quantile = float(binom.ppf(probability, people, share))

        assert max(0, quantile - 1) - 1e-6 <= limit * people <= quantile + 1e-6


@given(st.integers(10, 400), st.floats(0.1, 0.9))
def test_the_limits_of_99_8_per_cent_are_outside_those_of_95(people: int, share: float) -> None:
    (low, high), (lowest, highest) = limits(people, share, WARNING), limits(people, share, ALARM)

    assert lowest <= low < share < high <= highest or people * share < 5 or people * (1 - share) < 5


@pytest.mark.parametrize(
    ("coded", "distance"),
    [((100, 30, 30), Distance.BEYOND_998), ((100, 30, 70), Distance.USUAL), ((100, 70, 70), Distance.USUAL)],
)
def test_a_ward_is_beyond_a_limit_only_if_its_whole_range_is(coded: tuple[int, int, int], distance: Distance) -> None:
    funnel = funnel_of(figures(willow=coded, oak=(400, 290, 290), elm=(400, 280, 280)), "rights")

    assert funnel is not None
    assert {ward.code: ward.distance for ward in funnel.wards}["willow"] is distance
    assert funnel.beyond(Distance.BEYOND_998, -1) == (["willow"] if distance else [])


def test_two_wards_are_no_funnel() -> None:
    assert funnel_of(figures(willow=(100, 30, 30), oak=(400, 290, 290)), "rights") is None
