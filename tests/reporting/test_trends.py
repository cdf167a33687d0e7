"""Charts of a series: on the calendar, with limits that stay, and words that say first when the last figure is from."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.engine.flow import Change, SaidAndDid, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.wording import Register
from bot.errors import SaysoError
from bot.flows.library import Library
from bot.reporting.baseline import Baseline
from bot.reporting.chart import NONE, Chart
from bot.reporting.chart_table import rows
from bot.reporting.labels import Labels
from bot.reporting.measures import ChartMeasure, measure_of
from bot.reporting.people import counted_questions
from bot.reporting.series import Series, SeriesPoint
from bot.reporting.spc.points import Signal
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.summary import Assurance, Variation
from bot.reporting.timeline import last_period, periods_after
from bot.reporting.trends import ChartKind, ChartRequest, Context, trend

PATIENT = FlowId("patient")
RIGHTS = ChartRequest("rights")
PEOPLE = ChartRequest("rights", of=ChartMeasure.PEOPLE)
SEVEN_RISING = (80, 76, 80, 76, 80, 84, 80, 76, 80, 80, 44, 48, 52, 56, 60, 64, 68)
FALL = [SeriesPoint(period, period, 25, 17, 17) for period in ("2025-01", *periods_after("2025-01", "2026-01"))]


@pytest.fixture
def labels(library: Library) -> Labels:
    return Labels(library.flows[PATIENT], {"willow": "Willow Ward"})


def months(count: int, first: str = "2025-01") -> list[str]:
    return [first, *periods_after(first, "2030-12")][:count]


def series(positive: Sequence[int], people: int = 25, first: str = "2025-01") -> Series:
    return tuple(
        SeriesPoint(month, month, people, count, count)
        for month, count in zip(months(len(positive), first), positive, strict=True)
    )


def drawn(labels: Labels, points: Series, request: ChartRequest = RIGHTS, **context: object) -> Chart:
    until = points[-1].period if points else "2026-01"
    return trend(labels, points, request, replace(Context(until=until), **context))  # type: ignore[arg-type] # each fits


def baseline(start: str, service: str | None = None) -> Baseline:
    ward = None if service is None else ServiceCode(service)
    return Baseline(id="b1", flow=PATIENT, question="rights", service=ward, start=start, because="the ward moved")


def change(month: str, did: str, **concerns: str) -> Change:
    return Change(id="c1", month=month, words={Register.STANDARD: SaidAndDid("", did)}, **concerns)  # type: ignore[arg-type] # ids


def means(chart: Chart) -> list[float]:
    return [placed.point.mean for placed in chart.points]


def test_of_the_friends_and_family_test_two_answers_are_good_and_else_the_one_with_the_highest_score(
    labels: Labels,
) -> None:
    positive = {question.name: question.positive for question in counted_questions(labels.flow)}
    assert positive["overall"] == ("very-good", "good")
    assert positive["rights"] == ("yes",)
    assert positive["easy-to-use"] == ()
    with pytest.raises(SaysoError, match="There is no chart of “easy-to-use”"):
        measure_of(labels, "easy-to-use", ChartMeasure.GOOD)


def test_below_12_figures_it_is_a_run_chart_whatever_kind_is_wanted(labels: Labels) -> None:
    for kind in (None, ChartKind.P, ChartKind.XMR):
        few = drawn(labels, series([12, 13] * 5 + [12]), replace(RIGHTS, kind=kind))
        assert (few.middle, few.has_limits) == ("Median", False)
    assert drawn(labels, series([12, 13] * 6)).has_limits


def test_shares_are_a_p_chart_unless_another_kind_is_wanted(labels: Labels) -> None:
    points = (*series([12, 13] * 6), SeriesPoint("2026-01", "2026-01", 100, 50, 50))
    p, single, run = (
        drawn(labels, points, replace(RIGHTS, kind=kind)) for kind in (None, ChartKind.XMR, ChartKind.RUN)
    )

    assert p.points[0].point.upper != p.points[-1].point.upper, "the more answers, the narrower the limits"
    assert single.points[0].point.upper == single.points[-1].point.upper
    assert (p.middle, single.middle, run.middle) == ("Average", "Average", "Median")
    assert "the fewer answers, the wider" in p.rule
    assert "very large jumps do not count" in single.rule


def test_people_are_an_xmr_chart_and_cannot_be_a_p_chart(labels: Labels) -> None:
    points = tuple(
        SeriesPoint(m, m, 40 + 5 * (n % 2), 40 + 5 * (n % 2), 40 + 5 * (n % 2)) for n, m in enumerate(months(12))
    )
    chart = drawn(labels, points, PEOPLE)

    assert chart.title.startswith("How many people answered “")
    first = chart.points[0].point
    assert (first.figure, first.mean) == ((40, 40), 42.5)
    assert (first.lower, first.upper) == pytest.approx((42.5 - 2.66 * 5, 42.5 + 2.66 * 5))
    with pytest.raises(SaysoError, match="Choose xmr or run"):
        drawn(labels, points, replace(PEOPLE, kind=ChartKind.P))


def test_more_people_are_not_better_in_themselves_and_never_fewer_than_none(labels: Labels) -> None:
    counts = [*[10, 60] * 6, 400]
    points = tuple(SeriesPoint(m, m, n, n, n) for m, n in zip(months(13), counts, strict=True))
    chart = drawn(labels, points, PEOPLE)

    assert chart.variation(chart.points[-1]) is Variation.CHANGE
    assert chart.points[0].point.lower == 0


def test_people_are_charted_of_questions_without_good_answers_too(labels: Labels) -> None:
    assert drawn(labels, series([5]), replace(PEOPLE, question="easy-to-use")).title.startswith("How many")
    with pytest.raises(SaysoError, match=r"There is no chart of “lunch”\. There are: overall"):
        drawn(labels, series([5]), replace(PEOPLE, question="lunch"))


def test_seven_rising_months_are_an_improvement_below_the_average_too(labels: Labels) -> None:
    chart = drawn(labels, series([share // 4 for share in SEVEN_RISING]))
    last = chart.points[-1]

    assert last.point.figure.high < last.point.mean
    assert last.point.mark == (Signal.TREND, 1)
    assert chart.variation(last) is Variation.IMPROVEMENT
    assert chart.summary[1] == "Change for the better: the last figure is one of many in a row that only rise."


def test_the_words_say_first_when_the_last_figure_is_from_and_how_many_are_missing(labels: Labels) -> None:
    points = series([12, 13] * 6 + [12])
    now, late, missing = (drawn(labels, points, until=until) for until in ("2026-01", "2026-02", "2026-10"))

    assert now.summary[0] == "The last figure is from Jan 2026: 48%."
    assert now.summary[1].startswith("No sign of change")
    assert late.summary[0] == "The last figure is from Jan 2026: 48%. The month since has none."
    assert missing.summary[0] == "The last figure is from Jan 2026: 48%. The 9 months since have none."
    assert missing.caption == "Last figure: 48%, Jan 2026. None in the 9 months since."


def test_the_caption_of_a_run_chart_goes_by_its_runs(labels: Labels) -> None:
    few, shifted, steady = (
        drawn(labels, series(counts)) for counts in ([12] * 5, [10, 11, 10, 11, 10, 15, 16, 15, 16, 15], [10, 15] * 5)
    )

    assert few.caption == "May 2025: 48%. Too few figures to judge."
    assert shifted.caption == "Oct 2025: 60%. Sign of change: see its runs."
    assert steady.caption == "Oct 2025: 60%. No sign of change."


def test_without_a_figure_for_the_last_period_nothing_is_claimed_about_now(labels: Labels) -> None:
    target = replace(RIGHTS, target=60)
    quiet = drawn(labels, series([12, 13] * 6), target, until="2026-10")
    marked = drawn(labels, series([12, 13] * 6 + [2]), target, until="2026-10")

    assert quiet.summary[1:] == (
        "So nothing can be said about now.",
        "Whether the target of 60% is met now cannot be said.",
    )
    assert quiet.assurance is None
    assert marked.summary[2] == "Up to Jan 2026: Change for the worse: the last figure is below the limits."


def test_a_ward_that_collapses_to_coded_counts_is_a_concern(labels: Labels) -> None:
    fallen = tuple(SeriesPoint(m, m, 25, 0, 2) for m in ("2026-02", "2026-03"))
    chart = drawn(labels, (*FALL, *fallen))

    assert chart.summary == (
        "The last figure is from Mar 2026: 8% or less.",
        "Change for the worse: the last figure is below the limits.",
    )


def test_a_range_counts_as_its_middle_for_the_average(labels: Labels) -> None:
    coded = drawn(labels, (SeriesPoint("2025-01", "2025-01", 25, 21, 25), *FALL[1:]))
    middle = drawn(labels, (SeriesPoint("2025-01", "2025-01", 25, 23, 23), *FALL[1:]))

    assert means(coded) == means(middle)
    assert rows(coded)[1][1] == "84% or more"


def test_a_gap_is_a_row_of_the_table_for_every_month_without_a_figure(labels: Labels) -> None:
    points = (
        SeriesPoint("2025-10", "2025-10", 20, 10, 10),
        SeriesPoint("2026-01", "2026-02", 20, 11, 11),
    )
    table = rows(drawn(labels, points, until="2026-03"))

    assert table[0] == ("When", "Figure", "Out of", "Median", "Mark")
    assert [row[:3] for row in table[1:]] == [
        ("Oct 2025", "50%", "20"),
        ("Nov 2025", NONE, "–"),
        ("Dec 2025", NONE, "–"),
        ("Jan to Feb 2026", "55%", "20"),
        ("Mar 2026", NONE, "–"),
    ]


def test_a_weekly_series_counts_in_weeks(labels: Labels) -> None:
    weeks = ["2026-W01", *periods_after("2026-W01", "2026-W06")]
    chart = drawn(labels, tuple(SeriesPoint(week, week, 20, 10, 10) for week in weeks), until="2026-W08")

    assert chart.summary[0].startswith(
        "The last figure is from the week of 2 Feb 2026: 50%. The 2 weeks since have none."
    )
    assert rows(chart)[-1][:2] == ("week of 16 Feb 2026", NONE)
    assert last_period("2026-02", week=True) == "2026-W08"


def test_a_change_moves_no_limits(labels: Labels) -> None:
    points = series([14, 13] * 6 + [19, 20] * 4)
    plain, told = (drawn(labels, points, changes=changes) for changes in ((), [change("2026-01", "Easier words")]))

    assert told.points == plain.points
    assert told.summary == plain.summary
    assert told.summary[1].startswith("Change for the better")
    assert told.numbered_changes() == ("1: Easier words (Jan 2026)",)
    assert "Easier words" in told.described()


def test_changes_outside_the_chart_are_left_out_and_the_others_are_in_order(labels: Labels) -> None:
    told = [
        change("2025-06", "Second"),
        change("2025-03", "First"),
        change("1999-01", "Long ago"),
        change("2025-01", "At the start"),
    ]

    assert drawn(labels, series([12] * 12), changes=told).numbered_changes() == (
        "1: First (Mar 2025)",
        "2: Second (Jun 2025)",
    )


def test_a_chart_tells_the_changes_and_baselines_that_concern_it(labels: Labels) -> None:
    told = [
        change("2025-02", "All"),
        change("2025-03", "This question", flow="patient", question="rights"),
        change("2025-04", "Another question", flow="patient", question="overall"),
        change("2025-05", "Another conversation", flow="carer"),
        change("2025-06", "A ward", service="willow"),
    ]
    baselines = [baseline("2025-07"), baseline("2025-08", "willow")]
    of_all = drawn(labels, series([12] * 12), changes=told, baselines=baselines)
    of_ward = drawn(labels, series([12] * 12), replace(RIGHTS, service="willow"), changes=told, baselines=baselines)

    assert [one.words for one in of_all.changes] == ["All", "This question"]
    assert [one.words for one in of_ward.changes] == ["All", "This question", "A ward"]
    assert [one.month for one in of_all.baselines] == ["2025-07"]
    assert [one.month for one in of_ward.baselines] == ["2025-08"]


def test_limits_come_from_the_first_24_figures_and_stay(labels: Labels) -> None:
    chart = drawn(labels, series([12, 13] * 12 + [20, 21] * 4))

    assert set(means(chart)) == {50}
    assert "Average and limits are those of Jan 2025 to Dec 2026. They stay the same after that." in chart.notes


def test_a_baseline_calculates_limits_again_and_says_why(labels: Labels) -> None:
    chart = drawn(labels, series([12, 13] * 12 + [20, 21] * 6), baselines=[baseline("2027-01")])

    assert (means(chart)[23], means(chart)[24]) == (50, 82)
    assert chart.numbered_baselines() == ("A: new limits, because the ward moved (Jan 2027)",)
    assert rows(chart)[25][-1] == "new limits, because the ward moved"
    assert "because the ward moved" in chart.described()


def test_a_release_that_counts_months_of_before_a_baseline_has_the_limits_of_before(labels: Labels) -> None:
    joined = SeriesPoint("2026-01", "2026-02", 25, 20, 20)
    later = series([20, 21, 20], first="2026-03")
    chart = drawn(labels, (*series([12] * 12), joined, *later), baselines=[baseline("2026-02")])

    assert means(chart)[12] < 60
    assert means(chart)[13] > 80


def test_baselines_are_of_shares_and_not_of_how_many_people_answered(labels: Labels) -> None:
    points = tuple(SeriesPoint(m, m, 30, 30, 30) for m in months(16))

    assert drawn(labels, points, PEOPLE, baselines=[baseline("2026-01")]).baselines == ()


def test_limits_from_few_figures_are_called_a_trial(labels: Labels) -> None:
    chart = drawn(labels, series([12, 13] * 8), baselines=[baseline("2026-01")])

    assert "These limits are a trial: only 4 figures." in chart.notes
    assert not any("a trial" in note for note in drawn(labels, series([12, 13] * 8)).notes)


def test_the_rules_that_are_set_are_those_that_mark_and_they_are_described(labels: Labels) -> None:
    points = series([12] * 8 + [14] * 6)
    usual, shorter = (drawn(labels, points, rules=rules) for rules in (SpcRules(shift=9), SpcRules(shift=6)))

    assert usual.points[-1].point.mark.kind is Signal.COMMON
    assert shorter.points[-1].point.mark == (Signal.SHIFT, 1)
    assert "one of 9 or more in a row on one side" in usual.rule
    assert "one of 6 or more in a row on one side" in shorter.described()


@pytest.mark.parametrize(
    ("target", "assurance", "words"),
    [
        (95, Assurance.FAIL, "will not be met: it is beyond what is usual."),
        (50, Assurance.HIT_OR_MISS, "will be met at some times and missed at others, by chance."),
        (5, Assurance.PASS, "will be met: even the worst that is usual is better."),
    ],
)
def test_whether_a_target_will_be_met_is_said_in_words(
    labels: Labels, target: int, assurance: Assurance, words: str
) -> None:
    chart = drawn(labels, series([12, 13] * 6), replace(RIGHTS, target=target))

    assert chart.assurance is assurance
    assert chart.summary[2] == f"As things are, the target of {target}% {words}"


def test_without_limits_nothing_is_said_of_a_target_but_that(labels: Labels) -> None:
    few = drawn(labels, series([12] * 11), replace(RIGHTS, target=80))

    assert "the target of 80% can be counted on cannot be said" in few.summary[2]


@pytest.mark.parametrize(
    ("of", "target"), [(ChartMeasure.GOOD, 101), (ChartMeasure.GOOD, -1), (ChartMeasure.PEOPLE, 100_001)]
)
def test_a_target_that_no_figure_can_reach_is_refused(of: ChartMeasure, target: int, labels: Labels) -> None:
    with pytest.raises(SaysoError, match=f"A target of {target} cannot be reached. Choose one from 0 to"):
        drawn(labels, series([5]), ChartRequest("rights", of=of, target=target))


def test_a_ward_has_a_chart_of_its_own_with_its_name_and_a_demonstration_says_so(labels: Labels) -> None:
    assert drawn(labels, series([5]), replace(RIGHTS, service="willow")).title.endswith("– Willow Ward")
    assert drawn(labels, series([5])).title.endswith("– all services")
    assert drawn(labels, series([5]), is_made_up=True).title.startswith("Demonstration: ")


def test_a_series_without_figures_says_that_there_are_none(labels: Labels) -> None:
    chart = drawn(labels, (), replace(RIGHTS, target=80))

    assert chart.summary == ("There are no figures to show.",)
    assert len(rows(chart)) == 1


def test_percentages_are_rounded_half_up(labels: Labels) -> None:
    chart = drawn(
        labels, (SeriesPoint("2026-01", "2026-01", 40, 25, 25), SeriesPoint("2026-02", "2026-02", 40, 23, 23))
    )

    assert [row[1] for row in rows(chart)[1:]] == ["63%", "58%"]
