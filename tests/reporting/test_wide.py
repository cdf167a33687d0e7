"""The wide table: its columns come from the flows, and every value in it is one that the data dictionary tells."""

from collections.abc import Mapping

import pytest

from bot.engine.flow import Flow, PickMany
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.flows.library import Library
from bot.privacy.submission import Given
from bot.reporting.wide import (
    COMMENT_COLUMNS,
    DICTIONARY_COLUMNS,
    NOT_SHOWN,
    SKIPPED,
    SUBMISSION_COLUMNS,
    WideRows,
    comment_row,
    dictionary_rows,
    question_columns,
)
from tests.store.examples import comment, submission

PREFER_NOT = (ChoiceId("prefer-not-to-say"),)


@pytest.fixture(scope="session")
def flows(library: Library) -> tuple[Flow, ...]:
    return tuple(library.flows.values())


def cells(flows: tuple[Flow, ...], answers: Mapping[str, Given], flow: str = "patient") -> dict[str, str]:
    columns = question_columns(flows)
    row = WideRows(columns).row(submission("one", answers, flow=flow))
    return dict(zip([*SUBMISSION_COLUMNS, *(column.name for column in columns)], row, strict=True))


def test_there_is_a_column_for_each_kept_question_in_the_order_of_the_flow(library: Library) -> None:
    columns = question_columns([library.flows[FlowId("patient")]])

    assert [column.name.removeprefix("patient.") for column in columns] == [
        "overall", "rights", "say", "dignity", "identity", "limits", "benefit", "leaving",
        "helped", "easy-to-use", "ethnicity", "age", "learning", "autistic", "gender",
    ]  # fmt: skip


def test_the_front_door_has_no_columns(library: Library) -> None:
    assert question_columns([library.door]) == ()


def test_a_question_of_the_same_name_has_a_column_in_each_flow(flows: tuple[Flow, ...]) -> None:
    names = [column.name for column in question_columns(flows)]

    assert "patient.rights" in names
    assert "carer.rights" in names
    assert len(names) == len(set(names))


def test_skipped_not_shown_and_prefer_not_to_say_are_told_apart(flows: tuple[Flow, ...]) -> None:
    found = cells(flows, {"rights": None, "ethnicity": PREFER_NOT})

    assert found["patient.rights"] == SKIPPED == "(skipped)"
    assert found["patient.gender"] == NOT_SHOWN == "(not shown)"
    assert found["patient.ethnicity"] == "prefer-not-to-say"


def test_the_columns_of_other_flows_are_empty(flows: tuple[Flow, ...]) -> None:
    found = cells(flows, {"overall": (ChoiceId("good"),)})

    assert {value for name, value in found.items() if name.startswith(("carer.", "co-production."))} == {""}


def test_several_choices_stand_in_one_cell(flows: tuple[Flow, ...]) -> None:
    found = cells(flows, {"help-most": (ChoiceId("time"), ChoiceId("pay"))}, flow="co-production")

    assert found["co-production.help-most"] == "time; pay"


def test_an_answer_to_a_question_that_the_flow_does_not_have_makes_no_column(flows: tuple[Flow, ...]) -> None:
    assert cells(flows, {"breakfast": (ChoiceId("good"),)}).keys() == cells(flows, {}).keys()


def test_a_row_tells_what_was_sent_and_never_who_or_when_exactly(flows: tuple[Flow, ...]) -> None:
    found = cells(flows, {})

    assert {name: found[name] for name in SUBMISSION_COLUMNS} == {
        "id": "one",
        "flow": "patient",
        "revision": "0123456789abcdef",
        "locale": "en",
        "register": "standard",
        "channel": "telegram",
        "service": "",
        "month": "2026-03",
        "week": "2026-W10",
    }


def test_a_comment_stands_apart_with_its_state() -> None:
    row = comment_row(comment("two", "The garden"), "held")

    assert dict(zip(COMMENT_COLUMNS, row, strict=True)) == {
        "id": "two",
        "flow": "patient",
        "question": "good",
        "service": "",
        "month": "2026-03",
        "fft": "good",
        "text": "The garden",
        "state": "held",
    }


def test_the_dictionary_tells_every_column_and_every_value_that_can_stand_in_it(flows: tuple[Flow, ...]) -> None:
    rows = [dict(zip(DICTIONARY_COLUMNS, row, strict=True)) for row in dictionary_rows(flows, [])]
    told = {(row["file"], row["column"]) for row in rows}

    assert told == {
        *(("submissions.csv", name) for name in SUBMISSION_COLUMNS),
        *(("submissions.csv", column.name) for column in question_columns(flows)),
        *(("comments.csv", name) for name in COMMENT_COLUMNS),
    }
    for column in question_columns(flows):
        values = [row["value"] for row in rows if row["column"] == column.name]
        assert values == ["", *(choice.id for choice in column.step.choices), SKIPPED, NOT_SHOWN]


def test_the_dictionary_gives_words_and_scores(flows: tuple[Flow, ...]) -> None:
    rows = [dict(zip(DICTIONARY_COLUMNS, row, strict=True)) for row in dictionary_rows(flows, [])]

    (good,) = [row for row in rows if row["column"] == "patient.overall" and row["value"] == "good"]
    assert good["words"] == "Overall, how was your experience of our service?"
    assert (good["label"], good["score"]) == ("Good", "2")
    (unsure,) = [row for row in rows if row["column"] == "patient.rights" and row["value"] == "not-sure"]
    assert (unsure["label"], unsure["score"]) == ("Not sure", "")


def test_no_row_of_the_dictionary_is_there_twice(flows: tuple[Flow, ...]) -> None:
    keys = [(row[0], row[1], row[4]) for row in dictionary_rows(flows, [])]

    assert len(keys) == len(set(keys))


def test_several_choices_are_told_by_the_dictionary(library: Library) -> None:
    flow = library.flows[FlowId("co-production")]
    assert isinstance(flow.step(StepId("help-most")), PickMany)

    (row,) = [row for row in dictionary_rows([flow], []) if row[1] == "co-production.help-most" and not row[4]]

    assert row[3] == "choices, parted by “; ”"
