"""Which comments are looked at."""

import pytest

from bot.engine.flow import ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.flows.library import Library
from bot.privacy.side import Side, side_of
from bot.reporting.fft import CATEGORIES
from bot.usecases.staff.comment_filter import CommentFilter, check_month, find_question
from bot.usecases.staff.ports import ReviewComment
from bot.usecases.staff.problems import BadMonth, NoSuchQuestion

GARDEN = ReviewComment(
    id="a",
    flow=FlowId("patient"),
    question=StepId("good"),
    service=ServiceCode("willow"),
    month="2026-03",
    side=Side.POSITIVE,
    text="The café’s garden",
    themes=("garden",),
)


@pytest.mark.parametrize(
    "which",
    [
        CommentFilter(),
        CommentFilter(ward=ServiceCode("willow"), flow=FlowId("patient"), question=StepId("good"), month="2026-03"),
        CommentFilter(side=Side.POSITIVE, theme="garden", search="CAFES gar"),
    ],
)
def test_a_comment_fits_what_it_is_like(which: CommentFilter) -> None:
    assert which.fits(GARDEN)


@pytest.mark.parametrize(
    "which",
    [
        CommentFilter(ward=ServiceCode("oak")),
        CommentFilter(flow=FlowId("carer"), question=StepId("good")),
        CommentFilter(question=StepId("better")),
        CommentFilter(month="2026-04"),
        CommentFilter(side=Side.NOT_POSITIVE),
        CommentFilter(theme="food"),
        CommentFilter(search="food"),
    ],
)
def test_a_comment_does_not_fit_anything_else(which: CommentFilter) -> None:
    assert not which.fits(GARDEN)


def test_a_question_is_found_by_its_name_with_or_without_its_conversation(library: Library) -> None:
    assert find_question("patient.good", library.flows) == (FlowId("patient"), StepId("good"))
    assert find_question("good", library.flows) == (None, StepId("good"))


@pytest.mark.parametrize("name", ["patient.gooood", "nobody.good", "start", ""])
def test_what_is_no_question_is_refused(library: Library, name: str) -> None:
    with pytest.raises(NoSuchQuestion):
        find_question(name, library.flows)


def test_a_month_is_written_in_one_way() -> None:
    assert check_month("2025-12", "2026-03") == "2025-12"
    with pytest.raises(BadMonth):
        check_month("March", "2026-03")


def test_of_the_six_answers_two_are_positive() -> None:
    assert [side_of(ChoiceId(answer)) for answer in CATEGORIES].count(Side.POSITIVE) == 2
    assert side_of(None) is None
