"""An independent tool works out the same averages, limits and figures beyond them."""

import pytest
import statprocon
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.spc.points import Point, Signal, exact
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.xmr import xmr


def drawn(values: list[int]) -> tuple[Point, ...]:
    return xmr(exact(values), SpcRules(screening=False), baseline=len(values)).points


@given(values=st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_statprocon_works_out_the_same_average_and_limits(values: list[int]) -> None:
    theirs = statprocon.XmR(values)
    ours = drawn(values)

    for point, middle, lower, upper in zip(
        ours,
        theirs.x_central_line(),
        theirs.lower_natural_process_limit(),
        theirs.upper_natural_process_limit(),
        strict=True,
    ):
        # It rounds to three places, and the limits are worked out from what is rounded.
        assert point.mean == pytest.approx(float(middle), abs=0.001)
        assert point.lower == pytest.approx(float(lower), abs=0.005)
        assert point.upper == pytest.approx(float(upper), abs=0.005)


@given(values=st.lists(st.integers(0, 20), min_size=2, max_size=40))
def test_statprocon_finds_the_same_figures_beyond_the_limits(values: list[int]) -> None:
    beyond = statprocon.XmR(values).rule_1_x_indices_beyond_limits()
    upper = next(iter(statprocon.XmR(values).upper_natural_process_limit()))
    lower = next(iter(statprocon.XmR(values).lower_natural_process_limit()))

    for value, theirs, point in zip(values, beyond, drawn(values), strict=True):
        on_a_limit = min(abs(value - float(upper)), abs(value - float(lower))) < 0.01
        assert on_a_limit or bool(theirs) == (point.mark.kind is Signal.OUTSIDE)
