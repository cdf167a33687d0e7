"""Comments that wait to be read, on real databases: a decision is kept once, and only about what was read."""

import pytest

from bot.engine.flow import ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.store.database import Database
from bot.store.review import StoredReview
from bot.store.services import StoredServices
from bot.usecases.staff.ports import HeldComment, State
from tests.store.examples import OAK, WILLOW, Kept, comment, put


@pytest.fixture
async def review(database: Database) -> StoredReview:
    services = StoredServices(database)
    await services.add(WILLOW)
    await services.add(OAK)
    said = [comment("b", "The garden", service="willow"), comment("a", "The food", service="oak"), comment("c", "Tea")]
    await put(database, [], said)
    return StoredReview(database)


async def kept(review: StoredReview) -> dict[str, tuple[str, str]]:
    """Return text and state of every comment, by its id."""
    return {each.id: (each.text, state) async for each, state in Kept(review.database).comments()}


async def test_comments_that_wait_are_read_in_the_order_of_their_random_ids(review: StoredReview) -> None:
    held = await review.held(None)

    assert [each.id for each in held] == ["a", "b", "c"]
    assert held[1] == HeldComment(
        id="b",
        flow=FlowId("patient"),
        question=StepId("good"),
        service=WILLOW.code,
        month="2026-03",
        fft=ChoiceId("good"),
        text="The garden",
    )
    assert held[2].service is None


async def test_the_comments_of_one_ward_can_be_read_alone(review: StoredReview) -> None:
    assert [each.id for each in await review.held(WILLOW.code)] == ["b"]
    assert await review.held(ServiceCode("elm")) == ()


@pytest.mark.parametrize("state", ["shown", "hidden"])
async def test_what_is_decided_waits_no_more(review: StoredReview, state: State) -> None:
    assert await review.decide("b", "The garden", "The garden", state)

    assert [each.id for each in await review.held(None)] == ["a", "c"]
    assert await kept(review) == {"a": ("The food", "held"), "b": ("The garden", state), "c": ("Tea", "held")}


async def test_a_text_can_be_changed_while_the_comment_goes_on_waiting(review: StoredReview) -> None:
    assert await review.decide("b", "The garden", "The [taken out]", "held")

    assert [each.text for each in await review.held(WILLOW.code)] == ["The [taken out]"]


async def test_a_comment_is_decided_about_once(review: StoredReview) -> None:
    assert await review.decide("b", "The garden", "The garden", "hidden")

    assert not await review.decide("b", "The garden", "The garden", "shown")
    assert (await kept(review))["b"] == ("The garden", "hidden")


async def test_nothing_is_decided_about_a_text_that_was_not_read(review: StoredReview) -> None:
    assert await review.decide("b", "The garden", "The [taken out]", "held")

    assert not await review.decide("b", "The garden", "The garden", "shown")
    assert (await kept(review))["b"] == ("The [taken out]", "held")


async def test_nothing_is_decided_about_a_comment_that_is_gone(review: StoredReview) -> None:
    assert not await review.decide("z", "The garden", "The garden", "shown")


async def test_a_decision_is_taken_back_with_the_text_before(review: StoredReview) -> None:
    assert await review.decide("b", "The garden", "The [taken out]", "shown")

    assert await review.put_back("b", "The [taken out]", "shown", "The garden")
    assert (await kept(review))["b"] == ("The garden", "held")


async def test_a_decision_that_somebody_else_changed_is_not_taken_back(review: StoredReview) -> None:
    assert await review.decide("b", "The garden", "The garden", "hidden")

    assert not await review.put_back("b", "The garden", "shown", "The garden")
    assert not await review.put_back("b", "The lawn", "hidden", "The garden")
    assert not await review.put_back("z", "The garden", "hidden", "The garden")
    assert (await kept(review))["b"] == ("The garden", "hidden")
