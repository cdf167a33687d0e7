"""Telling people what was changed because of what people said: at the end, and whenever they ask."""

from collections.abc import Sequence

import pytest

from bot.engine.events import CodeGiven, Say, Show
from bot.engine.flow import Change, Service
from bot.engine.inputs import Repeated
from bot.engine.wording import Control, Wording
from tests.engine.flows import ASH, ASK, BEECH, EASY_READ, STANDARD, change
from tests.engine.talk import CODE, Talk, begin

TEA, BEDS, DOORS = change("tea", "2026-06"), change("beds", "2026-05", ASH), change("doors", "2025-12", BEECH)


def talk(*changes: Change, service: Service | None = ASH, wording: Wording = STANDARD) -> Talk:
    return begin(ASK.with_changes(changes), wording, service=service)


def sent(reader: Talk) -> Talk:
    if "Next" in reader.labels:
        reader.tap("Next")
    reader.reach("check")
    reader.tap("Send")
    return reader


def test_after_the_thank_you_people_read_what_was_changed_newest_first() -> None:
    reader = sent(talk(TEA, BEDS))

    assert reader.messages == [
        "[sent]\n\nChanges:\nmonth 6 2026: tea was bad - tea is new\n\nmonth 5 2026: beds was bad - beds is new",
        f"[code {CODE} 8 month 4 2026]",
    ]
    assert reader.text == "[help]"
    assert [type(event) for event in reader.events[-4:]] == [Say, Say, Show, CodeGiven]


def test_where_there_is_nothing_the_thank_you_stands_alone() -> None:
    assert sent(talk()).messages[0] == "[sent]"
    assert sent(talk(DOORS)).messages[0] == "[sent]"


def test_the_thanks_shown_again_tell_it_again() -> None:
    reader = sent(talk(TEA))
    first = reader.messages

    reader.do(Repeated())

    assert reader.messages == first


@pytest.mark.parametrize(
    ("service", "names"), [(ASH, ["tea", "beds"]), (BEECH, ["tea", "doors"]), (None, ["tea"])], ids=str
)
def test_people_read_what_concerns_their_ward_or_all_wards(service: Service | None, names: Sequence[str]) -> None:
    reader = talk(TEA, BEDS, DOORS, service=service)

    reader.ask(Control.CHANGES)

    lead, _, question = reader.text.rpartition("\n\n")
    assert [line.partition(" was bad")[0].rpartition(" ")[2] for line in lead.splitlines()[1:] if line] == names
    assert question == "Start at " + ("this place" if service is None else service.name) + "?"


def test_at_most_three_are_told_at_once() -> None:
    reader = talk(*(change(f"n{number}") for number in range(5)))

    reader.ask(Control.CHANGES)

    assert [name for name in ("n0", "n1", "n2", "n3", "n4") if name in reader.text] == ["n0", "n1", "n2"]


def test_asked_for_in_easy_read_it_is_told_in_easy_read() -> None:
    reader = talk(TEA, wording=EASY_READ)

    reader.ask(Control.CHANGES)

    assert reader.text.startswith("Changes:\nmonth 6 2026: Bad tea - New tea\n\n")
    reader.ask(Control.STANDARD)
    reader.ask(Control.CHANGES)
    assert "tea was bad - tea is new" in reader.text


def test_asked_for_when_there_is_nothing_people_are_told_so() -> None:
    reader = talk(DOORS)

    reader.ask(Control.CHANGES)

    assert reader.text == f"[no-changes]\n\nStart at {ASH.name}?"


def test_asking_changes_nothing_and_also_works_once_it_is_over() -> None:
    reader = talk(TEA)
    reader.reach("helps")
    earlier = reader.session

    reader.type("Changes")
    assert reader.session == earlier
    assert reader.text.startswith("Changes:\n")

    sent(reader)
    reader.was_shown()
    reader.ask(Control.CHANGES)
    assert reader.text == "Changes:\nmonth 6 2026: tea was bad - tea is new\n\n[already-sent]"
    assert reader.labels == ["Start again", "Withdraw", "Clear", "Help"]


def test_a_flow_without_changes_is_the_flow_itself() -> None:
    assert ASK.with_changes(()) is ASK
