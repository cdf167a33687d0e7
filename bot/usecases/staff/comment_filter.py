"""Which comments to look at: of a ward, a question, a month, a side, a theme, or with some words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.flow import Flow, FreeText, ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.engine.plain import plain
from bot.flows.reader import did_you_mean
from bot.privacy.side import Side
from bot.usecases.staff.ports import ReviewComment
from bot.usecases.staff.problems import BadMonth, NoSuchQuestion

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFilter:
    """What a comment must be like; None and empty words fit all. `question` has a flow only if one was given."""

    ward: ServiceCode | None = None
    flow: FlowId | None = None
    question: StepId | None = None
    month: str | None = None
    side: Side | None = None
    theme: str | None = None
    search: str = ""

    def fits(self, comment: ReviewComment) -> bool:
        """Tell whether a comment is like this. Capitals, accents and punctuation do not matter to a search."""
        wanted = (
            (self.ward, comment.service),
            (self.flow, comment.flow),
            (self.question, comment.question),
            (self.month, comment.month),
            (self.side, comment.side),
        )
        if not all(value is None or value == its for value, its in wanted):
            return False
        if self.theme is not None and self.theme not in comment.themes:
            return False
        return plain(self.search) in plain(comment.text)


def find_question(name: str, flows: Mapping[FlowId, Flow]) -> tuple[FlowId | None, StepId]:
    """Return the open question `patient.good`, or `good` of every conversation. Raises NoSuchQuestion."""
    questions = [(flow.id, step.id) for flow in flows.values() for step in flow.steps if isinstance(step, FreeText)]
    flow_name, _, step_name = name.rpartition(".")
    if flow_name and (FlowId(flow_name), StepId(step_name)) in questions:
        return FlowId(flow_name), StepId(step_name)
    if not flow_name and any(step == step_name for _, step in questions):
        return None, StepId(step_name)
    raise NoSuchQuestion(name, did_you_mean(name, [f"{flow}.{step}" for flow, step in questions]))


def check_month(month: str, present: str) -> str:
    """Return a month that is written like `2026-03`. Raises BadMonth."""
    if not _MONTH.fullmatch(month):
        raise BadMonth(present)
    return month
