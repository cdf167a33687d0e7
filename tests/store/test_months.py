"""Closing a month: nothing about a row tells any more when it came, to which comment it belongs, or how to find it."""

from random import Random

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.months import StoredMonths
from bot.usecases.conversing.sending import new_id
from tests.store.examples import Kept, comment, put, submission


async def arrive(database: Database, count: int, month: str = "2026-03") -> None:
    marks = [f"{month} {number}".encode() for number in range(count)]
    sent = [submission(f"s{mark!r}", {"overall": None}, month=month, withdraw=mark) for mark in marks]
    await put(database, sent, [comment(f"c{mark!r}", month=month, withdraw=mark) for mark in marks])


async def close(database: Database, month: str = "2026-03") -> None:
    chance = Random(7)
    await StoredMonths(database).close(month, chance=chance, new_id=lambda: new_id(chance.randbytes))


@pytest.mark.slow
async def test_closing_keeps_every_row_as_it_was_but_for_its_id_and_what_takes_it_back(database: Database) -> None:
    stored = Kept(database)
    await arrive(database, 800)
    await arrive(database, 400, "2026-04")
    untouched = {row.id async for row in stored.submissions() if row.period.month == "2026-04"}

    await close(database)

    assert await stored.count() == (1200, 1200)
    rows = [row async for row in stored.submissions()]
    closed = [row for row in rows if row.period.month == "2026-03"]
    assert len(closed) == 800
    assert {row.withdraw for row in closed} == {None}
    assert all(len(row.id) == 24 for row in closed)
    assert {row.id for row in rows if row.period.month == "2026-04"} == untouched
    assert {row.withdraw is None async for row, _ in stored.comments() if row.month == "2026-03"} == {True}


async def test_a_month_that_is_closed_twice_loses_nothing(database: Database) -> None:
    await arrive(database, 1)
    await close(database)
    await close(database)
    assert await Kept(database).count() == (1, 1)


async def test_closing_that_fails_leaves_everything_as_it_was(database: Database) -> None:
    await arrive(database, 600)
    ids = {row.id async for row in Kept(database).submissions()}

    with pytest.raises(IntegrityError):
        await StoredMonths(database).close("2026-03", chance=Random(7), new_id=lambda: "always the same")

    assert await StoredMonths(database).open() == ("2026-03",)
    assert {row.id async for row in Kept(database).submissions()} == ids
