"""Records: one row a person who answered, told apart only as far as many others are like them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.engine.flow import Flow
from bot.privacy.disclosure.records import homogeneous, suppress_values
from bot.privacy.disclosure.rules import HIDDEN, Rules
from bot.reporting.people import People, breakdown_attributes, counted_questions

_AT_ONCE = 10_000

RECORD_KEYS = ("id", "period", "flow", "service")


def record_columns(flows: Sequence[Flow]) -> tuple[str, ...]:
    """Return the columns of records of these flows: they come from the flows, never from the rows."""
    about = dict.fromkeys(each.name for flow in flows for each in breakdown_attributes(flow))
    return (*RECORD_KEYS, *about, *(f"{flow.id}.{each.name}" for flow in flows for each in counted_questions(flow)))


@dataclass(frozen=True, slots=True)
class Records:
    """Makes the records of one release. Ids are numbers in an order that says nothing."""

    flows: Sequence[Flow]
    period: str
    rules: Rules

    def rows(self, people: People, first: int) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the people of one flow, numbered from here on; none where they are too few."""
        if len(people) < self.rules.min_group_size:
            return
        names = record_columns(self.flows)
        columns = [people.column(each.name) for each in people.attributes]
        told, alike = suppress_values(
            columns, [len(each.values) for each in people.attributes], self.rules.min_group_size
        )
        values = [(each.name, np.array([*each.values, HIDDEN], object)) for each in people.attributes]
        # The last of the words is for -1: no answer was given.
        answers = [(each, np.array([*each.choices, HIDDEN, ""], object)) for each in people.questions]
        same = {each.name: homogeneous(alike, people.column(each.name)) for each in people.questions}
        for start in range(0, len(people), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            cells = {name: words[column[part]].tolist() for (name, words), column in zip(values, told, strict=True)}
            for each, words in answers:
                given = people.column(each.name)[part]
                shown = np.where(same[each.name][alike[part]], len(each.choices), given)
                cells[f"{people.flow.id}.{each.name}"] = words[shown].tolist()
            count = len(alike[part])
            fixed = {
                "id": [str(first + start + number) for number in range(count)],
                "period": [self.period] * count,
                "flow": [people.flow.id] * count,
            }
            yield from zip(*((fixed | cells).get(name, [""] * count) for name in names), strict=True)
