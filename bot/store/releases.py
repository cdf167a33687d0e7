"""The ledger of releases, and which submissions and comments are in none yet."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, and_, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length, Unit, Waits, end_of
from bot.privacy.submission import Comment, Submission
from bot.reporting.figures import By, Figure, Part
from bot.reporting.ledger import Release
from bot.store.database import Database
from bot.store.paging import page
from bot.store.rows import SHOWN, comment_of, submission_of
from bot.store.tables import comments, figures, releases, submissions
from bot.usecases.ports import Stale

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class StoredReleases:
    """The `Releases` port on a database."""

    database: Database

    async def waits(self, length: Length) -> Waits:
        """Return how many submissions that cannot be taken back any more are in no release."""
        table, period = submissions.c, _period(length)
        query = (
            select(table.flow, table.service, period, func.count())
            .where(_is_free())
            .group_by(table.flow, table.service, period)
        )
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return {((flow, service or ""), its): count for flow, service, its, count in rows}

    async def waiting(self, unit: Unit, *, until: str, length: Length) -> AsyncIterator[Submission]:
        """Yield those of a unit, of this period and those before."""
        async for row in self._rows(submissions, _is_of(unit, until, length)):
            yield submission_of(row)

    async def add(self, release: Release, told: Sequence[Figure], counted: Mapping[Unit, int], length: Length) -> None:
        """Keep a release, and note of the submissions and comments of its units that they are in it; all or nothing.

        Raises Stale where a unit does not have as many submissions as were counted, or there is such a release by now.
        """

        def add(connection: Connection) -> None:
            connection.execute(insert(releases).values(_release_row(release)))
            for start in range(0, len(told), _AT_ONCE):
                rows = [_figure_row(release, each) for each in told[start : start + _AT_ONCE]]
                connection.execute(insert(figures), rows)
            for unit, count in counted.items():
                noting = update(submissions).where(_is_of(unit, release.period, length)).values(release=release.number)
                if connection.execute(noting).rowcount != count:
                    raise Stale
                connection.execute(
                    update(comments).where(_comments_of(unit, release.period)).values(release=release.number)
                )

        try:
            await self.database.write(add)
        except IntegrityError:
            raise Stale from None

    async def listed(self) -> tuple[Release, ...]:
        """Return every release, the oldest first."""
        return await self.database.read(_listed)

    async def figures(self, release: Release, part: Part | None = None) -> tuple[Figure, ...]:
        """Return the figures of a release, of one part or all."""
        table = figures.c
        which = table.release == release.number
        if part is not None:
            its = (table.flow == part.flow, table.question == part.question, table.by == _joined(part.by))
            which = and_(which, *its)
        found: list[Figure] = []
        after: Row[Any] | None = None
        while True:
            some, after = await self.database.read(partial(_some_figures, which, after))
            found += some
            if len(some) < _AT_ONCE:
                return tuple(found)

    async def counted(self, release: Release) -> int:
        """Return how many submissions are counted in a release."""
        query = select(func.count()).where(submissions.c.release == release.number)
        return await self.database.read(lambda connection: connection.execute(query).scalar_one())

    async def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Submission]:
        """Yield those of a flow, in an order that says nothing about when they came."""
        which = and_(submissions.c.release == release.number, submissions.c.flow == flow)
        async for row in self._rows(submissions, which):
            yield submission_of(row)

    async def comments(self, release: Release) -> AsyncIterator[Comment]:
        """Yield the comments of a release that a person has read and let out, in an order that says nothing either."""
        which = and_(comments.c.release == release.number, comments.c.state == SHOWN)
        async for row in self._rows(comments, which):
            yield comment_of(row)

    async def _rows(self, table: Table, which: ColumnElement[bool]) -> AsyncIterator[Row[Any]]:
        """Yield rows by their random ids, fetched some at a time, so that memory does not grow."""
        query = select(table).where(which).order_by(table.c.id).limit(_AT_ONCE)
        after = ""
        while rows := await self.database.read(partial(_fetch, query.where(table.c.id > after))):
            for row in rows:
                yield row
            after = rows[-1].id


def _fetch(query: Select[Any], connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(query).all()


def _period(length: Length) -> Column[str]:
    return submissions.c.week if length is Length.WEEK else submissions.c.month


def _is_free() -> ColumnElement[bool]:
    return and_(submissions.c.release.is_(None), submissions.c.withdraw.is_(None))


def _is_of(unit: Unit, until: str, length: Length) -> ColumnElement[bool]:
    table = submissions.c
    return and_(_is_free(), table.flow == unit[0], _service(table.service, unit), _period(length) <= until)


def _comments_of(unit: Unit, until: str) -> ColumnElement[bool]:
    """Return which comments go out with a release: they know their month only, of which no week is left open."""
    table = comments.c
    free = and_(table.release.is_(None), table.withdraw.is_(None))
    return and_(free, table.flow == unit[0], _service(table.service, unit), table.month <= f"{end_of(until):%Y-%m}")


def _service(column: Column[str | None], unit: Unit) -> ColumnElement[bool]:
    return column == unit[1] if unit[1] else column.is_(None)


def _listed(connection: Connection) -> tuple[Release, ...]:
    rows = connection.execute(select(releases).order_by(releases.c.number)).all()
    return tuple(map(_release_of, rows, ("", *(row.digest for row in rows))))


def _some_figures(
    which: ColumnElement[bool], after: Row[Any] | None, connection: Connection
) -> tuple[list[Figure], Row[Any] | None]:
    """Return figures behind this row, and the row that the last was in."""
    rows = page(figures, after, _AT_ONCE, connection, which=which)
    return [_figure_of(row) for row in rows], rows[-1] if rows else None


def _release_row(release: Release) -> dict[str, Any]:
    return {
        "number": release.number,
        "period": release.period,
        "rules": release.rules,
        "digest": release.digest,
        "parts": [[part.flow, part.question, _joined(part.by), hash_] for part, hash_ in release.parts.items()],
    }


def _release_of(row: Row[Any], before: str) -> Release:
    parts = {Part(FlowId(flow), question, _by(by)): hash_ for flow, question, by, hash_ in row.parts}
    return Release(row.number, row.period, row.rules, row.digest, before, parts)


def _figure_row(release: Release, figure: Figure) -> dict[str, Any]:
    return {
        "release": release.number,
        "flow": figure.flow,
        "question": figure.question,
        "by": _joined(figure.by),
        "group": ",".join(figure.group),
        "since": figure.since,
        "people": figure.people,
        "counts": dict(figure.counts),
    }


def _figure_of(row: Row[Any]) -> Figure:
    by = _by(row.by)
    group = tuple(row.group.split(",")) if by else ()
    return Figure(FlowId(row.flow), row.question, by, group, row.since, row.people, row.counts)


def _joined(by: By) -> str:
    return ",".join(by)


def _by(joined: str) -> By:
    return tuple(joined.split(",")) if joined else ()
