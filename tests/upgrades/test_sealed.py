"""What any version sealed opens for ever; what is sealed today opens in the version before; what is newer is left."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.engine import session
from bot.engine.payload import NewerPayload
from bot.engine.session import Pane, Session, Stage
from bot.privacy import waiting
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.usecases.conversing import sent_marker
from bot.usecases.conversing.respondent_state import RespondentState
from bot.usecases.conversing.sent_marker import SentMarker
from tests.upgrades.first_readers import read_respondent, read_waiting

DATA = Path(__file__).parent.parent / "data" / "sealed"
ADD_IT = "make it: PYTHONPATH=. .venv/bin/python tests/upgrades/make_sealed.py tests/data/sealed"


@dataclass(frozen=True, slots=True)
class Golden:
    """A payload as a version sealed it."""

    sealer: Sealer
    sealed: bytes
    plain: str
    respondent: Respondent


def golden(kind: str) -> list[Any]:
    found = []
    for file in sorted(DATA.glob(f"*-{kind}.json")):
        content = json.loads(file.read_text("utf-8"))
        sealer = Sealer(base64.b64decode(content["secret"]))
        for payload in content["payloads"]:
            respondent = Respondent(payload.get("channel", ""), payload.get("id", ""))
            one = Golden(sealer, base64.b64decode(payload["sealed"]), payload["plain"], respondent)
            found.append(pytest.param(one, id=f"{content['number']}: {payload['name']}"))
    assert len(found) >= 3
    return found


def versions(kind: str) -> list[int]:
    return sorted(int(file.name.partition("-")[0]) for file in DATA.glob(f"*-{kind}.json"))


def newest(kind: str) -> list[Golden]:
    file = DATA / f"{versions(kind)[-1]}-{kind}.json"
    number = file.name.partition("-")[0]
    return [each.values[0] for each in golden(kind) if str(each.id).startswith(f"{number}: ")]


def shape(plain: object) -> object:
    """Return the keys of a payload, whatever is in them."""
    if isinstance(plain, dict):
        return sorted(plain)
    return [shape(each) for each in plain] if isinstance(plain, list) else None


def test_every_version_that_there_ever_was_has_golden_files() -> None:
    assert versions("respondent") == list(range(1, session.VERSION + 1)), f"{ADD_IT} {session.VERSION} respondent"
    assert versions("marker") == list(range(1, sent_marker.VERSION + 1)), f"{ADD_IT} {sent_marker.VERSION} marker"
    assert versions("waiting") == list(range(1, waiting.VERSION + 1)), f"{ADD_IT} {waiting.VERSION} waiting"


def test_the_golden_files_have_every_stage_and_pane_of_a_session() -> None:
    states = [RespondentState.from_json(each.plain).session for each in newest("respondent")]
    assert {each.stage for each in states} == set(Stage)
    assert {each.pane for each in states} == set(Pane)


@pytest.mark.parametrize("one", golden("respondent"))
def test_the_state_of_a_respondent_opens_with_all_that_was_in_it(one: Golden) -> None:
    assert one.sealer.open(one.respondent, one.sealed) == one.plain
    state = RespondentState.from_json(one.plain)
    assert read_respondent(state.to_json()) == read_respondent(one.plain), "595dd1d finds the same in it"


@pytest.mark.parametrize("one", golden("marker"))
def test_a_marker_of_what_was_sent_opens_with_all_that_was_in_it(one: Golden) -> None:
    assert one.sealer.open(one.respondent, one.sealed) == one.plain
    assert SentMarker.from_json(one.plain) == SentMarker("2026-11", int(one.respondent.id))


@pytest.mark.parametrize("one", golden("waiting"))
def test_what_waits_opens_with_all_that_was_in_it(one: Golden) -> None:
    assert one.sealer.open_waiting(one.sealed) == one.plain
    submission, comments = waiting.from_json(one.plain)
    assert read_waiting(waiting.to_json(submission, comments)) == read_waiting(one.plain)


def test_a_payload_of_another_shape_has_a_version_of_its_own() -> None:
    for one in newest("respondent"):
        state = RespondentState.from_json(one.plain)
        today, then = json.loads(state.to_json()), json.loads(one.plain)
        assert shape(json.loads(today[0])) == shape(json.loads(then[0])), "raise VERSION in session.py"
        assert len(today) == len(then)
    for one in newest("waiting"):
        today = json.loads(waiting.to_json(*waiting.from_json(one.plain)))
        assert shape(today) == shape(json.loads(one.plain)), "raise VERSION in waiting.py"
    for one in newest("marker"):
        today = json.loads(SentMarker.from_json(one.plain).to_json())
        assert shape(today) == shape(json.loads(one.plain)), "raise VERSION in sent_marker.py"


def respondent_with(**keys: object) -> str:
    then, *others = json.loads(newest("respondent")[0].plain)
    return json.dumps([json.dumps(json.loads(then) | keys), *others])


def waiting_with(**keys: object) -> str:
    sent, comments = json.loads(newest("waiting")[0].plain)
    return json.dumps([sent | keys, comments])


def test_a_newer_version_that_can_be_read_is_read_without_what_is_not_known() -> None:
    keys = {"version": 99, "needs": session.VERSION, "mood": {"of": "the day"}}
    known = RespondentState.from_json(newest("respondent")[0].plain)
    assert RespondentState.from_json(respondent_with(**keys)) == known

    sent, comments = json.loads(newest("waiting")[0].plain)
    added = [comment | {"length": 3} for comment in comments]
    text = json.dumps([sent | keys | {"period": sent["period"] | {"day": "2026-11-28"}}, added, "more"])
    assert waiting.from_json(text) == waiting.from_json(newest("waiting")[0].plain)


def test_a_newer_version_that_cannot_be_read_is_told_from_damage() -> None:
    with pytest.raises(NewerPayload):
        RespondentState.from_json(respondent_with(version=99, needs=session.VERSION + 1, stage="musing"))
    with pytest.raises(NewerPayload):
        waiting.from_json(waiting_with(version=99, needs=waiting.VERSION + 1, flow=None))


def test_what_an_older_version_did_not_write_has_a_default() -> None:
    session, *_ = json.loads(newest("respondent")[0].plain)
    plain = {key: value for key, value in json.loads(session).items() if key not in {"version", "needs"}}
    state = RespondentState.from_json(json.dumps([json.dumps(plain)]))
    assert state.session == Session.from_json(session)
    assert (state.tokens, state.day, state.sent, state.guesses) == ((), "", 0, 0)


@pytest.mark.parametrize(
    "text", ["", "5", "[]", "{}", '["x"]', '["{}", 5]', "[5, []]", "[null, [], 1, 2, 3]", "[[], []]"]
)
def test_anything_else_is_damage(text: str) -> None:
    for read in (RespondentState.from_json, waiting.from_json):
        with pytest.raises(ValueError, match=r"this text|Expecting|unpack|values") as caught:
            read(text)
        assert not isinstance(caught.value, NewerPayload)
