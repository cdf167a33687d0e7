"""Comments under review, on real databases: a decision is stored once, and only about what was read."""

from dataclasses import replace
from datetime import date

import pytest

from bot.store.database import Database
from bot.store.review import StoredReview
from bot.store.services import StoredServices
from bot.store.staff_log import StoredStaffLog
from bot.usecases.staff.log import Action, LogEntry
from bot.usecases.staff.ports import CommentDecision, CommentState, SeenComment
from tests.store.examples import LOGGED, OAK, WILLOW, Kept, comment, put

HELD: frozenset[CommentState] = frozenset({"held"})
DECIDED: frozenset[CommentState] = frozenset({"shown", "hidden", "passed"})
GARDEN = SeenComment("b", "The garden")
SHOWN = LogEntry(day=date(2026, 4, 9), role="QI lead", action=Action.SHOW_COMMENT)


@pytest.fixture
async def review(database: Database) -> StoredReview:
    services = StoredServices(database)
    await services.add(WILLOW, LOGGED)
    await services.add(OAK, LOGGED)
    said = [comment("b", "The garden", service="willow"), comment("a", "The food", service="oak"), comment("c", "Tea")]
    await put(database, [], said)
    return StoredReview(database)


async def kept(review: StoredReview) -> dict[str, tuple[str, str]]:
    """Return text and state of every comment, by its id."""
    return {comment.id: (comment.text, state) async for comment, state in Kept(review.database).comments()}


async def shown(review: StoredReview, seen: SeenComment) -> bool:
    return await review.change(seen, replace(seen, state="shown"), SHOWN)


@pytest.mark.parametrize("state", ["shown", "hidden", "passed"])
async def test_a_decision_is_stored_with_the_role_and_the_day(review: StoredReview, state: CommentState) -> None:
    assert await review.change(GARDEN, replace(GARDEN, state=state), SHOWN)

    assert [comment.id for comment in await review.listed(HELD, None)] == ["a", "c"]
    assert await kept(review) == {"a": ("The food", "held"), "b": ("The garden", state), "c": ("Tea", "held")}
    (decided,) = await review.listed(DECIDED, None)
    assert (decided.state, decided.decision) == (state, CommentDecision("QI lead", "2026-04-09"))


async def test_while_the_month_of_a_comment_is_open_only_the_month_of_a_decision_is_stored(
    review: StoredReview,
) -> None:
    await put(review.database, [], [comment("open", "The tea", withdraw=b"code")])
    (still_open,) = [one for one in await review.listed(HELD, None) if one.text == "The tea"]

    assert await shown(review, still_open.seen)

    (decided,) = await review.listed(DECIDED, None)
    assert decided.decision == CommentDecision("QI lead", "2026-04")


async def test_of_an_open_month_what_is_passed_on_is_dated_by_the_week_so_that_it_can_be_overdue(
    review: StoredReview,
) -> None:
    await put(review.database, [], [comment("open", "The tea", withdraw=b"code")])
    (still_open,) = [one for one in await review.listed(HELD, None) if one.text == "The tea"]

    assert await review.change(still_open.seen, replace(still_open.seen, state="passed"), SHOWN)

    (decided,) = await review.listed(DECIDED, None)
    assert decided.decision == CommentDecision("QI lead", "2026-W15")


async def test_the_log_has_every_decision_and_nothing_that_leads_to_the_comment(review: StoredReview) -> None:
    assert await shown(review, GARDEN)
    assert not await shown(review, GARDEN)

    log = await StoredStaffLog(review.database).listed()
    assert [entry for entry in log if entry.action is Action.SHOW_COMMENT] == [SHOWN]
    assert (SHOWN.subject, SHOWN.note) == ("", "")


async def test_a_text_can_be_changed_while_the_comment_is_held(review: StoredReview) -> None:
    assert await review.change(GARDEN, replace(GARDEN, text="The [taken out]", state="held"), SHOWN)

    assert [comment.text for comment in await review.listed(HELD, WILLOW.code)] == ["The [taken out]"]


@pytest.mark.parametrize(
    "seen",
    [SeenComment("z", "The garden"), SeenComment("b", "The lawn"), SeenComment("b", "The garden", "hidden")],
    ids=["gone", "another text", "another state"],
)
async def test_nothing_is_decided_about_a_comment_that_is_not_as_it_was_read(
    review: StoredReview, seen: SeenComment
) -> None:
    assert not await shown(review, seen)

    assert (await kept(review))["b"] == ("The garden", "held")
    assert await review.listed(DECIDED, None) == ()


async def test_a_comment_is_decided_about_once(review: StoredReview) -> None:
    assert await review.change(GARDEN, replace(GARDEN, state="hidden"), SHOWN)

    assert not await shown(review, GARDEN)
    assert (await kept(review))["b"] == ("The garden", "hidden")


async def test_a_comment_that_was_shown_is_held_again(review: StoredReview) -> None:
    assert await shown(review, GARDEN)

    assert await review.change(replace(GARDEN, state="shown"), GARDEN, SHOWN)

    assert (await kept(review))["b"] == ("The garden", "held")


async def test_a_decision_is_undone_with_the_text_before(review: StoredReview) -> None:
    assert await review.change(GARDEN, replace(GARDEN, text="The [taken out]", state="shown"), SHOWN)

    now = SeenComment("b", "The [taken out]", "shown")
    assert await review.change(now, GARDEN, SHOWN)
    assert (await kept(review))["b"] == ("The garden", "held")
