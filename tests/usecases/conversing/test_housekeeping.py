"""What happens by itself: nothing is kept too long, nothing waits for ever, nothing goes on too early."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from bot.privacy.sealing import NONCE_BYTES, Sealer
from bot.privacy.waiting import ENOUGH, Waiting, to_json
from bot.usecases.conversing.housekeeping import Housekeeping
from tests.fakes import FakeArchive, FakeClock, FakeRandomBytes, FakeSessions
from tests.store.examples import comment, outcome, submission

SEALER = Sealer(b"s" * 32)


class House:
    """The use case with its fakes."""

    def __init__(self, sealer: Sealer = SEALER) -> None:
        self.clock, self.sessions, self.archive = FakeClock(), FakeSessions(), FakeArchive()
        self.housekeeping = Housekeeping(
            sessions=self.sessions,
            waiting_room=self.archive,
            months=self.archive,
            wipe=self.archive.wipe,
            lock=self.archive.housekeeping_lock,
            sealer=sealer,
            clock=self.clock,
            random_bytes=FakeRandomBytes(),
            chance=Random(3),
            release=self.archive.release,
        )

    def come(self, number: int, service: str = "willow", month: str = "2026-03") -> None:
        said = [comment(f"c{number}{part}", f"words {number}", month=month) for part in "ab"]
        sealed = SEALER.seal_waiting(to_json(submission(f"s{number}", month=month), said), bytes(NONCE_BYTES))
        waiting = Waiting(id=f"w{number}", service=service, month=month, sealed=sealed, withdraw=b"")
        self.archive.waiting.append(waiting)

    async def on(self, day: str) -> None:
        self.clock.now = datetime.fromisoformat(day).replace(tzinfo=UTC)
        await self.housekeeping.tidy()

    @property
    def readable(self) -> list[str]:
        return [each.id for each in self.archive.submissions]


async def test_sessions_that_are_over_are_deleted_and_what_deleting_leaves_is_wiped() -> None:
    house = House()
    await house.sessions.keep(outcome(b"k", b"old", expires=10))
    await house.on("2026-03-04")
    assert house.sessions.kept == {}
    assert house.archive.wiped == [date(2026, 3, 4)]


async def test_where_nothing_can_be_deleted_what_was_deleted_before_is_wiped_all_the_same() -> None:
    house = House()
    house.sessions.broken = True
    with pytest.raises(OSError, match="disk full"):
        await house.on("2026-03-04")
    assert house.archive.wiped == [date(2026, 3, 4)]


async def test_what_is_due_is_released_once_its_months_are_closed() -> None:
    house = House()
    for number in range(ENOUGH):
        house.come(number)
    await house.on("2026-04-08")
    assert house.archive.closed == house.archive.released == ["2026-03"]


async def test_while_another_process_keeps_house_nothing_is_done_twice() -> None:
    house = House()
    house.archive.busy = True
    await house.sessions.keep(outcome(b"k", b"old", expires=10))
    await house.on("2026-03-04")
    assert len(house.sessions.kept) == 1
    assert house.archive.wiped == []


async def test_answers_wait_until_enough_of_their_ward_are_there() -> None:
    house = House()
    for number in range(ENOUGH - 1):
        house.come(number)
    house.come(99, service="oak")
    await house.on("2026-03-04")
    assert house.readable == []

    house.come(ENOUGH - 1)
    await house.on("2026-03-04")
    assert sorted(house.readable) == [f"s{number}" for number in range(ENOUGH)]
    assert [each.service for each in house.archive.waiting] == ["oak"]


@pytest.mark.parametrize(("day", "goes_on"), [("2026-04-07", False), ("2026-04-08", True), ("2027-01-01", True)])
async def test_a_month_is_closed_a_week_after_its_end_with_all_that_waited(day: str, *, goes_on: bool) -> None:
    house = House()
    house.come(1, month="2026-03")
    house.come(2, service="oak", month="2026-04")
    await house.on(day)
    assert ("s1" in house.readable) is goes_on
    assert ("2026-03" in house.archive.closed) is goes_on
    assert ("2026-04" in house.archive.closed) is (day == "2027-01-01")


async def test_a_month_is_closed_once() -> None:
    house = House()
    house.come(1)
    await house.on("2026-04-08")
    await house.on("2026-04-09")
    assert house.archive.closed == ["2026-03"]


async def test_what_was_taken_back_meanwhile_holds_up_nothing_and_the_rest_goes_on_next_time() -> None:
    house = House()
    for number in range(ENOUGH):
        house.come(number)
    house.archive.gone = True
    await house.on("2026-03-04")
    assert house.readable == []
    house.archive.gone = False
    await house.on("2026-03-04")
    assert len(house.readable) == ENOUGH


async def test_what_does_not_open_stays_and_others_go_on_and_nothing_of_it_is_told(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    house = House(Sealer(b"t" * 32))
    for number in range(ENOUGH):
        house.come(number)
    await house.on("2026-03-04")
    assert house.readable == []
    assert len(house.archive.waiting) == ENOUGH
    told = "".join(capsys.readouterr()) + caplog.text
    assert "restore their secret" in told
    assert "words" not in told

    rotated = House(Sealer(b"t" * 32, b"s" * 32))
    rotated.archive.waiting = house.archive.waiting
    await rotated.on("2026-03-04")
    assert len(rotated.readable) == ENOUGH
