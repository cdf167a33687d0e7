"""Themes: what comments are about, in the QI team's own names."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.usecases.actor import Actor
from bot.usecases.staff.log import Action, LogEntry
from bot.usecases.staff.ports import Comments, ReviewComment, SeenComment, Themes
from bot.usecases.staff.problems import BadThemeName, StaleDecision

LONGEST = 30

# No comma, because a comment's themes are stored with one between them.
_NAME = re.compile(r"(?!\d+$)[^\W_][\w '’&/()-]*")


@dataclass(frozen=True, slots=True, order=True)
class ThemeCount:
    """How many comments about a ward, in answer to a question, have a theme."""

    theme: str
    ward: ServiceCode | None
    flow: FlowId
    question: StepId
    comments: int


async def switch_theme(
    comments: Comments, themes: Themes, seen: SeenComment, name: str, *, actor: Actor, today: date
) -> SeenComment:
    """Give a comment a theme, or take it off one that has it; return the comment as it is now.

    A name that is new makes a theme; capitals make no other one. Raises BadThemeName and StaleDecision.
    """
    known = {listed.name.casefold(): listed.name for listed in await themes.listed()}
    wanted = _checked(name)
    theme = known.get(wanted.casefold(), wanted)
    if theme not in known.values():
        await themes.add(theme, LogEntry(day=today, role=actor.role, action=Action.ADD_THEME))
    becomes = replace(seen, themes=tuple(sorted({*seen.themes} ^ {theme}, key=str.casefold)))
    logged = LogEntry(day=today, role=actor.role, action=Action.SET_THEMES)
    if not await comments.change(seen, becomes, logged):
        raise StaleDecision
    return becomes


def count_themes(comments: Iterable[ReviewComment]) -> tuple[ThemeCount, ...]:
    """Count comments by theme, ward and question, in this order of names."""
    counts = Counter(
        (theme, comment.service, comment.flow, comment.question) for comment in comments for theme in comment.themes
    )
    counted = (ThemeCount(*key, number) for key, number in counts.items())
    return tuple(sorted(counted, key=lambda one: (one.theme, one.ward or "", one.flow, one.question)))


def _checked(name: str) -> str:
    tidied = " ".join(name.split())
    if len(tidied) > LONGEST or not _NAME.fullmatch(tidied):
        raise BadThemeName(LONGEST)
    return tidied
