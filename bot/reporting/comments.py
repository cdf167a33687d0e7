"""Comments that a reviewer has shown: as a table, and in the format of the NHS experiences dashboard."""

from collections.abc import Mapping

from bot.engine.ids import FlowId
from bot.privacy.submission import Comment
from bot.reporting.fft import CATEGORIES
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release

COMMENT_COLUMNS: Mapping[str, str] = {
    "period": "The last week or month of the release that it left with",
    "flow": "The conversation",
    "question": "The question",
    "question_words": "The question, in the words that people read",
    "service": "Code of the ward or team; empty where it is not known",
    "fft": "The answer to the Friends and Family Test question given with it; empty without one",
    "text": "The words, with what could show who someone is taken out, read by a person before they left",
}

DASHBOARD_COLUMNS = (
    "comment_id",
    "date",
    "location_1",
    "location_2",
    "location_3",
    "pt_id",
    "comment_type",
    "comment_txt",
    "fft",
    "gender",
    "age",
    "ethnicity",
    "sexuality",
    "disability",
    "religion",
)
"""The columns of the NHS experiences dashboard. What is about the person stays empty: never beside comments."""


def comment_row(release: Release, comment: Comment, labels: Mapping[FlowId, Labels]) -> tuple[str, ...]:
    """Return a row of the file of comments."""
    return (
        release.period,
        comment.flow,
        comment.question,
        labels[comment.flow].question(comment.question),
        comment.service or "",
        comment.fft or "",
        comment.text,
    )


def dashboard_row(release: Release, comment: Comment, number: int, labels: Mapping[FlowId, Labels]) -> tuple[str, ...]:
    """Return a row of the dashboard. The test's answer is 1 for very good to 5 for very poor, and 6 for don't know."""
    words = labels[comment.flow]
    place = words.group("service", comment.service or "")
    empty = ("",) * 6
    date = f"{release.period}-01" if "W" not in release.period else release.period
    return (
        str(number),
        date,
        place,
        "",
        "",
        "",
        words.question(comment.question),
        comment.text,
        _score(comment),
        *empty,
    )


def _score(comment: Comment) -> str:
    return str(CATEGORIES.index(comment.fft) + 1) if comment.fft in CATEGORIES else ""
