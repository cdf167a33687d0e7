"""Figures: the answers to a question by group of people, after suppression."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import Breakdown

SERVICE, REGISTER = "service", "register"
NOT_SAID = "not-said"
"""The value of people who skipped a question about themselves, were not asked it, or preferred not to say."""

PICKED, NOT_PICKED = "picked", "not-picked"
"""The answers to each choice of a question that takes several."""

Group = tuple[str, ...]
"""The values that define a group, one for each attribute of the breakdown."""


class ReleasePart(NamedTuple):
    """A part of a release that is read and checked by itself: one question under one breakdown."""

    flow: FlowId
    question: str
    by: Breakdown


@dataclass(frozen=True, slots=True)
class Figure:
    """The answers of one group to one question: the denominator, and the count of each answer; None is suppressed.

    `since` is the first period that is counted. A group that is suppressed as a whole has no figure.
    """

    flow: FlowId
    question: str
    by: Breakdown
    group: Group
    since: str
    people: int
    counts: Mapping[str, int | None]

    @property
    def part(self) -> ReleasePart:
        """Return the part of a release that the figure belongs to."""
        return ReleasePart(self.flow, self.question, self.by)
