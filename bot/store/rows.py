"""Rows of submissions and comments."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from bot.engine.ids import FlowId, StepId
from bot.privacy.side import Side
from bot.privacy.submission import Comment, Submission

HELD, SHOWN = "held", "shown"
"""The states of a comment that is waiting for review, and of one that was approved."""


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
        "answers": {step: None if picked is None else list(picked) for step, picked in submission.answers.items()},
        "withdraw": submission.withdraw,
    }


def comment_row(comment: Comment) -> dict[str, Any]:
    """Return the row of a comment that is waiting for review."""
    stored = asdict(comment) | {"state": HELD}
    return {name: value for name, value in stored.items() if name != "fft"}


def comment_of(row: Row[Any]) -> Comment:
    """Return the comment of a row."""
    return Comment(
        id=row.id,
        flow=FlowId(row.flow),
        question=StepId(row.question),
        service=row.service,
        month=row.month,
        fft=None,
        text=row.text,
        withdraw=row.withdraw,
        sealed_fft=row.sealed_fft,
        side=None if row.side is None else Side(row.side),
    )
