"""A series has the releases that have a figure, and no others."""

import pytest

from bot.engine.ids import FlowId
from bot.privacy.disclosure.coding import Told
from bot.reporting.figures import EVERYBODY, Figure
from bot.reporting.series import SeriesPoint, people_series, positive_series


def figure(people: int, share: Told | None, since: str = "2026-03") -> Figure:
    return Figure(FlowId("patient"), "overall", EVERYBODY, "", since, people, share, {})


def test_positive_answers_are_counted_exactly_or_as_a_range_with_the_periods_they_are_of() -> None:
    released = [("2026-04", figure(40, Told(30, 30))), ("2026-05", figure(12, Told(10, 12), "2026-05"))]

    assert positive_series(released) == (
        SeriesPoint("2026-03", "2026-04", 40, 30, 30),
        SeriesPoint("2026-05", "2026-05", 12, 10, 12),
    )


def test_a_question_without_good_answers_has_people_and_no_share() -> None:
    released = [("2026-04", figure(40, None))]

    assert positive_series(released) == ()
    assert [point.people for point in people_series(released)] == [40]


@pytest.mark.parametrize(("people", "low", "high"), [(10, 3, 2), (10, -1, 2), (10, 9, 11), (0, 0, 0)])
def test_what_is_no_part_of_the_people_is_refused(people: int, low: int, high: int) -> None:
    with pytest.raises(ValueError, match="count"):
        SeriesPoint("2026-03", "2026-03", people, low, high)
