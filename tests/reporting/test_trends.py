"""Charts of releases: gaps where figures are held back, limits where there are enough, and a new start at a change."""

import pytest

from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.flows.library import Library
from bot.privacy.disclosure.rules import Rules
from bot.reporting.figures import SERVICE, Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.measures import ChartMeasure, good_answers
from bot.reporting.spc.points import Signal
from bot.reporting.spc.rules import SpcRules
from bot.reporting.trends import ChartRequest, trend

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
    few = trend(labels, [release(number) for number in range(11)], ChartRequest("rights"))
    many = trend(labels, [release(number) for number in range(12)], ChartRequest("rights"))
    assert (few.middle, few.points[0].lower) == ("Median", None)
    assert (many.middle, many.points[0].value) == ("Average", 50)
    assert many.points[0].lower is not None
    assert "the rules" in many.notes


def test_what_is_held_back_is_a_gap(labels: Labels) -> None:
    chart = trend(labels, [release(0), release(1, yes=None), release(2)], ChartRequest("rights"))
    assert [point.value for point in chart.points] == [50, None, 50]
    nobody = trend(labels, [release(0)], ChartRequest("rights", service="oak"))
    assert [point.value for point in nobody.points] == [None]


def test_a_ward_has_a_chart_of_its_own_with_its_name(labels: Labels) -> None:
    chart = trend(labels, [release(0), release(1)], ChartRequest("rights", service="willow"))
    assert chart.title.endswith("– Willow Ward")
    assert [point.value for point in chart.points] == [50, 50]


def test_a_change_is_marked_and_the_chart_begins_anew_there(labels: Labels) -> None:
    before, after = [release(number) for number in range(12)], [release(number, yes=40) for number in range(12, 24)]
    chart = trend(
        labels,
        [*before, *after],
        ChartRequest("rights"),
        changes=[("2026-01", "Easier words"), ("1999-01", "Long ago")],
    )
    assert chart.changes == ((12, "Easier words"),)
    assert (chart.points[11].mean, chart.points[12].mean) == (50, 100)


def test_of_people_too_few_for_a_percentage_there_is_a_gap(labels: Labels) -> None:
    series = [release(0), release(1)]
    stricter = Rules(percent_from=25)

    assert [point.value for point in trend(labels, series, ChartRequest("rights", service="willow")).points] == [50, 50]
    chart = trend(labels, series, ChartRequest("rights", service="willow"), rules=stricter)
    assert [point.value for point in chart.points] == [None, None]
    assert chart.sizes == (None, None)


def test_each_share_is_shown_with_what_it_is_a_share_of(labels: Labels) -> None:
    chart = trend(labels, [release(0), release(1, yes=None)], ChartRequest("rights"))

    assert chart.sizes == (40, None)


def people(number: int, answered: int) -> tuple[Release, list[Figure]]:
    made, _ = release(number)
    return made, [Figure(PATIENT, "rights", (), (), made.period, answered, {"yes": None})]


def test_how_many_people_answered_is_a_chart_of_single_figures(labels: Labels) -> None:
    series = [people(number, 40 + 5 * (number % 2)) for number in range(12)]
    chart = trend(labels, series, ChartRequest("rights", of=ChartMeasure.PEOPLE))

    assert chart.title.startswith("How many people answered “")
    assert (chart.points[0].value, chart.points[0].mean, chart.middle) == (40, 42.5, "Average")
    assert (chart.points[0].lower, chart.points[0].upper) == pytest.approx((42.5 - 2.66 * 5, 42.5 + 2.66 * 5))
    assert "very large jumps do not count" in chart.rule
    assert chart.sizes == ()
    assert trend(labels, series[:11], ChartRequest("rights", of=ChartMeasure.PEOPLE)).middle == "Median"


def test_more_people_are_not_better_in_themselves(labels: Labels) -> None:
    series = [*(people(number, 40 + 5 * (number % 2)) for number in range(12)), people(12, 200)]
    chart = trend(labels, series, ChartRequest("rights", of=ChartMeasure.PEOPLE))

    assert chart.summary[0].startswith("Sign of change: the last figure is above")


def test_the_lower_limit_of_people_ends_at_none(labels: Labels) -> None:
    series = [people(number, 10 + 50 * (number % 2)) for number in range(12)]
    chart = trend(labels, series, ChartRequest("rights", of=ChartMeasure.PEOPLE))

    assert {point.lower for point in chart.points} == {0}


def test_people_are_charted_of_questions_without_good_answers_too(labels: Labels) -> None:
    assert trend(labels, [release(0)], ChartRequest("easy-to-use", of=ChartMeasure.PEOPLE)).title.startswith("How many")
    with pytest.raises(SaysoError, match=r"There is no chart of “lunch”\. There are: overall"):
        trend(labels, [release(0)], ChartRequest("lunch", of=ChartMeasure.PEOPLE))


def test_the_rules_that_are_set_are_those_that_mark_and_they_are_told(labels: Labels) -> None:
    series = [release(number, yes=20 if number < 8 else 25) for number in range(14)]
    usual, shorter = (
        trend(labels, series, ChartRequest("rights"), spc=rules) for rules in (SpcRules(shift=9), SpcRules(shift=6))
    )

    assert usual.points[-1].kind is Signal.COMMON
    assert shorter.points[-1].kind is Signal.SHIFT
    assert "one of 9 or more in a row on one side" in usual.rule
    assert "one of 6 or more in a row on one side" in shorter.rule
    counted = trend(labels, series, ChartRequest("rights", of=ChartMeasure.PEOPLE), spc=SpcRules(screening=False))
    assert "large jumps count when the limits are worked out" in counted.rule


def test_whether_a_target_can_be_counted_on_is_said_in_words(labels: Labels) -> None:
    many = [release(number) for number in range(12)]

    assert (
        trend(labels, many, ChartRequest("rights", target=95))
        .summary[1]
        .startswith("As things are, the target of 95% will not")
    )
    assert "at some times" in trend(labels, many, ChartRequest("rights", target=50)).summary[1]
    assert (
        trend(labels, many, ChartRequest("rights", target=5))
        .summary[1]
        .startswith("As things are, the target of 5% will be met")
    )
    assert trend(labels, many, ChartRequest("rights", target=80)).target == 80
    few = trend(labels, many[:11], ChartRequest("rights", target=80))
    assert "the target of 80% can be counted on cannot be said" in few.summary[1]
    assert len(trend(labels, many, ChartRequest("rights")).summary) == 1


@pytest.mark.parametrize(
    ("of", "target"), [(ChartMeasure.GOOD, 101), (ChartMeasure.GOOD, -1), (ChartMeasure.PEOPLE, 100_001)]
)
def test_a_target_that_no_figure_can_reach_is_refused(of: ChartMeasure, target: int, labels: Labels) -> None:
    with pytest.raises(SaysoError, match=f"A target of {target} cannot be reached. Choose one from 0 to"):
        trend(labels, [release(0)], ChartRequest("rights", of=of, target=target))


def test_limits_from_few_figures_are_called_a_trial(labels: Labels) -> None:
    series = [release(number) for number in range(16)]
    noted = trend(labels, series, ChartRequest("rights"), changes=[("2025-02", "One"), ("2026-01", "Other")]).notes

    assert "From 2025-01 to 2025-01 the limits are a trial: only 1 figure." in noted
    assert "From 2025-02 to 2025-12 the limits are a trial: only 11 figures." in noted
    assert "From 2026-01 on the limits are a trial: only 4 figures." in noted
    later = trend(
        labels, [release(number) for number in range(24)], ChartRequest("rights"), changes=[("2026-01", "Other")]
    )
    assert not any("a trial" in note for note in later.notes)
    assert not any("a trial" in note for note in trend(labels, series[:3], ChartRequest("rights")).notes)


def test_a_run_chart_says_in_words_how_its_figures_lie_about_the_median(labels: Labels) -> None:
    better = [release(number, yes=15 if number < 5 else 25) for number in range(10)]

    chart = trend(labels, better, ChartRequest("rights"))
    assert chart.summary[0].startswith("Sign of change: the longest row on one side of the median counts 5")
    assert "crosses the median fewer than 2 times" in chart.rule
    few = trend(labels, better[:4], ChartRequest("rights"))
    assert few.summary[0].startswith("Too few figures to say whether anything has changed")
