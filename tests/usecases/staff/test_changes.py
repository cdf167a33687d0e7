"""“You said, we did”: what staff may add, and how people come to read it."""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from bot.engine.flow import Change, SaidAndDid
from bot.engine.inputs import Command, Tap
from bot.engine.wording import Control, Register
from bot.usecases.actor import Actor
from bot.usecases.conversing.inbound import RawText, Visit
from bot.usecases.staff import changes as use_cases
from bot.usecases.staff.changes import LONGEST, ChangeDraft
from bot.usecases.staff.log import Action, LogEntry
from bot.usecases.staff.ports import ListedService
from bot.usecases.staff.problems import (
    BadMonth,
    ChangeTextMissing,
    ChangeTextTooLong,
    MonthInFuture,
    NoSuchChange,
    NoSuchQuestion,
    NoSuchService,
)
from bot.writing.lists import WordLists
from tests.fakes import FakeChanges, FakeServices
from tests.usecases.conversing.talk import WILLOW, Talk, library

LEAD = Actor("QI lead", "Agreed at the ward meeting")
TODAY = date(2026, 5, 20)
STANDARD = SaidAndDid("The food is cold.", "Meals now come in heated trolleys.")
EASY = SaidAndDid("The food is cold.", "We have a new hot trolley. It keeps food hot.")


def words(standard: SaidAndDid = STANDARD, easy: SaidAndDid = EASY) -> Mapping[Register, SaidAndDid]:
    return {Register.STANDARD: standard, Register.EASY_READ: easy}


async def add(
    changes: FakeChanges,
    *,
    said: Mapping[Register, SaidAndDid] | None = None,
    ward: str | None = None,
    question: str | None = None,
    month: str | None = None,
) -> Change:
    services = FakeServices([ListedService(WILLOW, retired=False)])
    draft = ChangeDraft(words=said or words(), ward=ward, question=question, month=month)
    return await use_cases.add(changes, services, draft, library=library(), actor=LEAD, today=TODAY)


@pytest.fixture
def changes() -> FakeChanges:
    return FakeChanges()


async def test_a_change_is_kept_with_what_it_is_about(changes: FakeChanges) -> None:
    change = await add(changes, ward="willow", question="patient.rights", month="2026-03")

    assert await changes.open() == (change,)
    assert re.fullmatch(r"[a-hjkmnp-z2-9]{6}", change.id)
    assert (change.service, change.flow, change.question, change.month) == ("willow", "patient", "rights", "2026-03")


async def test_without_more_said_it_is_of_this_month_for_all_wards(changes: FakeChanges) -> None:
    change = await add(changes)

    assert (change.service, change.flow, change.question, change.month) == (None, None, None, "2026-05")


async def test_spare_spaces_go_and_in_easy_read_each_sentence_gets_a_line(changes: FakeChanges) -> None:
    change = await add(
        changes, said=words(SaidAndDid("  Cold \n food. ", "Hot. Food."), SaidAndDid("Cold\n\nfood", EASY.did))
    )

    assert change.words[Register.STANDARD] == SaidAndDid("Cold food.", "Hot. Food.")
    assert change.words[Register.EASY_READ] == SaidAndDid(
        "Cold\nfood", "We have a new hot trolley.\nIt keeps food hot."
    )


@pytest.mark.parametrize("nothing", ["", "  \n "])
async def test_words_that_are_missing_are_refused(nothing: str, changes: FakeChanges) -> None:
    for said in (
        words(SaidAndDid(nothing, "x")),
        words(SaidAndDid("x", nothing)),
        words(easy=SaidAndDid("x", nothing)),
    ):
        with pytest.raises(ChangeTextMissing):
            await add(changes, said=said)
    assert await changes.listed() == ()


async def test_words_that_are_too_long_are_refused(changes: FakeChanges) -> None:
    with pytest.raises(ChangeTextTooLong) as refused:
        await add(changes, said=words(SaidAndDid("The food is cold and " + "x" * (LONGEST - 20), "x")))
    assert refused.value.args == ("The food is cold and", 201, 200)


@pytest.mark.parametrize("month", ["2026", "2026-5", "2026-13", "May 2026", "26-05", "2026-05-01"])
async def test_a_month_that_is_none_is_refused(month: str, changes: FakeChanges) -> None:
    with pytest.raises(BadMonth, match="2026-05"):
        await add(changes, month=month)


async def test_a_month_that_is_still_to_come_is_refused(changes: FakeChanges) -> None:
    with pytest.raises(MonthInFuture, match="2026-06"):
        await add(changes, month="2026-06")


async def test_a_ward_that_is_not_there_is_refused(changes: FakeChanges) -> None:
    with pytest.raises(NoSuchService, match="elm"):
        await add(changes, ward="elm")


@pytest.mark.parametrize(
    ("question", "suggestion"),
    [
        ("patient.right", "did you mean “patient.rights”?"),
        ("patient.check", "did you mean “patient.age”?"),
        ("breakfast", ""),
    ],
)
async def test_a_question_that_is_not_there_is_refused(question: str, suggestion: str, changes: FakeChanges) -> None:
    with pytest.raises(NoSuchQuestion) as refused:
        await add(changes, question=question)
    assert refused.value.args == (question, suggestion)


async def test_easy_read_words_that_are_hard_are_pointed_at_and_kept_all_the_same(changes: FakeChanges) -> None:
    change = await add(changes, said=words(easy=SaidAndDid("Two cooks left", "We can’t find others")))

    assert list(use_cases.warnings(change, WordLists())) == ["write “Two” in digits", "write “can’t” in full"]
    assert await changes.open() == (change,)
    assert list(use_cases.warnings(await add(changes), WordLists())) == []


async def test_a_change_that_is_retired_is_no_longer_shown_until_it_is_reopened(changes: FakeChanges) -> None:
    change = await add(changes)

    await use_cases.retire(changes, change.id, retired=True, actor=LEAD, today=TODAY)
    assert await changes.open() == ()
    await use_cases.retire(changes, change.id, retired=False, actor=LEAD, today=TODAY)
    assert await changes.open() == (change,)


async def test_a_change_that_is_not_there_is_refused(changes: FakeChanges) -> None:
    with pytest.raises(NoSuchChange, match="abc234"):
        await use_cases.retire(changes, "abc234", retired=True, actor=LEAD, today=TODAY)


async def test_who_added_and_retired_a_change_is_logged_by_role_and_day(changes: FakeChanges) -> None:
    change = await add(changes)
    await use_cases.retire(changes, change.id, retired=True, actor=LEAD, today=TODAY)
    await use_cases.retire(changes, change.id, retired=False, actor=LEAD, today=TODAY)

    assert changes.log == [
        LogEntry(day=TODAY, role="QI lead", action=action, subject=change.id, note="Agreed at the ward meeting")
        for action in (Action.ADD_CHANGE, Action.RETIRE_CHANGE, Action.REOPEN_CHANGE)
    ]


async def test_who_sends_answers_reads_in_their_words_what_was_changed() -> None:
    talk = Talk()
    await add(talk.changes, ward="willow")
    await talk.come_to("Please check")

    shown = await talk.tap("Send")

    thanks = shown.partition("If you change your mind")[0]
    assert thanks.startswith("Thank you. Your answers are sent")
    assert "May 2026\nYou said: The food is cold.\nWe did: Meals now come in heated trolleys." in thanks


async def test_delivered_again_the_thanks_tell_it_again() -> None:
    talk = Talk()
    await add(talk.changes)
    await talk.come_to("Please check")
    first = await talk.tap("Send", token="500")
    tap = Tap("any", "~send")

    assert await talk.do(tap, token="500") == first


async def test_the_first_thing_somebody_asks_can_be_what_was_changed() -> None:
    talk = Talk()
    await add(talk.changes)

    shown = await talk.do(Command(Control.CHANGES))

    assert "May 2026\nYou said:\nThe food is cold.\nWe did:\nWe have a new hot trolley.\nIt keeps food hot." in shown


async def test_in_words_of_their_own_people_can_ask_at_any_time_and_nothing_is_lost() -> None:
    talk = Talk()
    await talk.come_to("Do staff treat you with dignity")
    before = talk.opened()

    assert "We have nothing to tell you yet." in await talk.do(RawText("What has changed?"))
    await add(talk.changes)
    assert "You said: The food is cold." in await talk.do(RawText("you said, we did"))
    assert '"step":"dignity"' in talk.opened().replace("\\", "")
    assert '"step":"dignity"' in before.replace("\\", "")


class CountedChanges(FakeChanges):
    """Counts how often it is asked."""

    asked = 0

    async def open(self) -> tuple[Change, ...]:
        self.asked += 1
        return await super().open()


async def test_an_ordinary_answer_asks_for_no_changes() -> None:
    counted = CountedChanges()
    talk = Talk(changes=counted)
    await talk.do(Visit("willow_patient"))
    before = counted.asked

    for label in ("Standard", "Yes, start", "Good", "Partly"):
        await talk.tap(label)
    assert counted.asked == before

    await talk.do(Command(Control.CHANGES))
    assert counted.asked == before + 1
