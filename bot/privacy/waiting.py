"""The waiting room: submissions wait, sealed, until there are enough of the same ward.

Only then are they moved, together and in random order, to where they can be read. A waiting row shows only its ward and
month, so that even somebody who watches the database learns from its time of arrival nothing about its content.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from bot.engine.ids import FlowId
from bot.engine.payload import numbers, refuse_newer
from bot.engine.wording import Register, Wording
from bot.privacy.submission import Comment, Period, Submission, answers_from_json

ENOUGH = 5
"""The fewest submissions of one ward that are moved together."""

VERSION = 2
"""The version of what is sealed; see `bot.engine.payload`. 2 added the numbers themselves."""

_NOT_YET = ("sealed_fft", "side")
"""What a comment gets after it has left the waiting room."""

NEEDS = 1
"""The oldest version whose readers can read it."""


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
    sent = _plain(asdict(submission)) | numbers(version=VERSION, needs=NEEDS)
    return json.dumps([sent, [_plain(asdict(comment)) for comment in comments]])


def from_json(text: str) -> tuple[Submission, tuple[Comment, ...]]:
    """Return what this or an earlier version wrote.

    Raises NewerPayload if it needs a newer reader, and ValueError if the text is anything else.
    """
    try:
        sent, comments = json.loads(text)[:2]
        refuse_newer(sent, VERSION)
        return _submission(sent), tuple(map(_comment, comments))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        message = "this text is nothing that was sent"
        raise ValueError(message) from error


def _submission(plain: Mapping[str, Any]) -> Submission:
    return Submission(
        id=plain["id"],
        flow=FlowId(plain["flow"]),
        revision=plain["revision"],
        wording=Wording(plain["wording"]["locale"], Register(plain["wording"]["register"])),
        channel=plain["channel"],
        service=plain.get("service"),
        period=Period(**_known(Period, plain["period"])),
        answers=answers_from_json(plain["answers"]),
        withdraw=_bytes(plain.get("withdraw")),
    )


def _comment(plain: Mapping[str, Any]) -> Comment:
    return Comment(**_known(Comment, plain) | {"withdraw": _bytes(plain.get("withdraw"))})


def _known(kind: type[Period | Comment], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that this version knows."""
    return {field.name: plain[field.name] for field in fields(kind) if field.name in plain}


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    withdraw = fields["withdraw"]
    known = {name: value for name, value in fields.items() if name not in _NOT_YET}
    return known | {"withdraw": None if withdraw is None else base64.b64encode(withdraw).decode()}


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
