"""Inputs that are delivered again are known, also when many came after them, and nothing that is stored grows."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import precedes
from bot.engine.session import Session
from bot.usecases.conversing.inbound import unordered
from bot.usecases.conversing.respondent_state import RespondentState
from tests.engine.talk import begin

SESSION: Session = begin().session
REMEMBERED = 16


def after(*tokens: str) -> RespondentState:
    state = RespondentState(SESSION)
    for token in tokens:
        state = RespondentState.from_json(state.with_input(token, SESSION).to_json())
    return state


@given(st.lists(st.integers(min_value=0), min_size=1, max_size=60, unique=True).map(sorted))
def test_in_telegram_an_update_is_known_again_however_many_came_after_it(updates: list[int]) -> None:
    state = after(*map(str, updates))
    assert all(state.has_processed(str(update), precedes) for update in updates)
    assert not state.has_processed(str(updates[-1] + 1), precedes)


def test_an_update_that_comes_late_is_taken_while_few_have_come() -> None:
    state = after("101", "103")
    assert not state.has_processed("102", precedes)
    assert not state.has_processed("100", precedes)


@given(st.lists(st.text(), min_size=1, max_size=40, unique=True))
def test_where_tokens_are_in_no_order_the_last_ones_are_known_again(tokens: list[str]) -> None:
    state = after(*tokens)
    assert all(state.has_processed(token, unordered) for token in tokens[-REMEMBERED:])
    assert not any(state.has_processed(token, unordered) for token in tokens[:-REMEMBERED])


def test_what_is_remembered_does_not_grow() -> None:
    assert len(after(*map(str, range(1000))).tokens) == REMEMBERED


def test_updates_are_stored_as_the_numbers_that_the_first_version_compares() -> None:
    assert json.loads(after("9", "10", "007", "a token").to_json())[1] == [9, 10, "007", "a token"]


def test_updates_stored_by_the_first_version_are_known_again() -> None:
    stored = json.dumps([SESSION.to_json(), list(range(100, 116)), "2026-03-02", 1, 0])
    state = RespondentState.from_json(stored)
    assert all(state.has_processed(str(update), precedes) for update in (5, 99, 100, 115))
    assert not state.has_processed("116", precedes)
    assert (state.sent, state.guesses) == (1, 0)
