"""Themes: given and taken off by name, and counted."""

from datetime import date

import pytest

from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.usecases.actor import Actor
from bot.usecases.staff.log import Action
from bot.usecases.staff.ports import ListedTheme, ReviewComment
from bot.usecases.staff.problems import BadThemeName, StaleDecision
from bot.usecases.staff.themes import ThemeCount, count_themes, switch_theme
from tests.fakes import FakeComments, FakeThemes

LEAD = Actor("QI lead")
TODAY = date(2026, 4, 9)


def said(name: str, *themes: str, ward: str | None = "willow", question: str = "good") -> ReviewComment:
    return ReviewComment(
        id=name,
        flow=FlowId("patient"),
        question=StepId(question),
        service=None if ward is None else ServiceCode(ward),
        month="2026-03",
        side=None,
        text="The food",
        themes=themes,
    )


def of(*comments: ReviewComment) -> FakeThemes:
    return FakeThemes(FakeComments({comment.id: comment for comment in comments}))


async def test_a_name_that_is_new_makes_a_theme_and_the_log_does_not_say_which() -> None:
    themes = of(said("a"))

    now = await switch_theme(themes.comments, themes, said("a").seen, "  Food  and drink", actor=LEAD, today=TODAY)

    assert now.themes == ("Food and drink",)
    assert await themes.listed() == (ListedTheme("Food and drink", 1),)
    logged = [*themes.log, *themes.comments.log]
    assert [(one.action, one.subject, one.note) for one in logged] == [
        (Action.ADD_THEME, "", ""),
        (Action.SET_THEMES, "", ""),
    ]


async def test_a_comment_has_several_themes_and_each_is_taken_off_by_the_same_name() -> None:
    themes = of(said("a"))
    now = said("a").seen
    for name in ("noise", "food", "NOISE"):
        now = await switch_theme(themes.comments, themes, now, name, actor=LEAD, today=TODAY)

    assert now.themes == ("food",)
    assert await themes.listed() == (ListedTheme("food", 1), ListedTheme("noise", 0))


@pytest.mark.parametrize("name", ["", "  ", "12", "food, drink", "-", "x" * 31, "\x1b[2J"])
async def test_what_is_no_name_makes_no_theme(name: str) -> None:
    themes = of(said("a"))

    with pytest.raises(BadThemeName):
        await switch_theme(themes.comments, themes, said("a").seen, name, actor=LEAD, today=TODAY)

    assert await themes.listed() == ()


async def test_a_comment_that_somebody_changed_meanwhile_gets_no_theme() -> None:
    themes = of(said("a", "noise"))

    with pytest.raises(StaleDecision):
        await switch_theme(themes.comments, themes, said("a").seen, "food", actor=LEAD, today=TODAY)


def test_themes_are_counted_by_ward_and_question() -> None:
    counts = count_themes(
        [
            said("a", "food", "noise"),
            said("b", "food"),
            said("c", "food", question="better"),
            said("d", "food", ward=None),
            said("e"),
        ]
    )

    patient, willow = FlowId("patient"), ServiceCode("willow")
    assert counts == (
        ThemeCount("food", None, patient, StepId("good"), 1),
        ThemeCount("food", willow, patient, StepId("better"), 1),
        ThemeCount("food", willow, patient, StepId("good"), 2),
        ThemeCount("noise", willow, patient, StepId("good"), 1),
    )
