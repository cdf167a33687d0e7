"""What was sent waits, and goes on whole or not at all; and a code takes it back wherever it lies."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.privacy.submission import Comment, Submission
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes, Withdrawals
from bot.store.codes import StoredCodes
from bot.store.database import Database
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.waiting_room import StoredWaitingRoom
from bot.usecases.conversing.ports import Outcome
from tests.store.examples import CHANCE, LOGGED, OAK, WILLOW, Kept, comment, new_id, outcome, put, submission, waiting

KEY = b"k" * 32
CODE = Withdrawals(b"s" * 32).hashes("river apple spoon green")
OTHER_CODE = Withdrawals(b"s" * 32).hashes("green spoon apple river")


@pytest.fixture
def room(database: Database) -> StoredWaitingRoom:
    return StoredWaitingRoom(database)


async def move(
    room: StoredWaitingRoom, leaving: Sequence[Waiting], sent: Sequence[Submission], sent_comments: Sequence[Comment]
) -> bool:
    return await room.move(leaving, sent, sent_comments, chance=CHANCE, new_id=new_id)


async def keep(database: Database, kept: Outcome) -> None:
    """Keep it as the next turn of whoever it is."""
    sessions = StoredSessions(database)
    await sessions.keep(replace(kept, version=(await sessions.load(kept.key, hour=0)).version))


async def come(database: Database, *arrived: tuple[str, str, str]) -> None:
    for name, service, month in arrived:
        await keep(database, replace(outcome(KEY, b"marker", expires=9), waiting=waiting(name, service, month=month)))


async def readable(database: Database) -> tuple[set[str], set[str]]:
    stored = Kept(database)
    return {row.id async for row in stored.submissions()}, {row.id async for row, _ in stored.comments()}


async def test_what_goes_on_is_readable_and_waits_no_more(database: Database, room: StoredWaitingRoom) -> None:
    await come(database, ("w1", "", "2026-03"), ("w2", "", "2026-03"))
    leaving = await room.ready(enough=2, month="")

    assert await move(room, leaving, [submission("s1"), submission("s2")], [comment("c1")])

    assert await room.ready(enough=1, month="9999-12") == ()
    assert await readable(database) == ({"s1", "s2"}, {"c1"})


async def test_what_is_there_already_of_the_ward_is_written_again_with_what_goes_on_and_nothing_else_is(
    database: Database, room: StoredWaitingRoom
) -> None:
    for ward in (WILLOW, OAK):
        await StoredServices(database).add(ward, LOGGED)
    early = [submission(f"s{number}", service="willow", withdraw=bytes([number])) for number in range(9)]
    closed = submission("closed", service="willow")
    other = submission("other", service="oak", withdraw=b"o")
    await put(database, [other], [])
    await put(database, [*early, closed], [comment("c0", service="willow", withdraw=b"c")])
    ids_before = {row.withdraw: row.id async for row in Kept(database).submissions()}

    await put(database, [submission("s9", service="willow", withdraw=b"9")], [])

    ids_after = {row.withdraw: row.id async for row in Kept(database).submissions()}
    assert {mark for mark in ids_before if ids_before[mark] == ids_after[mark]} == {None, b"o"}
    assert len(ids_after) == len(ids_before) + 1


@pytest.mark.parametrize(
    ("sent", "sent_comments"),
    [
        ([submission("s1")], []),
        ([submission("s2")], [comment("c1")]),
        ([submission("s2")], [comment("c2"), comment("c2")]),
        ([submission("s2", service="nowhere")], []),
    ],
    ids=["the submission's id is taken", "a comment's id is taken", "two comments share an id", "an unknown service"],
)
async def test_what_cannot_go_on_stays_where_it_is(
    sent: Sequence[Submission], sent_comments: Sequence[Comment], database: Database, room: StoredWaitingRoom
) -> None:
    await put(database, [submission("s1")], [comment("c1")])
    await come(database, ("w1", "", "2026-03"))

    with pytest.raises(IntegrityError):
        await move(room, [waiting("w1")], sent, sent_comments)

    assert await room.ready(enough=1, month="") == (waiting("w1"),)
    assert await readable(database) == ({"s1"}, {"c1"})


def taking_back(code: CodeHashes) -> Outcome:
    return replace(outcome(KEY, b"after", expires=9), withdrawn=code)


async def test_a_code_takes_back_what_waits_and_nothing_else(database: Database, room: StoredWaitingRoom) -> None:
    mine = replace(waiting("mine"), withdraw=CODE.waiting)
    theirs = replace(waiting("theirs"), withdraw=OTHER_CODE.waiting)
    for row in (mine, theirs):
        await keep(database, replace(outcome(KEY, b"marker", expires=9), waiting=row))
    assert await StoredCodes(database).has(CODE)

    await keep(database, taking_back(CODE))

    assert await room.ready(enough=1, month="") == (theirs,)
    assert not await StoredCodes(database).has(CODE)
    assert await StoredCodes(database).has(OTHER_CODE)


async def test_a_code_takes_back_the_submission_and_every_comment_once_they_are_apart(
    database: Database, room: StoredWaitingRoom
) -> None:
    mine = [comment(f"c{number}", withdraw=CODE.comments[number]) for number in range(3)]
    theirs = comment("c9", withdraw=OTHER_CODE.comments[0])
    sent = [submission("s1", withdraw=CODE.submission), submission("s2", withdraw=OTHER_CODE.submission)]
    await put(database, sent, [*mine, theirs])
    assert await StoredCodes(database).has(CODE)

    await keep(database, taking_back(CODE))

    assert [row.withdraw async for row in Kept(database).submissions()] == [OTHER_CODE.submission]
    assert [row.withdraw async for row, _ in Kept(database).comments()] == [OTHER_CODE.comments[0]]
    assert not await StoredCodes(database).has(CODE)


async def test_taking_back_and_the_turn_that_asked_for_it_happen_together(
    database: Database, room: StoredWaitingRoom
) -> None:
    await put(database, [submission("s1", withdraw=CODE.submission)], [])
    await come(database, ("w1", "", "2026-03"))

    with pytest.raises(IntegrityError):
        await keep(database, replace(taking_back(CODE), waiting=waiting("w1")))

    assert await Kept(database).count() == (1, 0)
