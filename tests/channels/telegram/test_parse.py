"""Updates, as what a respondent did."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import Arrival, CalledInGroup, parse
from bot.engine.inputs import Command, NotKept, Tap
from bot.engine.wording import Control, Notice
from bot.usecases.conversing.inbound import RawText, Visit


def message(**content: object) -> dict[str, Any]:
    sender = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "cy-GB"}
    return {
        "update_id": 5,
        "message": {"message_id": 3, "from": sender, "chat": {"id": 7, "type": "private"}} | content,
    }


def arrival(update: dict[str, Any]) -> Arrival:
    parsed = parse(update)
    assert isinstance(parsed, Arrival)
    return parsed


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("hello", RawText("hello")),
        ("/start", Visit("")),
        ("/start willow_patient", Visit("willow_patient")),
        ("/START@sayso_test_bot  willow", Visit("willow")),
        ("/help", Command(Control.HELP)),
        ("/easyread", Command(Control.EASY_READ)),
        ("/nonsense", NotKept(Notice.NOT_UNDERSTOOD)),
        ("/ help", NotKept(Notice.NOT_UNDERSTOOD)),
    ],
)
def test_text_is_words_or_a_command(text: str, means: object) -> None:
    assert arrival(message(text=text)).inbound.given == means


def test_the_language_of_the_phone_and_the_number_of_the_update_come_along() -> None:
    inbound = arrival(message(text="hello")).inbound
    assert (inbound.locale, inbound.token) == ("cy", "5")


def test_a_photo_with_words_is_still_a_photo() -> None:
    assert arrival(message(photo=[{}], caption="my ward")).inbound.given == NotKept(Notice.NOT_WORDS)


def test_a_tap_says_which_screen_and_which_button() -> None:
    query = {"id": "9", "data": "n0nce.rights.yes", "message": message(text="?")["message"]}
    parsed = arrival({"update_id": 6, "callback_query": query})
    assert parsed.inbound.given == Tap("n0nce.rights", "yes")
    assert parsed.tapped is not None


def test_a_message_too_old_to_be_handed_over_cannot_be_edited() -> None:
    gone = {"message_id": 3, "date": 0, "chat": {"id": 7, "type": "private"}}
    parsed = arrival({"update_id": 6, "callback_query": {"id": "9", "data": "a.b.c", "message": gone}})
    assert parsed.tapped is None


def test_in_a_group_only_a_command_is_heard() -> None:
    group = {"chat": {"id": -5, "type": "group"}}
    assert isinstance(parse(message(text="/start", **group)), CalledInGroup)
    assert parse(message(text="hello", **group)) is None


@pytest.mark.parametrize("text", ["Ada", "7", "secret words"])
def test_nothing_of_the_person_stands_in_the_repr(text: str) -> None:
    assert text not in repr(arrival(message(text="secret words")))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "chat", "id", "type", "data", "from", "text", "callback_query"]), inner
        )
    ),
    max_leaves=12,
)


@given(update=st.dictionaries(st.sampled_from(["update_id", "message", "callback_query", "edited_message"]), JSON))
def test_whatever_comes_nothing_is_raised(update: dict[str, Any]) -> None:
    assert parse(update) is None or isinstance(parse(update), Arrival | CalledInGroup)
