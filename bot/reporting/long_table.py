"""Answers as a long table with a description of it: a Frictionless data package in the shape of Flow Results.

FLOIP, "Flow Results" 1.1 (specification of 2018): one row per answer. The row id is a number and the time
is the period, since neither a person nor a time is known.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from bot.engine.flow import Flow
from bot.privacy.disclosure.rules import HIDDEN
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.people import breakdown_attributes, counted_questions
from bot.reporting.records import RECORD_KEYS

LONG_FILE = "answers.csv"
LONG_COLUMNS = ("timestamp", "row_id", "contact_id", "session_id", "question_id", "response", "response_metadata")


def long_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each answer in records, numbered; what is about the person counts as answers too."""
    number, first = 0, len(RECORD_KEYS)
    for row in rows:
        for column, value in zip(columns[first:], row[first:], strict=True):
            if value:
                number += 1
                yield row[1], str(number), "", row[0], column, value, "{}"


def data_package(releases: Sequence[Release], flows: Sequence[Flow], path: str) -> str:
    """Return the description of the long table in the file at this path, as JSON."""
    fields = [{"name": name, "type": "object" if name == "response_metadata" else "string"} for name in LONG_COLUMNS]
    package = {
        "profile": "data-package",
        "name": "sayso",
        "flow_results_specification": "1.0.0-rc1",
        "title": f"Sayso, records up to {releases[-1].period}" if releases else "Sayso",
        "description": releases[-1].rules if releases else "",
        "version": releases[-1].signature if releases else "",
        "resources": [
            {
                "name": "answers",
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig",
                "profile": "tabular-data-resource",
                "schema": {"fields": fields, "questions": dict(_questions(flows))},
            }
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2)


def _questions(flows: Sequence[Flow]) -> Iterator[tuple[str, object]]:
    for flow in flows:
        labels = Labels(flow, {})
        for attribute in breakdown_attributes(flow):
            yield attribute.name, _question(labels.attribute(attribute.name), (*attribute.values, HIDDEN))
        for asked in counted_questions(flow):
            yield f"{flow.id}.{asked.name}", _question(labels.question(asked.name), asked.choices)


def _question(words: str, choices: Iterable[str]) -> object:
    return {"type": "select_one", "label": words, "type_options": {"choices": [*choices]}}
