"""Comments under review: a decision is stored once, and only about what was seen."""

from dataclasses import replace
from datetime import date

import pytest

from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.usecases.staff.log import Action, LogEntry
from bot.usecases.staff.ports import CommentDecision, CommentState, ListedTheme, ReviewComment, SeenComment
from tests.contracts.conftest import Ports
from tests.store.examples import WILLOW, comment

HELD: frozenset[CommentState] = frozenset({"held"})
DECIDED: frozenset[CommentState] = frozenset({"shown", "hidden", "passed"})
GARDEN = SeenComment("b", "The garden")
SHOWN = LogEntry(day=date(2026, 4, 9), role="QI lead", action=Action.SHOW_COMMENT)
THEMED = LogEntry(day=date(2026, 4, 10), role="Ward manager", action=Action.SET_THEMES)


@pytest.fixture
async def reviewed(ports: Ports) -> Ports:
    """Three comments that are held."""
    garden, food = comment("b", "The garden", service="willow"), comment("a", "The food", service="oak")
    await ports.have([], [garden, food, comment("c", "Tea")])
    return ports


async def test_comments_are_listed_in_the_order_of_their_random_ids(reviewed: Ports) -> None:
    held = await reviewed.comments.listed(HELD, None)

    assert [one.id for one in held] == ["a", "b", "c"]
    assert held[1] == ReviewComment(
        id="b",
        flow=FlowId("patient"),
        question=StepId("good"),
        service=WILLOW.code,
        month="2026-03",
        side=None,
        text="The garden",
    )
    assert held[2].service is None


async def test_the_comments_of_one_ward_are_listed_alone(reviewed: Ports) -> None:
    assert [one.id for one in await reviewed.comments.listed(HELD, WILLOW.code)] == ["b"]
    assert await reviewed.comments.listed(HELD, ServiceCode("elm")) == ()


async def test_what_is_decided_is_held_no_more(reviewed: Ports) -> None:
    assert await reviewed.comments.change(GARDEN, replace(GARDEN, state="shown"), SHOWN)

    assert [one.id for one in await reviewed.comments.listed(HELD, None)] == ["a", "c"]
    assert [(one.id, one.state) for one in await reviewed.comments.listed(DECIDED, None)] == [("b", "shown")]


@pytest.mark.parametrize("seen", [SeenComment("b", "The lawn"), SeenComment("b", "The garden", "shown")])
async def test_nothing_is_decided_about_a_comment_that_is_not_as_it_was_seen(
    reviewed: Ports, seen: SeenComment
) -> None:
    assert not await reviewed.comments.change(seen, replace(seen, text="The lawn", state="hidden"), SHOWN)

    assert [one.id for one in await reviewed.comments.listed(HELD, None)] == ["a", "b", "c"]


async def test_nothing_is_decided_about_a_comment_that_is_gone(reviewed: Ports) -> None:
    gone = SeenComment("z", "Tea")

    assert not await reviewed.comments.change(gone, replace(gone, state="shown"), SHOWN)


async def test_themes_are_no_decision_and_the_role_that_decided_stays(reviewed: Ports) -> None:
    shown = replace(GARDEN, state="shown")
    assert await reviewed.comments.change(GARDEN, shown, SHOWN)
    themed = replace(shown, themes=("food", "noise at night"))

    assert await reviewed.comments.change(shown, themed, THEMED)
    assert not await reviewed.comments.change(shown, replace(shown, state="hidden"), SHOWN)

    (decided,) = await reviewed.comments.listed(DECIDED, None)
    assert decided.seen == themed
    assert decided.decision == CommentDecision("QI lead", "2026-04-09")


async def test_themes_are_listed_by_how_many_comments_have_them(reviewed: Ports) -> None:
    assert await reviewed.themes.listed() == ()
    for name in ("noise", "food", "garden"):
        assert await reviewed.themes.add(name, THEMED)
    assert not await reviewed.themes.add("food", THEMED)
    food = SeenComment("a", "The food")
    assert await reviewed.comments.change(GARDEN, replace(GARDEN, themes=("food", "garden")), THEMED)
    assert await reviewed.comments.change(food, replace(food, themes=("food",)), THEMED)

    assert await reviewed.themes.listed() == (
        ListedTheme("food", 2),
        ListedTheme("garden", 1),
        ListedTheme("noise", 0),
    )
