"""A series has the releases that have a figure, and no others."""

import pytest

from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import Rules
from bot.reporting.figures import Figure
from bot.reporting.series import SeriesPoint, people_series, positive_series

GOOD = ("very-good", "good")


def figure(people: int, since: str = "2026-03", **counts: int | None) -> Figure:
    named = {name.replace("_", "-"): count for name, count in counts.items()}
    return Figure(FlowId("patient"), "overall", (), (), since, people, named)


def test_positive_answers_are_added_up_with_the_periods_they_are_of() -> None:
    released = [("2026-04", figure(40, very_good=10, good=20, poor=0))]

    assert positive_series(released, GOOD, Rules()) == (SeriesPoint("2026-03", "2026-04", 40, 30, 30),)


def test_a_release_without_one_of_the_counts_or_with_too_few_people_is_not_in_the_series() -> None:
    released = [("2026-04", figure(40, very_good=10, good=None)), ("2026-05", figure(15, very_good=5, good=5))]

    assert positive_series(released, GOOD, Rules(percent_from=20)) == ()
    assert [point.people for point in people_series(released)] == [40, 15]


def test_counts_that_were_rounded_up_beyond_the_people_are_all_of_them() -> None:
    assert positive_series([("2026-04", figure(40, very_good=25, good=20))], GOOD, Rules())[0].high == 40


@pytest.mark.parametrize(("people", "low", "high"), [(10, 3, 2), (10, -1, 2), (10, 9, 11), (0, 0, 0)])
def test_what_is_no_part_of_the_people_is_refused(people: int, low: int, high: int) -> None:
    with pytest.raises(ValueError, match="count"):
        SeriesPoint("2026-03", "2026-03", people, low, high)
