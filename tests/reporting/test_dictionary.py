"""The data dictionary: made from the conversations, complete, and current in the documentation."""

from bot.flows.library import Library
from bot.reporting.dictionary import dictionary_page, dictionary_rows
from bot.reporting.people import counted_questions
from bot.reporting.records import record_columns
from tests.program import ROOT


def test_the_page_in_the_documentation_is_as_the_conversations_make_it(library: Library) -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == dictionary_page(library.flows.values())


def test_every_column_of_records_and_every_value_in_them_is_in_the_dictionary(library: Library) -> None:
    flows = [flow for flow in library.flows.values() if counted_questions(flow)]
    rows = [row for row in dictionary_rows(flows, {"willow": "Willow Ward"}) if row[0] == "submissions"]
    assert {row[1] for row in rows} == set(record_columns(flows))
    values = {(row[1], row[3]) for row in rows}
    assert {("service", "willow"), ("patient.overall", "very-good"), ("ethnicity", "*")} <= values
    assert all(row[4] for row in rows if row[3])
