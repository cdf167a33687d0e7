"""Answers as a long table with a description of it: a Frictionless data package in the shape of Flow Results.

FLOIP, "Flow Results" 1.1 (specification of 2018): one row per answer. The row id is a number and the time
is the period, since neither a person nor a time is known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.engine.flow import Flow
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.people import counted_questions
from bot.reporting.records import RECORD_KEYS

LONG_FILE = "answers.csv"
LONG_COLUMNS = ("timestamp", "row_id", "contact_id", "session_id", "question_id", "response", "response_metadata")


def long_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each answer in records, numbered; what is about the person counts as answers too."""
    number = 0
    for row in rows:
        id_, period = row[:2]
        for column, value in zip(columns[len(RECORD_KEYS) - 1 :], row[len(RECORD_KEYS) - 1 :], strict=True):
            if value:
                number += 1
                yield period, str(number), "", id_, column, value, "{}"


def data_package(release: Release, flows: Sequence[Flow], services: Mapping[str, str]) -> str:
    """Return the description of the long table, as JSON."""
    fields = [{"name": name, "type": "object" if name == "response_metadata" else "string"} for name in LONG_COLUMNS]
    package = {
        "profile": "data-package",
        "name": f"sayso-{release.period.lower()}",
        "flow_results_specification": "1.0.0-rc1",
        "title": f"Sayso, release {release.period}",
        "description": release.rules,
        "version": release.digest,
        "resources": [
            {
                "name": "answers",
                "path": release.named(LONG_FILE),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig",
                "profile": "tabular-data-resource",
                "schema": {"fields": fields, "questions": dict(_questions(flows, services))},
            }
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2)


def _questions(flows: Sequence[Flow], services: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for flow in flows:
        labels = Labels(flow, services)
        for asked in counted_questions(flow):
            choices = {choice: labels.answer(asked.step, choice) for choice in asked.choices}
            yield (
                f"{flow.id}.{asked.name}",
                {"type": "select_one", "label": labels.question(asked.name), "type_options": {"choices": [*choices]}},
            )
