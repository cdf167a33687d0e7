"""The ledger of releases, and which submissions and comments are in none yet."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Text, and_, cast, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length, Unit, Waits, end_of
from bot.privacy.disclosure.rules import Breakdown
from bot.privacy.submission import DEMO, Batch, Comment
from bot.reporting.figures import Figure, Part
from bot.reporting.ledger import Release
from bot.store.database import Database
from bot.store.paging import page
from bot.store.rows import SHOWN, comment_of
from bot.store.tables import comments, figures, releases, submissions
from bot.usecases.ports import Stale

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class StoredReleases:
    """The `Releases` port on a database."""

    database: Database

    async def are_made_up(self) -> bool:
        """Tell whether there are answers of a demonstration among those that were sent."""
        query = select(1).where(submissions.c.channel == DEMO).limit(1)
        return await self.database.read(lambda connection: connection.execute(query).first() is not None)

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

    def waiting(self, flow: FlowId, its: Collection[str], *, until: str, length: Length) -> AsyncIterator[Batch]:
        """Yield those of a flow and of services of it, of this period and those before."""
        return self._batches(_is_of(flow, its, until, length))

    async def revisions(self, flow: FlowId, its: Collection[str], *, until: str, length: Length) -> tuple[str, ...]:
        """Return the revisions of a flow that these were answers to."""
        query = select(submissions.c.revision).distinct().where(_is_of(flow, its, until, length))
        rows = await self.database.read(lambda connection: connection.execute(query).scalars().all())
        return tuple(sorted(rows))

    async def add(self, release: Release, told: Sequence[Figure], counted: Mapping[Unit, int], length: Length) -> None:
        """Keep a release, and note of the submissions and comments of its units that they are in it; all or nothing.

        Raises Stale where a unit does not have as many submissions as were counted, or there is such a release by now.
        """

        def add(connection: Connection) -> None:
            connection.execute(insert(releases).values(_release_row(release)))
            for start in range(0, len(told), _AT_ONCE):
                rows = [_figure_row(release, each) for each in told[start : start + _AT_ONCE]]
                connection.execute(insert(figures), rows)
            for flow in {flow for flow, _ in counted}:
                its = [service for unit, service in counted if unit == flow]
                noted = _is_of(FlowId(flow), its, release.period, length)
                said = _comments_of(flow, its, release.period)
                connection.execute(update(submissions).where(noted).values(release=release.number))
                connection.execute(update(comments).where(said).values(release=release.number))
            if _taken(connection, release) != counted:
                raise Stale

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

    def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Batch]:
        """Yield those of a flow, in an order that says nothing about when they came."""
        return self._batches(and_(submissions.c.release == release.number, submissions.c.flow == flow))

    async def comments(self, release: Release) -> AsyncIterator[Comment]:
        """Yield the comments of a release that a person has read and let out, in an order that says nothing either."""
        which = and_(comments.c.release == release.number, comments.c.state == SHOWN)
        async for rows in self._pages(select(comments).where(which), comments.c.id):
            for row in rows:
                yield comment_of(row)

    async def _batches(self, which: ColumnElement[bool]) -> AsyncIterator[Batch]:
        its = submissions.c
        columns = _service(its.service), its.register, cast(its.answers, Text)
        async for rows in self._pages(select(its.id, *columns).where(which), its.id):
            _, services, registers, answers = zip(*rows, strict=True)
            yield Batch(services, registers, answers)

    async def _pages(self, query: Select[Any], id_: Column[str]) -> AsyncIterator[Sequence[Row[Any]]]:
        """Yield rows by their random ids, fetched some at a time, so that memory does not grow."""
        query = query.order_by(id_).limit(_AT_ONCE)
        after = ""
        while rows := await self.database.read(partial(_fetch, query.where(id_ > after))):
            yield rows
            after = rows[-1].id


def _fetch(query: Select[Any], connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(query).all()


def _period(length: Length) -> Column[str]:
    return submissions.c.week if length is Length.WEEK else submissions.c.month


def _is_free() -> ColumnElement[bool]:
    return and_(submissions.c.release.is_(None), submissions.c.withdraw.is_(None))


def _is_of(flow: FlowId, its: Collection[str], until: str, length: Length) -> ColumnElement[bool]:
    table = submissions.c
    return and_(_is_free(), table.flow == flow, _service(table.service).in_(its), _period(length) <= until)


def _comments_of(flow: str, its: Collection[str], until: str) -> ColumnElement[bool]:
    """Return which comments go out with a release: they know their month only, of which no week is left open."""
    table = comments.c
    free = and_(table.release.is_(None), table.withdraw.is_(None))
    return and_(free, table.flow == flow, _service(table.service).in_(its), table.month <= f"{end_of(until):%Y-%m}")


def _service(column: Column[str | None]) -> ColumnElement[str]:
    return func.coalesce(column, "")


def _taken(connection: Connection, release: Release) -> Mapping[Unit, int]:
    """Return how many submissions of each unit are in a release."""
    table, service = submissions.c, _service(submissions.c.service)
    query = select(table.flow, service, func.count()).where(table.release == release.number)
    return {(flow, its): count for flow, its, count in connection.execute(query.group_by(table.flow, service))}


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
        "revisions": {flow: list(each) for flow, each in release.revisions.items()},
        "parts": [[part.flow, part.question, _joined(part.by), hash_] for part, hash_ in release.parts.items()],
    }


def _release_of(row: Row[Any], before: str) -> Release:
    parts = {Part(FlowId(flow), question, _by(by)): hash_ for flow, question, by, hash_ in row.parts}
    revisions = {flow: tuple(each) for flow, each in row.revisions.items()}
    return Release(row.number, row.period, row.rules, row.digest, before, parts, revisions)


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


def _joined(by: Breakdown) -> str:
    return ",".join(by)


def _by(joined: str) -> Breakdown:
    return tuple(joined.split(",")) if joined else ()
