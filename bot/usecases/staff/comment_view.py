"""A comment as a reviewer reads it: where and when, what was asked, what was said, and why it comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.engine.flow import Flow, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.wording import Wording
from bot.usecases.staff.ports import CommentDecision, CommentState, ReviewComment
from bot.usecases.staff.review import phrases_in

_WORDING = Wording("en")
_UNKNOWN_WARD = "ward not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """What a reviewer sees of a comment, in words. `month` is its first day.

    `fft_question` and `fft_answer` are the Friends and Family Test question and the answer's label; None where it was
    not answered or its conversation is not known. `review_first` are the phrases that bring the comment to the front.
    One that is `released` may be in files that were exported already.
    """

    id: str
    ward: str
    month: date
    conversation: FlowId
    fft_question: str | None
    fft_answer: str | None
    question: str
    text: str = field(repr=False)
    review_first: tuple[str, ...]
    state: CommentState
    decision: CommentDecision | None
    released: bool


def comment_view(
    comment: ReviewComment,
    *,
    flows: Mapping[FlowId, Flow],
    wards: Mapping[ServiceCode, str],
    review_first: Sequence[str],
) -> CommentView:
    """Return a comment with the words of its ward, question and answers. An id without words any more is shown as is.

    `flows` are all conversations, past ones included; `wards` the names of all services; `review_first` phrases in
    plain form.
    """
    flow = flows.get(comment.flow)
    words = None if flow is None else flow.words[flow.nearest(_WORDING)]
    fft = None if words is None or flow is None or flow.fft is None else words.steps.get(flow.fft)
    fft_question, fft_answer = (
        (None, None) if fft is None or comment.fft is None else (fft.prompt, fft.labels.get(comment.fft, comment.fft))
    )
    asked = None if words is None else words.steps.get(comment.question)
    ward = _UNKNOWN_WARD if comment.service is None else wards.get(comment.service, comment.service)
    return CommentView(
        id=comment.id,
        ward=ward,
        month=date.fromisoformat(f"{comment.month}-01"),
        conversation=comment.flow,
        fft_question=fft_question,
        fft_answer=fft_answer,
        question=(comment.question if asked is None else asked.prompt).replace("{service}", ward),
        text=comment.text,
        review_first=phrases_in(comment.text, review_first),
        state=comment.state,
        decision=comment.decision,
        released=comment.release is not None,
    )
