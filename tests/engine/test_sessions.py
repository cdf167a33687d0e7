"""A session as JSON: it survives, and nothing else passes for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.flow import Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.inputs import Typed
from bot.engine.recap import DroppedAnswers, Explanation, Recap, Remark
from bot.engine.session import Link, Pane, Session, Stage
from bot.engine.wording import Notice, Register, Wording
from tests.engine.talk import at

ids = st.text(max_size=12)
steps = ids.map(StepId)
services = st.none() | st.builds(Service, ids.map(ServiceCode), st.text())
answers: st.SearchStrategy[Answer] = st.one_of(
    st.builds(Skipped),
    st.builds(Written, st.text()),
    st.builds(Picked, st.lists(ids.map(ChoiceId)).map(tuple)),
)
step_tuples = st.lists(steps, max_size=3).map(tuple)
remarks: st.SearchStrategy[Remark] = st.one_of(
    st.sampled_from(Notice), st.builds(Explanation, steps), st.builds(DroppedAnswers, step_tuples.filter(bool))
)
recaps = st.builds(
    Recap,
    confirmation=st.text(),
    written=st.none() | steps.filter(bool),
    announcement=st.none() | st.sampled_from(Notice),
    messages=step_tuples,
    remarks=st.lists(remarks, max_size=3).map(tuple),
    farewell=st.booleans(),
)
sessions = st.builds(
    Session,
    flow=ids.map(FlowId),
    revision=ids,
    nonce=ids,
    wording=st.builds(Wording, ids, st.sampled_from(Register)),
    step=steps,
    pictures=st.none() | st.booleans(),
    service=services,
    stage=st.sampled_from(Stage),
    pane=st.sampled_from(Pane),
    page=st.integers(min_value=0),
    answers=st.dictionaries(steps, answers, max_size=5),
    shown_messages=step_tuples,
    taken_out=st.lists(st.text(), max_size=3).map(tuple),
    door=st.booleans(),
    link=st.builds(Link, services, st.none() | ids.map(FlowId)),
    recap=st.none() | recaps,
)
other_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


ADDED_LATER = {"recap", "version", "needs"}
"""What sessions of earlier versions do not have."""


@given(sessions)
def test_a_session_survives_being_written_and_read_and_is_written_the_same_way_again(session: Session) -> None:
    written = session.to_json()

    read = Session.from_json(written)

    assert (read, read.recap) == (session, session.recap)
    assert read.to_json() == written


@given(other_json.map(json.dumps) | st.text())
def test_other_json_is_not_a_session(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Session.from_json(text)


def test_a_session_with_any_part_missing_is_not_one() -> None:
    whole = json.loads(at("visited").session.to_json())
    parts = whole.keys() - ADDED_LATER
    assert len(parts) > 10
    for part in parts:
        lacking = {name: value for name, value in whole.items() if name != part}
        with pytest.raises(ValueError, match="not a session"):
            Session.from_json(json.dumps(lacking))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("wording", ["en"]),
        ("wording", ["en", "loud"]),
        ("stage", "lost"),
        ("pane", 3),
        ("service", ["code"]),
        ("service", 4),
        ("answers", []),
        ("answers", {"q": 5}),
        ("told", None),
        ("link", [None]),
        ("recap", 5),
    ],
)
def test_a_session_with_a_part_of_another_shape_is_not_one(part: str, value: object) -> None:
    plain = json.loads(at("visited").session.to_json())
    plain[part] = value

    with pytest.raises(ValueError, match=r"."):
        Session.from_json(json.dumps(plain))


@pytest.mark.parametrize("recap", [{"remarks": [["loud"]]}, {"announcement": "loud"}])
def test_a_recap_with_a_notice_of_a_newer_version_is_left_out(recap: dict[str, object]) -> None:
    session = at("visited").session

    read = Session.from_json(json.dumps(json.loads(session.to_json()) | {"recap": recap}))

    assert (read, read.recap) == (session, None)


def test_what_was_written_is_not_in_the_repr_of_an_input() -> None:
    assert "tea" not in repr(Typed(raw="more tea", kept="more tea"))
