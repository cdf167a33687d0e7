"""The data dictionary: every column of every file and every value it can have, from the conversations themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.engine.flow import Flow
from bot.privacy.disclosure.rules import HIDDEN
from bot.reporting.comments import COMMENT_COLUMNS
from bot.reporting.figure_rows import FIGURE_COLUMNS
from bot.reporting.figures import SERVICE
from bot.reporting.labels import Labels
from bot.reporting.people import breakdown_attributes, counted_questions

DICTIONARY_COLUMNS = ("file", "column", "words", "value", "label")

RECORD_COLUMNS: Mapping[str, str] = {
    "id": "A number of this row; it occurs nowhere else and does not depend on when it came",
    "period": "The last week or month of the release",
    "flow": "The conversation",
    SERVICE: "Code of the ward or team; empty where none was given",
}


def dictionary_rows(flows: Iterable[Flow], services: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the dictionary: a row for each column, and one for each of its values."""
    labels = [Labels(flow, services) for flow in flows]
    yield from _records(labels, services)
    for file, columns in (("figures", FIGURE_COLUMNS), ("comments", COMMENT_COLUMNS)):
        for name, words in columns.items():
            yield file, name, words, "", ""


def _records(labels: Sequence[Labels], services: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for name, words in RECORD_COLUMNS.items():
        yield "submissions", name, words, "", ""
    for code, name in services.items():
        yield "submissions", SERVICE, RECORD_COLUMNS[SERVICE], code, name
    written = set()
    for label_set in labels:
        for attribute in breakdown_attributes(label_set.flow):
            words = label_set.attribute(attribute.name)
            for value in (*attribute.values, HIDDEN):
                row = (
                    "submissions",
                    attribute.name,
                    words,
                    value,
                    _special(value) or label_set.group(attribute.name, value),
                )
                if row not in written:
                    written.add(row)
                    yield row
    for label_set in labels:
        for question in counted_questions(label_set.flow):
            column = f"{label_set.flow.id}.{question.name}"
            for value in (*question.choices, HIDDEN, ""):
                label = _special(value) or label_set.answer(question.step, value)
                yield "submissions", column, label_set.question(question.name), value, label


def _special(value: str) -> str:
    return {HIDDEN: "Suppressed, since it could show who somebody is", "": "Not answered"}.get(value, "")


def dictionary_page(flows: Iterable[Flow]) -> str:
    """Return the dictionary as a page of the documentation, without the services of an installation."""
    lines = [
        "# Data dictionary",
        "",
        "Every column of the files that `sayso export` writes, and every value it can have. This page is made from the",
        "conversations: `make dictionary`.",
    ]
    file = column = None
    for section, name, words, value, label in dictionary_rows(flows, {}):
        if section != file:
            lines += ["", "", f"## {section}", "", "| column | value | what it means |", "|---|---|---|"]
        if (section, name) != (file, column):
            lines.append(f"| `{name}` | | {words} |")
        if label:
            lines.append(f"| | {f'`{value}`' if value else 'empty'} | {label} |")
        file, column = section, name
    return "\n".join([*lines, ""])
