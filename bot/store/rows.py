"""Submissions and comments as rows, and rows of comments as these."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.privacy.submission import Comment, Submission

HELD, SHOWN = "held", "shown"
"""The state of a comment that nobody has read yet, and of one that somebody has read and let out."""


def submission_row(submission: Submission) -> dict[str, Any]:
    """Return the row of a submission."""
    return {
        "id": submission.id,
        "flow": submission.flow,
        "revision": submission.revision,
        "locale": submission.wording.locale,
        "register": submission.wording.register,
        "channel": submission.channel,
        "service": submission.service,
        "month": submission.period.month,
        "week": submission.period.week,
        "answers": {step: None if given is None else list(given) for step, given in submission.answers.items()},
        "withdraw": submission.withdraw,
    }


def comment_row(comment: Comment) -> dict[str, Any]:
    """Return the row of a comment that nobody has read yet."""
    return asdict(comment) | {"state": HELD}


def comment_of(row: Row[Any]) -> Comment:
    """Return the comment that a row holds."""
    return Comment(
        id=row.id,
        flow=FlowId(row.flow),
        question=StepId(row.question),
        service=row.service,
        month=row.month,
        fft=None if row.fft is None else ChoiceId(row.fft),
        text=row.text,
        withdraw=row.withdraw,
    )
