"""Counting: from submissions to the figures that can be released."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from bot.privacy.disclosure.audit import suppress
from bot.privacy.disclosure.cube import Cube
from bot.privacy.disclosure.rules import Rules
from bot.privacy.disclosure.suppression import BreakdownTable
from bot.reporting.figures import SERVICE, Figure
from bot.reporting.people import People

_MOST_ATTRIBUTES = 2


def count(people: People, since: Mapping[str, str], rules: Rules) -> Iterator[Figure]:
    """Yield the figures of one flow after suppression. `since` is the first period that is counted, by service."""
    for question in people.questions:
        cube = people.cube(question)
        factory = _FigureFactory(people, question.name, cube, since, rules)
        for table in suppress(cube, rules, exact=question.step == people.flow.fft).values():
            for group in np.flatnonzero(~table.groups_suppressed):
                figure = factory.figure(table, int(group))
                yield figure
                if len(since) == 1 and len(figure.by) < _MOST_ATTRIBUTES:
                    # With one service, the figures of everybody are its figures.
                    yield replace(figure, by=(SERVICE, *figure.by), group=(*since, *figure.group))


@dataclass(frozen=True, slots=True)
class _FigureFactory:
    """Makes the figures of one question, a group at a time."""

    people: People
    question: str
    cube: Cube
    since: Mapping[str, str]
    rules: Rules

    def figure(self, table: BreakdownTable, number: int) -> Figure:
        places = np.unravel_index(number, self.cube.shape(table.by)) if table.by else ()
        values = {attribute.name: attribute.values for attribute in self.cube.attributes}
        group = tuple(values[name][place] for name, place in zip(table.by, places, strict=True))
        cells = zip(self.cube.choices, table.cells_suppressed[number], table.counts[number], strict=True)
        return Figure(
            flow=self.people.flow.id,
            question=self.question,
            by=table.by,
            group=group,
            since=self.since[group[table.by.index(SERVICE)]] if SERVICE in table.by else min(self.since.values()),
            people=self._rounded(table, int(table.sizes[number])),
            counts={
                choice: None if suppressed else self._rounded(table, int(cell)) for choice, suppressed, cell in cells
            },
        )

    def _rounded(self, table: BreakdownTable, count: int) -> int:
        return count if table.exact else self.rules.shown(count)
