"""Figures: the answers to a question by unit of people, as they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.engine.ids import FlowId
from bot.privacy.disclosure.coding import Told, UnitCode

EVERYBODY, SERVICE, REGISTER = "", "service", "register"
"""What figures are by: nothing, the ward or team, the kind of words; or a question about oneself, by its id."""

NOT_SAID = "not-said"
"""The value of people who skipped a question about themselves, were not asked it, or preferred not to say."""

PICKED, NOT_PICKED = "picked", "not-picked"
"""The answers to each choice of a question that takes several."""


class ReleasePart(NamedTuple):
    """A part of a release that is read and checked by itself: one question, by one thing."""

    flow: FlowId
    question: str
    by: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown of the answers of one ward or group, or of everybody, to one question.

    `since` is the first period that is counted, `people` how many answered. `share` is the number of positive answers;
    None if no answer to the question is better than others. `answers` is empty if only the share is shown.
    """

    flow: FlowId
    question: str
    by: str
    group: str
    since: str
    people: int
    share: Told | None
    answers: Mapping[str, Told]

    @property
    def part(self) -> ReleasePart:
        """Return the part of a release that the figure belongs to."""
        return ReleasePart(self.flow, self.question, self.by)

    @property
    def unit(self) -> UnitCode:
        """Return it without what it is of."""
        return UnitCode(self.people, self.share or Told(0, self.people), self.answers)
