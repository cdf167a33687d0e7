"""Records: one row per person, with values suppressed until many people share those of each row (k-anonymity)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.engine.flow import Flow
from bot.privacy.disclosure.records import homogeneous, suppress_values
from bot.privacy.disclosure.rules import HIDDEN, Rules
from bot.reporting.people import People, breakdown_attributes, counted_questions

_BATCH_ROWS = 10_000

RECORD_KEYS = ("id", "period", "flow", "service")


def record_columns(flows: Sequence[Flow]) -> tuple[str, ...]:
    """Return the columns of records of these flows. They depend on the flows only, never on the rows."""
    about = dict.fromkeys(attribute.name for flow in flows for attribute in breakdown_attributes(flow))
    return (
        *RECORD_KEYS,
        *about,
        *(f"{flow.id}.{question.name}" for flow in flows for question in counted_questions(flow)),
    )


@dataclass(frozen=True, slots=True)
class Records:
    """Makes the records of one release. Ids are numbers in an order without meaning."""

    flows: Sequence[Flow]
    period: str
    rules: Rules

    def rows(self, people: People, first: int) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the people of one flow, numbered from `first`; none where they are too few."""
        if len(people) < self.rules.min_group_size:
            return
        names = record_columns(self.flows)
        columns = [people.column(attribute.name) for attribute in people.attributes]
        kept, alike = suppress_values(
            columns, [len(attribute.values) for attribute in people.attributes], self.rules.min_group_size
        )
        values = [(attribute.name, np.array([*attribute.values, HIDDEN], object)) for attribute in people.attributes]
        # The last label is for -1: no answer.
        answers = [(question, np.array([*question.choices, HIDDEN, ""], object)) for question in people.questions]
        same = {question.name: homogeneous(alike, people.column(question.name)) for question in people.questions}
        for start in range(0, len(people), _BATCH_ROWS):
            part = slice(start, start + _BATCH_ROWS)
            cells = {name: words[column[part]].tolist() for (name, words), column in zip(values, kept, strict=True)}
            for question, words in answers:
                given = people.column(question.name)[part]
                shown = np.where(same[question.name][alike[part]], len(question.choices), given)
                cells[f"{people.flow.id}.{question.name}"] = words[shown].tolist()
            count = len(alike[part])
            fixed = {
                "id": [str(first + start + number) for number in range(count)],
                "period": [self.period] * count,
                "flow": [people.flow.id] * count,
            }
            yield from zip(*((fixed | cells).get(name, [""] * count) for name in names), strict=True)
