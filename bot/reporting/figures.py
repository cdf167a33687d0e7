"""Figures: what is told of a question's answers, by groups of people, once the rest has been held back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import Breakdown

SERVICE, REGISTER = "service", "register"
NOT_SAID = "not-said"
"""The value of who skipped a question about themselves, was not asked it, or preferred not to say."""

PICKED, NOT_PICKED = "picked", "not-picked"
"""The answers to each choice of a question that takes several."""

Group = tuple[str, ...]
"""The values that make a group, one for each attribute by which people are parted."""


class ReleasePart(NamedTuple):
    """What belongs together in a release: a question, by what people are parted."""

    flow: FlowId
    question: str
    by: Breakdown


@dataclass(frozen=True, slots=True)
class Figure:
    """The answers of one group to one question: how many people, and how many gave each answer; None is held back.

    `since` is the first period that is counted in. Groups of which nothing is told have no figure.
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
        """Return which part of a release it belongs to."""
        return ReleasePart(self.flow, self.question, self.by)
