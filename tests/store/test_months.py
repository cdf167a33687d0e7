"""Closing a month: nothing about a row tells any more when it came, to which comment it belongs, or how to find it."""

from random import Random

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.months import StoredMonths
from bot.store.submissions import StoredSubmissions
from bot.store.waiting_room import StoredWaitingRoom
from bot.usecases.sending import new_id
from tests.store.examples import comment, submission


async def arrive(engine: AsyncEngine, number: int, month: str = "2026-03") -> None:
    mark = number.to_bytes(16, "big")
    sent = submission(f"s{number}", {"overall": None}, month=month, withdraw=mark)
    await StoredWaitingRoom(engine).move([], [sent], [comment(f"c{number}", month=month, withdraw=mark)])


async def close(engine: AsyncEngine, month: str = "2026-03") -> None:
    chance = Random(7)
    await StoredMonths(engine).close(month, chance=chance, new_id=lambda: new_id(chance.randbytes))


async def test_a_month_is_open_until_it_is_closed(engine: AsyncEngine) -> None:
    months = StoredMonths(engine)
    assert await months.open() == ()
    await arrive(engine, 1)
    await arrive(engine, 2, "2026-04")
    assert await months.open() == ("2026-03", "2026-04")
    await close(engine)
    assert await months.open() == ("2026-04",)


async def test_closing_keeps_every_row_as_it_was_but_for_its_id_and_what_takes_it_back(engine: AsyncEngine) -> None:
    stored = StoredSubmissions(engine)
    for number in range(1200):
        await arrive(engine, number, "2026-03" if number % 3 else "2026-04")
    untouched = {each.id async for each in stored.submissions() if each.period.month == "2026-04"}

    await close(engine)

    assert await stored.count() == (1200, 1200)
    rows = [each async for each in stored.submissions()]
    closed = [each for each in rows if each.period.month == "2026-03"]
    assert len(closed) == 800
    assert {each.withdraw for each in closed} == {None}
    assert all(len(each.id) == 24 for each in closed)
    assert {each.id for each in rows if each.period.month == "2026-04"} == untouched
    assert {each.withdraw is None async for each, _ in stored.comments() if each.month == "2026-03"} == {True}


async def test_a_month_that_is_closed_twice_loses_nothing(engine: AsyncEngine) -> None:
    await arrive(engine, 1)
    await close(engine)
    await close(engine)
    assert await StoredSubmissions(engine).count() == (1, 1)


async def test_closing_that_fails_leaves_everything_as_it_was(engine: AsyncEngine) -> None:
    for number in range(600):
        await arrive(engine, number)

    with pytest.raises(IntegrityError):
        await StoredMonths(engine).close("2026-03", chance=Random(7), new_id=lambda: "always the same")

    assert await StoredMonths(engine).open() == ("2026-03",)
    assert {each.id async for each in StoredSubmissions(engine).submissions()} == {f"s{n}" for n in range(600)}
