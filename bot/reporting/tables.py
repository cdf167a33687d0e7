"""Released figures as tables for people to read: every group in words, with the same sign for none and too few."""

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
    """Return a whole percentage of counts as count_with_percent, where there are people enough.

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
    """Yield a table of each question, or of one, by groups. Groups of which nothing is told have the same sign."""
    found = {(each.question, each.group): each for each in figures if each.by == by}
    groups = list(product(*(values_of(labels, name) for name in by)))
    for each in counted_questions(labels.flow):
        if question is None or question in (each.name, each.step):
            columns = (*map(labels.attribute, by), "People", *(labels.answer(each.step, one) for one in each.choices))
            rows = tuple(
                (*map(labels.group, by, group), *_cells(found.get((each.name, group)), each.choices, rules))
                for group in groups
            )
            yield FigureTable(labels.question(each.name), columns, rows)


def values_of(labels: Labels, name: str) -> tuple[str, ...]:
    """Return every value by which people can be parted. Raises KeyError where there is nothing of this name."""
    if name == SERVICE:
        return (*labels.services, "")
    return {each.name: each.values for each in breakdown_attributes(labels.flow)}[name]


def _cells(figure: Figure | None, choices: tuple[str, ...], rules: Rules) -> Iterator[str]:
    if figure is None:
        yield from [HIDDEN] * (len(choices) + 1)
        return
    yield str(figure.people)
    for choice in choices:
        yield count_with_percent(figure.counts.get(choice), figure.people, rules)
