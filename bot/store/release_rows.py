"""Rows of releases, of their figures and of their records."""

import json
import zlib
from typing import Any

from sqlalchemy import Row

from bot.engine.ids import FlowId
from bot.privacy.disclosure.coding import Told
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.ledger import Ledger, Release
from bot.usecases.releasing.ports import RecordPart


def release_row(release: Release) -> dict[str, Any]:
    """Return the row of a release."""
    return {
        "number": release.number,
        "ledger": release.ledger,
        "period": release.period,
        "rules": release.rules,
        "signature": release.signature,
        "revisions": {flow: list(revisions) for flow, revisions in release.revisions.items()},
        "parts": [[*part, hash_] for part, hash_ in release.parts.items()],
        "records": dict(release.records),
    }


def release_of(row: Row[Any], previous: str) -> Release:
    """Return the release of a row; `previous` is the signature of the one before."""
    return Release(
        number=row.number,
        ledger=Ledger(row.ledger),
        period=row.period,
        rules=row.rules,
        signature=row.signature,
        previous=previous,
        parts={ReleasePart(FlowId(flow), question, by): hash_ for flow, question, by, hash_ in row.parts},
        records=row.records,
        revisions={flow: tuple(listed) for flow, listed in row.revisions.items()},
    )


def figure_row(release: Release, figure: Figure) -> dict[str, Any]:
    """Return the row of a figure."""
    return {
        "release": release.number,
        "flow": figure.flow,
        "question": figure.question,
        "by": figure.by,
        "group": figure.group,
        "since": figure.since,
        "people": figure.people,
        "share": figure.share,
        "answers": dict(figure.answers),
    }


def figure_of(row: Row[Any]) -> Figure:
    """Return the figure of a row."""
    return Figure(
        flow=FlowId(row.flow),
        question=row.question,
        by=row.by,
        group=row.group,
        since=row.since,
        people=row.people,
        share=None if row.share is None else Told(*row.share),
        answers={answer: Told(*told) for answer, told in row.answers.items()},
    )


def record_row(release: Release, flow: FlowId, number: int, part: RecordPart) -> dict[str, Any]:
    """Return the row of some records."""
    packed = zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1)
    return {"release": release.number, "flow": flow, "part": number, "rows": packed}


def unpacked(row: Row[Any]) -> RecordPart:
    """Return the records of a row."""
    part: RecordPart = json.loads(zlib.decompress(row.rows))
    return part
