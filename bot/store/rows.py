"""Submissions and comments as rows, and rows as these."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.privacy.submission import Comment, Period, Submission, answers_from_json

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


def submission_of(row: Row[Any]) -> Submission:
    """Return the submission that a row holds."""
    return Submission(
        id=row.id,
        flow=FlowId(row.flow),
        revision=row.revision,
        wording=Wording(row.locale, Register(row.register)),
        channel=row.channel,
        service=row.service,
        period=Period(row.month, row.week),
        answers=answers_from_json(row.answers),
        withdraw=row.withdraw,
    )


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
