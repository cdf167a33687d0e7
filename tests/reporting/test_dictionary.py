"""The data dictionary: made from the conversations, complete, and current in the documentation."""

from bot.flows.library import Library
from bot.privacy.side import Side
from bot.reporting.comments import COMMENT_COLUMNS
from bot.reporting.dictionary import dictionary_page, dictionary_rows
from bot.reporting.figure_rows import FIGURE_COLUMNS
from bot.reporting.figures import SERVICE
from bot.reporting.people import breakdown_attributes, counted_questions
from bot.reporting.record_counting import SIDES, RecordTable
from bot.reporting.records import record_columns
from tests.program import ROOT


def test_the_page_in_the_documentation_is_as_the_conversations_make_it(library: Library) -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == dictionary_page(library.flows.values())


def test_every_column_of_records_and_every_value_in_them_is_in_the_dictionary(library: Library) -> None:
    flows = [flow for flow in library.flows.values() if counted_questions(flow)]
    rows = [row for row in dictionary_rows(flows, {"willow": "Willow Ward"}) if row[0] == "records"]
    stored = [RecordTable(flow.id, breakdown_attributes(flow), counted_questions(flow), ()) for flow in flows]
    assert {row[1] for row in rows} == set(record_columns(table.names for table in stored))
    values = {(row[1], row[3]) for row in rows if row[4]}
    for table in stored:
        for name, among in zip(table.names, table.values, strict=True):
            assert {(name, value) for value in among} <= values, name
        told_as_sides = {f"{table.flow}.{question.name}" for question in table.questions if question.positive}
        assert {(name, side) for name in told_as_sides for side in SIDES} <= values
    assert all(row[4] for row in rows if row[3])
    assert SERVICE not in {row[1] for row in rows}


def test_an_answer_is_never_suppressed_in_a_record_and_what_is_about_the_person_may_be(library: Library) -> None:
    suppressed = {
        row[1] for row in dictionary_rows(library.flows.values(), {}) if row[0] == "records" and row[3] == "*"
    }
    assert {"age", "ethnicity", "register"} <= suppressed
    assert not any("." in name for name in suppressed)


def test_every_column_of_figures_and_comments_is_in_the_dictionary_with_the_values_that_are_no_answers(
    library: Library,
) -> None:
    rows = list(dictionary_rows(library.flows.values(), {"willow": "Willow Ward"}))
    for file, columns in (("figures", FIGURE_COLUMNS), ("comments", COMMENT_COLUMNS)):
        assert list(dict.fromkeys(row[1] for row in rows if row[0] == file)) == [*columns]
    meant = {(row[0], row[1], row[3]) for row in rows if row[4]}
    assert {("comments", "side", value) for value in (*Side, "*")} <= meant
    assert {
        ("comments", "service", "willow"),
        ("figures", "answer", "positive"),
        ("figures", "group", "others"),
    } <= meant
    assert {("figures", "ledger", ledger) for ledger in ("wards", "groups")} <= meant
