"""The ledger of releases, and the submissions and comments that are not released yet."""

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
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.ledger import Release
from bot.store.database import Database
from bot.store.paging import page
from bot.store.rows import SHOWN, comment_of
from bot.store.tables import comments, figures, releases, submissions
from bot.usecases.ports import Stale

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class StoredReleases:
    """The `Releases` port on a database."""

    database: Database

    async def are_made_up(self) -> bool:
        """Tell whether there are made-up answers among the submissions."""
        query = select(1).where(submissions.c.channel == DEMO).limit(1)
        return await self.database.read(lambda connection: connection.execute(query).first() is not None)

    async def waits(self, length: Length) -> Waits:
        """Return the number of unreleased submissions that can no longer be withdrawn."""
        table, period = submissions.c, _period(length)
        query = (
            select(table.flow, table.service, period, func.count())
            .where(_is_unreleased())
            .group_by(table.flow, table.service, period)
        )
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return {((flow, service or ""), start): count for flow, service, start, count in rows}

    def waiting(self, flow: FlowId, services: Collection[str], *, until: str, length: Length) -> AsyncIterator[Batch]:
        """Yield those of a flow and some of its services, up to this period."""
        return self._batches(_is_of(flow, services, until, length))

    async def revisions(
        self, flow: FlowId, services: Collection[str], *, until: str, length: Length
    ) -> tuple[str, ...]:
        """Return the revisions of the flow that these submissions answered."""
        query = select(submissions.c.revision).distinct().where(_is_of(flow, services, until, length))
        rows = await self.database.read(lambda connection: connection.execute(query).scalars().all())
        return tuple(sorted(rows))

    async def add(
        self, release: Release, published: Sequence[Figure], counted: Mapping[Unit, int], length: Length
    ) -> None:
        """Store a release, and mark the submissions and comments of its units as released; all or nothing.

        Raises Stale if a unit has another number of submissions than was counted, or the release exists already.
        """

        def add(connection: Connection) -> None:
            connection.execute(insert(releases).values(_release_row(release)))
            for start in range(0, len(published), _PAGE):
                rows = [_figure_row(release, figure) for figure in published[start : start + _PAGE]]
                connection.execute(insert(figures), rows)
            for flow in {flow for flow, _ in counted}:
                services = [service for unit, service in counted if unit == flow]
                released = _is_of(FlowId(flow), services, release.period, length)
                released_comments = _comments_of(flow, services, release.period)
                connection.execute(update(submissions).where(released).values(release=release.number))
                connection.execute(update(comments).where(released_comments).values(release=release.number))
            if _released(connection, release) != counted:
                raise Stale

        try:
            await self.database.write(add)
        except IntegrityError:
            raise Stale from None

    async def listed(self) -> tuple[Release, ...]:
        """Return every release, the oldest first."""
        return await self.database.read(_listed)

    async def figures(self, release: Release, part: ReleasePart | None = None) -> tuple[Figure, ...]:
        """Return the figures of a release, of one part or all."""
        table = figures.c
        which = table.release == release.number
        if part is not None:
            which = and_(which, table.flow == part.flow, table.question == part.question, table.by == _joined(part.by))
        listed: list[Figure] = []
        after: Row[Any] | None = None
        while True:
            page_figures, after = await self.database.read(partial(_page_of_figures, which, after))
            listed += page_figures
            if len(page_figures) < _PAGE:
                return tuple(listed)

    async def counted(self, release: Release) -> int:
        """Return how many submissions are counted in a release."""
        query = select(func.count()).where(submissions.c.release == release.number)
        return await self.database.read(lambda connection: connection.execute(query).scalar_one())

    def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Batch]:
        """Yield those of a flow, in an order that shows nothing about when they arrived."""
        return self._batches(and_(submissions.c.release == release.number, submissions.c.flow == flow))

    async def comments(self, release: Release) -> AsyncIterator[Comment]:
        """Yield the approved comments of a release, in an order that shows nothing about when they arrived."""
        which = and_(comments.c.release == release.number, comments.c.state == SHOWN)
        async for rows in self._pages(select(comments).where(which), comments.c.id):
            for row in rows:
                yield comment_of(row)

    async def _batches(self, which: ColumnElement[bool]) -> AsyncIterator[Batch]:
        table = submissions.c
        columns = _service(table.service), table.register, cast(table.answers, Text)
        async for rows in self._pages(select(table.id, *columns).where(which), table.id):
            _, services, registers, answers = zip(*rows, strict=True)
            yield Batch(services, registers, answers)

    async def _pages(self, query: Select[Any], id_: Column[str]) -> AsyncIterator[Sequence[Row[Any]]]:
        """Yield pages of rows, ordered by their random ids, so that memory does not grow."""
        query = query.order_by(id_).limit(_PAGE)
        after = ""
        while rows := await self.database.read(partial(_fetch, query.where(id_ > after))):
            yield rows
            after = rows[-1].id


def _fetch(query: Select[Any], connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(query).all()


def _period(length: Length) -> Column[str]:
    return submissions.c.week if length is Length.WEEK else submissions.c.month


def _is_unreleased() -> ColumnElement[bool]:
    return and_(submissions.c.release.is_(None), submissions.c.withdraw.is_(None))


def _is_of(flow: FlowId, services: Collection[str], until: str, length: Length) -> ColumnElement[bool]:
    table = submissions.c
    return and_(_is_unreleased(), table.flow == flow, _service(table.service).in_(services), _period(length) <= until)


def _comments_of(flow: str, services: Collection[str], until: str) -> ColumnElement[bool]:
    """Return the comments of a release: those up to the month in which it ends, as comments have no week."""
    table = comments.c
    free = and_(table.release.is_(None), table.withdraw.is_(None))
    return and_(
        free, table.flow == flow, _service(table.service).in_(services), table.month <= f"{end_of(until):%Y-%m}"
    )


def _service(column: Column[str | None]) -> ColumnElement[str]:
    return func.coalesce(column, "")


def _released(connection: Connection, release: Release) -> Mapping[Unit, int]:
    """Return the number of submissions in a release, by unit."""
    table, service_code = submissions.c, _service(submissions.c.service)
    query = select(table.flow, service_code, func.count()).where(table.release == release.number)
    return {
        (flow, service): count for flow, service, count in connection.execute(query.group_by(table.flow, service_code))
    }


def _listed(connection: Connection) -> tuple[Release, ...]:
    rows = connection.execute(select(releases).order_by(releases.c.number)).all()
    return tuple(map(_release_of, rows, ("", *(row.digest for row in rows))))


def _page_of_figures(
    which: ColumnElement[bool], after: Row[Any] | None, connection: Connection
) -> tuple[list[Figure], Row[Any] | None]:
    """Return the figures after this row, and the last row."""
    rows = page(figures, after, _PAGE, connection, which=which)
    return [_figure_of(row) for row in rows], rows[-1] if rows else None


def _release_row(release: Release) -> dict[str, Any]:
    return {
        "number": release.number,
        "period": release.period,
        "rules": release.rules,
        "digest": release.digest,
        "revisions": {flow: list(revisions) for flow, revisions in release.revisions.items()},
        "parts": [[part.flow, part.question, _joined(part.by), hash_] for part, hash_ in release.parts.items()],
    }


def _release_of(row: Row[Any], previous: str) -> Release:
    parts = {ReleasePart(FlowId(flow), question, _by(by)): hash_ for flow, question, by, hash_ in row.parts}
    revisions = {flow: tuple(listed) for flow, listed in row.revisions.items()}
    return Release(row.number, row.period, row.rules, row.digest, previous, parts, revisions)


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
