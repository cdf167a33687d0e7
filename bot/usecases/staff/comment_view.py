"""A comment as a reviewer reads it: where and when, what was asked, what was said, and why it comes first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.engine.wording import Wording
from bot.privacy.side import Side
from bot.usecases.staff.highlights import ConcernPhrases, Highlight, find
from bot.usecases.staff.ports import CommentDecision, CommentState, ReviewComment

_WORDING = Wording("en")
_UNKNOWN_WARD = "ward not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """What a reviewer sees of a comment, in words. `month` is its first day.

    `side` is all that is shown of the Friends and Family Test answer; None where it is not told. `highlights` are
    the words that bring the comment to the front. One that is `released` may be in files that were exported already.
    """

    id: str
    ward: str
    month: date
    conversation: FlowId
    side: Side | None
    question: str
    text: str = field(repr=False)
    highlights: tuple[Highlight, ...]
    themes: tuple[str, ...]
    state: CommentState
    decision: CommentDecision | None
    released: bool


def comment_view(
    comment: ReviewComment,
    *,
    flows: Mapping[FlowId, Flow],
    wards: Mapping[str, str],
    phrases: ConcernPhrases,
) -> CommentView:
    """Return a comment with the words of its ward, question and answers. An id without words any more is shown as is.

    `flows` are all conversations, past ones included; `wards` the names of all services.
    """
    flow = flows.get(comment.flow)
    words = None if flow is None else flow.words[flow.nearest(_WORDING)]
    asked = None if words is None else words.steps.get(comment.question)
    ward = _UNKNOWN_WARD if comment.service is None else wards.get(comment.service, comment.service)
    return CommentView(
        id=comment.id,
        ward=ward,
        month=date.fromisoformat(f"{comment.month}-01"),
        conversation=comment.flow,
        side=comment.side,
        question=(comment.question if asked is None else asked.prompt).replace("{service}", ward),
        text=comment.text,
        highlights=find(comment.text, phrases),
        themes=comment.themes,
        state=comment.state,
        decision=comment.decision,
        released=comment.release is not None,
    )
