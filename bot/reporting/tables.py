"""Released figures as tables for people to read. A group of nobody and a suppressed one show the same sign."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from bot.privacy.disclosure.rules import HIDDEN, Breakdown, Rules
from bot.reporting.figures import SERVICE, Figure
from bot.reporting.labels import Labels
from bot.reporting.people import breakdown_attributes, counted_questions


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One question's answers by group, in words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def percent(count: int | None, people: int, rules: Rules) -> int | None:
    """Return a whole percentage of the rounded counts, if the denominator is large enough.

    >>> percent(10, 25, Rules()), percent(10, 15, Rules()), percent(None, 25, Rules())
    (40, None, None)
    """
    return None if count is None or people < rules.percent_from else min(100, round(100 * count / people))


def count_with_percent(count: int | None, people: int, rules: Rules) -> str:
    """Return a count with its percentage.

    >>> count_with_percent(10, 25, Rules()), count_with_percent(None, 25, Rules())
    ('10 (40 %)', '*')
    """
    if count is None:
        return HIDDEN
    share = percent(count, people, rules)
    return str(count) if share is None else f"{count} ({share} %)"


def tables(
    labels: Labels, figures: Iterable[Figure], rules: Rules, *, by: Breakdown, question: str | None
) -> Iterator[FigureTable]:
    """Yield a table for each question, or for one. Suppressed groups have the sign of groups of nobody."""
    by_group = {(figure.question, figure.group): figure for figure in figures if figure.by == by}
    groups = list(product(*(values_of(labels, name) for name in by)))
    for asked in counted_questions(labels.flow):
        if question is None or question in (asked.name, asked.step):
            columns = (*map(labels.attribute, by), "People", *(labels.answer(asked.step, one) for one in asked.choices))
            rows = tuple(
                (*map(labels.group, by, group), *_cells(by_group.get((asked.name, group)), asked.choices, rules))
                for group in groups
            )
            yield FigureTable(labels.question(asked.name), columns, rows)


def values_of(labels: Labels, name: str) -> tuple[str, ...]:
    """Return every value of an attribute of the breakdown. Raises KeyError where there is no such attribute."""
    if name == SERVICE:
        return (*labels.services, "")
    return {attribute.name: attribute.values for attribute in breakdown_attributes(labels.flow)}[name]


def _cells(figure: Figure | None, choices: tuple[str, ...], rules: Rules) -> Iterator[str]:
    if figure is None:
        yield from [HIDDEN] * (len(choices) + 1)
        return
    yield str(figure.people)
    for choice in choices:
        yield count_with_percent(figure.counts.get(choice), figure.people, rules)
