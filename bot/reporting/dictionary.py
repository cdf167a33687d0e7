"""The data dictionary: every column of every file and every value it can have, from the conversations themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.engine.flow import Flow
from bot.privacy.disclosure.groups import MERGED
from bot.privacy.disclosure.rules import HIDDEN
from bot.privacy.side import Side
from bot.reporting.comments import COMMENT_COLUMNS
from bot.reporting.figure_rows import FIGURE_COLUMNS, POSITIVE_ANSWERS
from bot.reporting.figures import EVERYBODY, NOT_PICKED, PICKED, SERVICE
from bot.reporting.labels import Labels
from bot.reporting.ledger import Ledger
from bot.reporting.people import breakdown_attributes, counted_questions
from bot.reporting.records import RECORD_KEYS

DICTIONARY_COLUMNS = ("file", "column", "words", "value", "label")

RECORD_COLUMNS: Mapping[str, str] = dict(
    zip(
        RECORD_KEYS,
        (
            "A number of this row; it occurs nowhere else and does not depend on when it came",
            "The last week or month of the release",
            "The conversation",
        ),
        strict=True,
    )
)

FIGURE_VALUES: Mapping[str, Mapping[str, str]] = {
    "ledger": {Ledger.WARDS: "By ward or team, and everybody together", Ledger.GROUPS: "By group"},
    "by": {EVERYBODY: "Everybody together", SERVICE: "By ward or team"},
    "group": {MERGED: "Groups of too few people, together"},
    "answer": {
        POSITIVE_ANSWERS: "All positive answers together",
        PICKED: "This choice was picked",
        NOT_PICKED: "It was not",
    },
}
"""What is not a question, a group or an answer of the conversations."""

_SIDES = {Side.POSITIVE: "Positive", Side.NOT_POSITIVE: "Not positive"}
COMMENT_VALUES: Mapping[str, Mapping[str, str]] = {
    "side": _SIDES | {HIDDEN: "Not told: it was not answered, or too few were on a side"}
}

_SUPPRESSED = {HIDDEN: "Suppressed, since it could show who somebody is", "": "Not asked in this conversation"}
_UNANSWERED = {"": "Not answered, or left out of the release"}


def dictionary_rows(flows: Iterable[Flow], services: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the dictionary: a row for each column, and one for each of its values."""
    yield from _records([Labels(flow, services) for flow in flows])
    yield from _described("figures", FIGURE_COLUMNS, FIGURE_VALUES)
    yield from _described("comments", COMMENT_COLUMNS, {**COMMENT_VALUES, SERVICE: services})


def _described(
    file: str, columns: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, ...]]:
    for name, words in columns.items():
        yield from _column(file, name, words, values.get(name, {}))


def _column(file: str, name: str, words: str, values: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    yield file, name, words, "", ""
    for value, label in values.items():
        yield file, name, words, value, label


def _records(labels: Sequence[Labels]) -> Iterator[tuple[str, ...]]:
    yield from _described("records", RECORD_COLUMNS, {})
    about: dict[tuple[str, ...], None] = {}
    for label_set in labels:
        for attribute in breakdown_attributes(label_set.flow):
            values = {value: label_set.group(attribute.name, value) for value in attribute.values} | _SUPPRESSED
            about |= dict.fromkeys(_column("records", attribute.name, label_set.attribute(attribute.name), values))
    yield from about
    for label_set in labels:
        for question in counted_questions(label_set.flow):
            values = {choice: label_set.answer(question.step, choice) for choice in question.choices}
            values |= (_SIDES if question.positive else {}) | _UNANSWERED
            name = f"{label_set.flow.id}.{question.name}"
            yield from _column("records", name, label_set.question(question.name), values)


def dictionary_page(flows: Iterable[Flow]) -> str:
    """Return the dictionary as a page of the documentation, without the services of an installation."""
    lines = [
        "# Data dictionary",
        "",
        "Every column of `records`, `figures` and `comments`, as CSV, as Parquet and in the workbook, and every value",
        "with a meaning of its own. Groups and answers of figures have the values that they have in records. `fft.csv`",
        "and `dashboard.csv` have the columns that NHS England and the experiences dashboard ask for.",
        "",
        "A question of records tells only whether answers are positive where the answers themselves would show what",
        "the figures of the release hold back. This page is made from the conversations: `make dictionary`.",
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
