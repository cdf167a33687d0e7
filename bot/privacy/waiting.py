"""The waiting room: submissions wait, sealed, until there are enough of the same ward.

Only then are they moved, together and in random order, to where they can be read. A waiting row shows only its ward and
month, so that even somebody who watches the database learns from its time of arrival nothing about its content.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.engine.ids import FlowId
from bot.engine.wording import Register, Wording
from bot.privacy.submission import Comment, Period, Submission, answers_from_json

ENOUGH = 5
"""The fewest submissions of one ward that are moved together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One row of the waiting room. `service` is empty if the ward is not known; `id` is random."""

    id: str
    service: str
    month: str
    sealed: bytes
    withdraw: bytes


def to_json(submission: Submission, comments: Sequence[Comment]) -> str:
    """Return a submission and its comments as JSON, to be sealed."""
    return json.dumps([_plain(asdict(submission)), [_plain(asdict(comment)) for comment in comments]])


def from_json(text: str) -> tuple[Submission, tuple[Comment, ...]]:
    """Return what `to_json` wrote."""
    sent, said = json.loads(text)
    submission = Submission(
        id=sent["id"],
        flow=FlowId(sent["flow"]),
        revision=sent["revision"],
        wording=Wording(sent["wording"]["locale"], Register(sent["wording"]["register"])),
        channel=sent["channel"],
        service=sent["service"],
        period=Period(**sent["period"]),
        answers=answers_from_json(sent["answers"]),
        withdraw=_bytes(sent["withdraw"]),
    )
    return submission, tuple(Comment(**each | {"withdraw": _bytes(each["withdraw"])}) for each in said)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    withdraw = fields["withdraw"]
    return fields | {"withdraw": None if withdraw is None else base64.b64encode(withdraw).decode()}


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
