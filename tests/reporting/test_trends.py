"""Charts of releases: gaps where figures are held back, limits where there are enough, and a new start at a change."""

import pytest

from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.flows.library import Library
from bot.reporting.figures import SERVICE, Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.trends import good_answers, trend

PATIENT = FlowId("patient")


def release(number: int, **counts: int | None) -> tuple[Release, list[Figure]]:
    period = f"{2025 + number // 12}-{number % 12 + 1:02}"
    rights = {"yes": 20, "partly": 15, "no": None, "not-sure": None} | counts
    figures = [
        Figure(PATIENT, "rights", (), (), period, 40, rights),
        Figure(PATIENT, "rights", (SERVICE,), ("willow",), period, 20, {"yes": 10, "partly": None}),
        Figure(PATIENT, "overall", (), (), period, 40, {"very-good": 10, "good": 20, "poor": 0}),
    ]
    return Release(number, period, "the rules", ""), figures


@pytest.fixture
def labels(library: Library) -> Labels:
    return Labels(library.flows[PATIENT], {"willow": "Willow Ward"})


def test_of_the_friends_and_family_test_two_answers_are_good_and_else_the_one_with_the_highest_score(
    labels: Labels,
) -> None:
    assert good_answers(labels, "overall") == ("very-good", "good")
    assert good_answers(labels, "rights") == ("yes",)
    with pytest.raises(SaysoError, match="There is no chart of “easy-to-use”"):
        good_answers(labels, "easy-to-use")


def test_few_releases_make_a_run_chart_and_many_one_with_limits(labels: Labels) -> None:
    few = trend(labels, [release(number) for number in range(11)], "rights")
    many = trend(labels, [release(number) for number in range(12)], "rights")
    assert (few.middle, few.points[0].lower) == ("Median", None)
    assert (many.middle, many.points[0].value) == ("Average", 50)
    assert many.points[0].lower is not None
    assert "the rules" in many.notes


def test_what_is_held_back_is_a_gap(labels: Labels) -> None:
    chart = trend(labels, [release(0), release(1, yes=None), release(2)], "rights")
    assert [point.value for point in chart.points] == [50, None, 50]
    nobody = trend(labels, [release(0)], "rights", service="oak")
    assert [point.value for point in nobody.points] == [None]


def test_a_ward_has_a_chart_of_its_own_with_its_name(labels: Labels) -> None:
    chart = trend(labels, [release(0), release(1)], "rights", service="willow")
    assert chart.title.endswith("– Willow Ward")
    assert [point.value for point in chart.points] == [50, 50]


def test_a_change_is_marked_and_the_chart_begins_anew_there(labels: Labels) -> None:
    before, after = [release(number) for number in range(12)], [release(number, yes=40) for number in range(12, 24)]
    chart = trend(labels, [*before, *after], "rights", changes=[("2026-01", "Easier words"), ("1999-01", "Long ago")])
    assert chart.changes == ((12, "Easier words"),)
    assert (chart.points[11].mean, chart.points[12].mean) == (50, 100)
