"""Comments that a reviewer has shown: as a table, and in the format of the NHS experiences dashboard."""

from collections.abc import Mapping

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import start_of
from bot.privacy.disclosure.rules import HIDDEN
from bot.privacy.submission import Comment
from bot.reporting.figures import SERVICE
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release

COMMENT_COLUMNS: Mapping[str, str] = {
    "period": "The last week or month of the release that it left with",
    "flow": "The conversation",
    "question": "The question",
    "question_words": "The question, in the words that people read",
    "service": "Code of the ward or team; empty where it is not known",
    "side": "Whether the answer to the Friends and Family Test beside it was positive; * where too few were on a side",
    "text": "The words, with what could show who someone is taken out, read by a person before they left",
}

DASHBOARD_COLUMNS = (
    "date",
    "location_1",
    "question_1",
    "fft_score",
    "location_2",
    "location_3",
    "patient_id",
    "question_2",
    "age",
    "sex",
    "gender",
    "ethnicity",
    "sexuality",
    "disability",
    "religion",
)
"""The columns that the NHS experiences dashboard takes. What is about the person stays empty: never beside comments."""

_NOT_TOLD = ("",) * (len(DASHBOARD_COLUMNS) - 3)


def comment_row(release: Release, comment: Comment, labels: Mapping[FlowId, Labels]) -> tuple[str, ...]:
    """Return a row of the file of comments."""
    return (
        release.period,
        comment.flow,
        comment.question,
        labels[comment.flow].question(comment.question),
        comment.service or "",
        comment.side or HIDDEN,
        comment.text,
    )


def dashboard_row(release: Release, comment: Comment, labels: Mapping[FlowId, Labels]) -> tuple[str, ...]:
    """Return a row of the dashboard. Its date is the first day of the release's last period."""
    place = labels[comment.flow].group(SERVICE, comment.service or "")
    return start_of(release.period).isoformat(), place, comment.text, *_NOT_TOLD
