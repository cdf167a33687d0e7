"""What a chart says in a sentence."""

import pytest

from bot.reporting.spc.points import Point, Signal
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.run_chart import run_chart
from bot.reporting.spc.runs import Runs
from bot.reporting.spc.summary import Better, assurance, run_variation, variation
from bot.reporting.spc.xmr import xmr

HIGH, LOW, ON = (Point(value, 50, 30, 70, Signal.TREND) for value in (60, 40, 50))


@pytest.mark.parametrize(
    ("point", "better", "begins"),
    [
        (HIGH, "up", "Change for the better"),
        (HIGH, "down", "Change for the worse"),
        (LOW, "up", "Change for the worse"),
        (LOW, "down", "Change for the better"),
        (HIGH, None, "Sign of change"),
        (LOW, None, "Sign of change"),
        (ON, "up", "Sign of change"),
    ],
)
def test_the_side_of_the_last_figure_decides_what_a_change_is(point: Point, better: Better | None, begins: str) -> None:
    assert variation([Point(1, 2), point], better).startswith(f"{begins}: ")


@pytest.mark.parametrize("kind", [each for each in Signal if each is not Signal.COMMON])
def test_every_mark_has_its_reason_told(kind: Signal) -> None:
    assert variation([Point(60, 50, 30, 70, kind)], "up").endswith(".")


def test_only_the_last_figure_decides_and_gaps_after_it_do_not() -> None:
    points = xmr([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, None], SpcRules()).points

    assert points[4].kind is Signal.OUTSIDE
    assert variation(points, "up").startswith("No sign of change")
    assert "outside" in variation([*points[:5], Point(None, None)], "up")


def test_without_figures_there_is_nothing_to_say() -> None:
    assert variation([], "up") == "There are no figures yet."
    assert variation([Point(None, None)], None) == "There are no figures yet."
    assert assurance([], 5, "up") is None


@pytest.mark.parametrize(
    ("lower", "upper", "up", "down"),
    [(1, 3, "not be met", "will be met:"), (5, 7, "will be met:", "not be met"), (1, 5, "at some", "at some")],
)
def test_a_target_is_counted_on_as_nhsrplotthedots_does(lower: float, upper: float, up: str, down: str) -> None:
    points = [Point(4, (lower + upper) / 2, lower, upper)]

    assert up in str(assurance(points, 4, "up"))
    assert down in str(assurance(points, 4, "down"))
    assert assurance(points, 4, None) is None


def test_a_target_on_a_limit_is_met_at_times() -> None:
    assert "at some times" in str(assurance([Point(4, 4, 3, 5)], 3, "up"))
    assert "at some times" in str(assurance([Point(4, 4, 3, 5)], 5, "up"))


def test_the_last_limits_decide_about_a_target() -> None:
    wide, low, high = Point(2, 4, 1, 5), Point(2, 2, 1, 3), Point(6, 6, 5, 7)

    assert "at some times" in str(assurance([low, high, wide], 4, "down"))
    assert "will be met" in str(assurance([high, wide, low], 4, "down"))
    assert "not be met" in str(assurance([wide, low, high], 4, "down"))


def test_without_limits_nothing_is_said_about_a_target() -> None:
    assert assurance(run_chart([1, 2, 3]).points, 2, "up") is None


def test_a_target_is_told_with_its_unit() -> None:
    assert "the target of 80% will be met" in str(assurance([Point(90, 90, 85, 95)], 80, "up", unit="%"))


def test_a_run_chart_says_how_its_figures_lie_about_the_median() -> None:
    plain = [Point(60, 50)]

    assert run_variation(plain, Runs(10, 3, 5), "up").startswith("No sign of change: the longest row on one side")
    assert "crosses the median once (2 or more is usual)" in run_variation(plain, Runs(10, 5, 1), "up")
    assert run_variation(plain, Runs(10, 5, 1), "up").startswith("Sign of change: ")
    assert run_variation(plain, Runs(9, 5, 1), "up").startswith("Too few figures to say whether anything has changed")


def test_on_a_run_chart_a_marked_figure_is_told_first() -> None:
    assert run_variation([HIGH], Runs(4, 2, 1), "up") == variation([HIGH], "up")
    told = run_variation([HIGH], Runs(10, 3, 5), "up")
    assert told.startswith(variation([HIGH], "up"))
    assert "Apart from that, no sign: " in told
    assert run_variation([], Runs(0, 0, 0), "up") == "There are no figures yet."
