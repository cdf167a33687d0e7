"""Hashes of the parts of a release, so that some of its figures can be checked without all.

The digests of releases that there are already are worked out again, from these.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_releases = sa.table(
    "releases",
    *(sa.column(name) for name in ("number", "period", "rules", "digest")),
    sa.column("parts", sa.JSON),
)
_figures = sa.table(
    "figures",
    *(sa.column(name) for name in ("release", "flow", "question", "by", "group", "since", "people")),
    sa.column("counts", sa.JSON),
)


def upgrade() -> None:
    op.add_column("releases", sa.Column("parts", sa.JSON, nullable=False, server_default="[]"))
    _work_out_again(_by_parts)


def downgrade() -> None:
    _work_out_again(_of_all_figures)
    op.drop_column("releases", "parts")


def _work_out_again(work_out: Callable[..., dict[str, Any]]) -> None:
    connection, before = op.get_bind(), ""
    numbers = sa.select(_releases.c.number, _releases.c.period, _releases.c.rules).order_by(_releases.c.number)
    for release in connection.execute(numbers).all():
        query = sa.select(_figures).where(_figures.c.release == release.number)
        values = work_out(before, release, connection.execute(query).all())
        connection.execute(_releases.update().where(_releases.c.number == release.number).values(values))
        before = values["digest"]


def _by_parts(before: str, release: Any, figures: Any) -> dict[str, Any]:  # noqa: ANN401 - rows
    found = defaultdict(list)
    for each in figures:
        told = [_split(each.group, each.by), each.since, each.people, sorted(each.counts.items())]
        found[each.flow, each.question, tuple(_split(each.by, each.by))].append(told)
    parts = {part: _hash(sorted(found[part], key=lambda told: told[0])) for part in sorted(found)}
    digest = _hash([before, release.number, release.period, release.rules, [*parts.items()]])
    return {"digest": digest, "parts": [[flow, name, ",".join(by), hash_] for (flow, name, by), hash_ in parts.items()]}


def _of_all_figures(before: str, release: Any, figures: Any) -> dict[str, Any]:  # noqa: ANN401 - rows
    lines = sorted(
        json.dumps(
            [
                each.flow,
                each.question,
                _split(each.by, each.by),
                _split(each.group, each.by),
                each.since,
                each.people,
                sorted(each.counts.items()),
            ]
        )
        for each in figures
    )
    return {"digest": _hash([before, release.number, release.period, release.rules, *lines])}


def _split(joined: str, by: str) -> list[str]:
    return joined.split(",") if by else []


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
