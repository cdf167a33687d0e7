"""The ledger of releases, and the submissions and comments that are not released yet."""

import itertools
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length, Unit, Waits, end_of
from bot.privacy.submission import DEMO, Batch, Comment
from bot.reporting.figures import Figure, ReleasePart
from bot.reporting.ledger import Ledger, Release
from bot.store.database import Database
from bot.store.paging import page
from bot.store.release_rows import figure_of, figure_row, record_row, release_of, release_row, unpacked
from bot.store.rows import SHOWN, comment_of
from bot.store.tables import comments, figures, records, releases, submissions
from bot.usecases.ports import Stale
from bot.usecases.releasing.ports import NewRelease, RecordPart

_PAGE = 2_000

_COLUMNS = {
    Ledger.WARDS: submissions.c.release,
    Ledger.GROUPS: submissions.c.groups_release,
    Ledger.RECORDS: submissions.c.records_release,
}
"""The column that says which release of a ledger counts a submission."""

_BEFORE = {Ledger.GROUPS: Ledger.WARDS, Ledger.RECORDS: Ledger.GROUPS}
"""The ledger whose releases another joins."""


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

    async def comments_due(self, flow: FlowId, services: Collection[str], *, until: str) -> Sequence[tuple[str, bytes]]:
        """Return the ids and sealed answers of comments that a release of these wards takes along."""
        sealed = comments.c.sealed_fft
        query = select(comments.c.id, sealed).where(_comments_of(flow, services, until), sealed.is_not(None))
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return [(row.id, row.sealed_fft) for row in rows]

    async def unjoined(self, ledger: Ledger) -> Mapping[FlowId, Sequence[int]]:
        """Return by flow the releases of the ledger before that are in none of this one, the oldest first."""
        before, own = _COLUMNS[_BEFORE[ledger]], _COLUMNS[ledger]
        query = select(submissions.c.flow, before).distinct().where(before.is_not(None), own.is_(None))
        rows = await self.database.read(lambda connection: connection.execute(query.order_by(before)).all())
        joined: dict[FlowId, list[int]] = {}
        for flow, number in rows:
            joined.setdefault(FlowId(flow), []).append(number)
        return joined

    async def joined(self, release: Release, flow: FlowId) -> Sequence[int]:
        """Return the releases of the ledger before that a release joins, the oldest first."""
        before = _COLUMNS[_BEFORE[release.ledger]]
        which = and_(_COLUMNS[release.ledger] == release.number, submissions.c.flow == flow)
        query = select(before).distinct().where(which).order_by(before)
        return await self.database.read(lambda connection: connection.execute(query).scalars().all())

    async def revisions(self, flow: FlowId) -> tuple[str, ...]:
        """Return the revisions of a flow that submissions answer which can no longer be withdrawn."""
        table = submissions.c
        query = select(table.revision).distinct().where(table.flow == flow, table.withdraw.is_(None))
        rows = await self.database.read(lambda connection: connection.execute(query).scalars().all())
        return tuple(sorted(rows))

    async def add(self, new: NewRelease, length: Length) -> None:
        """Store a release, and mark the submissions and comments of its units as released; all or nothing.

        Raises Stale if a unit has another number of submissions than was counted, or the release exists already.
        """

        def add(connection: Connection) -> None:
            connection.execute(insert(releases).values(release_row(new.release)))
            for start in range(0, len(new.figures), _PAGE):
                rows = [figure_row(new.release, figure) for figure in new.figures[start : start + _PAGE]]
                connection.execute(insert(figures), rows)
            for flow, parts in new.records.items():
                for number, part in enumerate(parts):
                    connection.execute(insert(records).values(record_row(new.release, flow, number, part)))
            _mark(connection, new, length)
            if _released(connection, new.release) != new.counted:
                raise Stale

        try:
            await self.database.write(add)
        except IntegrityError:
            raise Stale from None

    async def listed(self, ledger: Ledger | None = None) -> tuple[Release, ...]:
        """Return every release of a ledger, or of all, the oldest first."""
        listed = await self.database.read(_listed)
        return tuple(release for release in listed if ledger in (None, release.ledger))

    async def resign(self, release: Release) -> None:
        """Store another signature of a release."""
        change = update(releases).where(releases.c.number == release.number).values(signature=release.signature)
        await self.database.write(lambda connection: connection.execute(change))

    async def records(self, release: Release, flow: FlowId) -> AsyncIterator[RecordPart]:
        """Yield the records of a release, part by part."""
        which = and_(records.c.release == release.number, records.c.flow == flow)
        query = select(records.c.rows).where(which)
        for part in itertools.count():
            rows = await self.database.read(partial(_fetch, query.where(records.c.part == part)))
            if not rows:
                return
            yield unpacked(rows[0])

    async def figures(self, release: Release, part: ReleasePart | None = None) -> tuple[Figure, ...]:
        """Return the figures of a release, of one part or all."""
        table = figures.c
        which = table.release == release.number
        if part is not None:
            which = and_(which, table.flow == part.flow, table.question == part.question, table.by == part.by)
        listed: list[Figure] = []
        after: Row[Any] | None = None
        while True:
            page_figures, after = await self.database.read(partial(_page_of_figures, which, after))
            listed += page_figures
            if len(page_figures) < _PAGE:
                return tuple(listed)

    def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Batch]:
        """Yield those of a flow, in an order that shows nothing about when they arrived."""
        return self._batches(and_(_COLUMNS[release.ledger] == release.number, submissions.c.flow == flow))

    async def comments(self, release: Release) -> AsyncIterator[Comment]:
        """Yield the approved comments of a release, in an order that shows nothing about when they arrived."""
        which = and_(comments.c.release == release.number, comments.c.state == SHOWN)
        async for rows in self._pages(select(comments).where(which), comments.c.id):
            for row in rows:
                yield comment_of(row)

    async def closed_answers(self, flow: FlowId) -> AsyncIterator[Sequence[tuple[str, str]]]:
        """Yield the months and the answers, as JSON, of submissions of a flow that can no longer be withdrawn."""
        table = submissions.c
        query = select(table.id, table.month, cast(table.answers, Text).label("answers"))
        async for rows in self._pages(query.where(table.flow == flow, table.withdraw.is_(None)), table.id):
            yield [(row.month, row.answers) for row in rows]

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


def _mark(connection: Connection, new: NewRelease, length: Length) -> None:
    """Mark what a release counts: of the wards by unit and period, of the others by the releases that they join."""
    release, column = new.release, _COLUMNS[new.release.ledger]
    for joining, numbers in new.joined.items():
        joins = and_(submissions.c.flow == joining, _COLUMNS[_BEFORE[release.ledger]].in_(numbers), column.is_(None))
        connection.execute(update(submissions).where(joins).values({column: release.number}))
    if release.ledger is not Ledger.WARDS:
        return
    for flow in sorted({flow for flow, _ in new.counted}):
        services = [service for unit, service in new.counted if unit == flow]
        released = _is_of(FlowId(flow), services, release.period, length)
        released_comments = _comments_of(flow, services, release.period)
        connection.execute(update(submissions).where(released).values(release=release.number))
        connection.execute(update(comments).where(released_comments).values(release=release.number, sealed_fft=None))
    if new.sides:
        of_comment = update(comments).where(comments.c.id == bindparam("comment"))
        connection.execute(of_comment, [{"comment": id_, "side": side} for id_, side in new.sides.items()])


def _released(connection: Connection, release: Release) -> Mapping[Unit, int]:
    """Return the number of submissions in a release, by unit."""
    table, service_code = submissions.c, _service(submissions.c.service)
    query = select(table.flow, service_code, func.count()).where(_COLUMNS[release.ledger] == release.number)
    return {
        (flow, service): count for flow, service, count in connection.execute(query.group_by(table.flow, service_code))
    }


def _listed(connection: Connection) -> tuple[Release, ...]:
    rows = connection.execute(select(releases).order_by(releases.c.number)).all()
    return tuple(map(release_of, rows, ("", *(row.signature for row in rows))))


def _page_of_figures(
    which: ColumnElement[bool], after: Row[Any] | None, connection: Connection
) -> tuple[list[Figure], Row[Any] | None]:
    """Return the figures after this row, and the last row."""
    rows = page(figures, after, _PAGE, connection, which=which)
    return [figure_of(row) for row in rows], rows[-1] if rows else None
