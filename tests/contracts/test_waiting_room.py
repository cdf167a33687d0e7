"""The waiting room and the months: what waits goes on whole or not at all, and a month is open until it is closed."""

from tests.contracts.conftest import Ports
from tests.store.examples import CHANCE, comment, new_id, submission, waiting


async def test_what_waits_is_ready_once_enough_of_its_ward_is_there(ports: Ports) -> None:
    await ports.have_waiting([*(waiting(f"w{number}", "willow") for number in range(4)), waiting("o1", "oak")])
    assert await ports.waiting_room.ready(enough=5, month="2026-02") == ()

    await ports.have_waiting([waiting("w4", "willow", month="2026-04")])
    ready = await ports.waiting_room.ready(enough=5, month="2026-02")
    assert {one.id for one in ready} == {"w0", "w1", "w2", "w3", "w4"}


async def test_what_waits_of_a_month_that_is_over_is_ready_however_little_it_is(ports: Ports) -> None:
    await ports.have_waiting(
        [waiting("old", "willow", month="2026-02"), waiting("older", month="2025-12"), waiting("new", "willow")]
    )

    assert {one.id for one in await ports.waiting_room.ready(enough=5, month="2026-02")} == {"old", "older"}


async def test_what_goes_on_waits_no_more_and_opens_its_month(ports: Ports) -> None:
    await ports.have_waiting([waiting("w1"), waiting("w2")])
    leaving = await ports.waiting_room.ready(enough=2, month="")

    sent, comments = [submission(name, withdraw=name.encode()) for name in ("s1", "s2")], [comment("c1")]
    assert await ports.waiting_room.move(leaving, sent, comments, chance=CHANCE, new_id=new_id)

    assert await ports.waiting_room.ready(enough=1, month="9999-12") == ()
    assert await ports.months.open() == ("2026-03",)


async def test_nothing_goes_on_where_some_of_it_was_withdrawn(ports: Ports) -> None:
    await ports.have_waiting([waiting("w1")])

    leaving = [waiting("w1"), waiting("gone")]
    assert not await ports.waiting_room.move(leaving, [submission("s1")], [], chance=CHANCE, new_id=new_id)

    assert await ports.waiting_room.ready(enough=1, month="") == (waiting("w1"),)
    assert await ports.months.open() == ()


async def test_a_month_is_open_until_it_is_closed(ports: Ports) -> None:
    assert await ports.months.open() == ()
    await ports.have([submission("s1", withdraw=b"1"), submission("s2", month="2026-04", withdraw=b"2")], [])
    assert await ports.months.open() == ("2026-03", "2026-04")
    await ports.months.close("2026-03", chance=CHANCE, new_id=new_id)
    assert await ports.months.open() == ("2026-04",)
