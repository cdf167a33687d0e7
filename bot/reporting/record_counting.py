"""Counting records: one row a person, of a run of group releases."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.engine.ids import FlowId
from bot.privacy.disclosure.coding import Cell, is_safe
from bot.privacy.disclosure.records import MIN_RECORDS, SmallIntArray, diverse, generalise
from bot.privacy.disclosure.rules import HIDDEN, Rules
from bot.privacy.disclosure.wards import WardTable
from bot.privacy.side import Side
from bot.reporting.counting import WardRelease, about, groups_of, is_of, merged
from bot.reporting.figures import Figure
from bot.reporting.people import Attribute, CountedQuestion, People

SIDES = (Side.NOT_POSITIVE, Side.POSITIVE)
"""The values of a question of records that tells only whether answers are positive, for 0 and 1."""


@dataclass(frozen=True, slots=True)
class GroupRelease:
    """What a release of the groups holds of one conversation: the run of ward releases, and what was shown of it."""

    people: People
    wards: Sequence[WardRelease]
    figures: Sequence[Figure]

    def shares(self, question: CountedQuestion, rules: Rules) -> Iterator[tuple[str, str, Cell]]:
        """Yield how many of each group were positive, as it was shown: the attribute, the group and the cell."""
        for attribute, groups in groups_of(self.people, rules).items():
            told = {figure.group: figure.unit for figure in self.figures if is_of(figure, question, attribute)}
            for group, counts in merged(self.people.counts(question, attribute), groups).items():
                if group in told:
                    positive = sum(counts[answer] for answer in question.positive)
                    width = told[group].share.high - told[group].share.low
                    yield attribute, group, Cell(positive, told[group].people, told[group].share, width)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One row a person: what is shown about them, and their answers, as the numbers of values."""

    flow: FlowId
    attributes: Sequence[Attribute]
    questions: Sequence[CountedQuestion]
    columns: Sequence[Sequence[int]]

    @property
    def names(self) -> list[str]:
        """Return the names of the columns."""
        about = [attribute.name for attribute in self.attributes]
        return [*about, *(f"{self.flow}.{question.name}" for question in self.questions)]

    @property
    def values(self) -> list[tuple[str, ...]]:
        """Return the values of each column by their numbers. The last is for -1."""
        about = [(*attribute.values, HIDDEN) for attribute in self.attributes]
        return [*about, *((*question.choices, "") for question in self.questions)]

    def rows(self, chance: Random) -> list[tuple[str, ...]]:
        """Return the names of the columns, and then the rows in random order."""
        words = ([among[place] for place in column] for among, column in zip(self.values, self.columns, strict=True))
        rows = list(zip(*words, strict=True))
        chance.shuffle(rows)
        return [tuple(self.names), *rows]


def count_records(people: People, groups: Sequence[GroupRelease], rules: Rules) -> RecordTable | None:
    """Return the records of a run of group releases, in the order of the people; None if they are too few.

    Records give way to wards and groups: a question tells its answers, or only whether they are positive, or is left
    out, so that their sums show nothing that was coded.
    """
    if len(people) < MIN_RECORDS:
        return None
    diverse_ones = [question for question in people.questions if _is_diverse(people, question, rules)]
    answers = [people.column(question.name) for question in diverse_ones]
    answers += [people.positive(question) for question in diverse_ones if question.positive]
    attributes = about(people)
    columns = [people.column(attribute.name) for attribute in attributes]
    shown = generalise(columns, [len(attribute.values) for attribute in attributes], answers, rules)
    visible = [attribute.name for attribute, column in zip(attributes, shown, strict=True) if (column >= 0).any()]
    questions: list[CountedQuestion] = []
    kept: list[SmallIntArray] = []
    for question in diverse_ones:
        tables = [ward.table(question, rules) for release in groups for ward in release.wards]
        if question.positive and not _shares_are_safe(tables, _group_cells(question, groups, visible, rules)):
            continue
        if all(is_safe(_cells(tables, answer)) for answer in question.choices):
            questions.append(question)
            kept.append(people.column(question.name))
        elif question.positive:
            questions.append(replace(question, choices=SIDES))
            kept.append(people.positive(question))
    if not questions:
        return None
    return RecordTable(people.flow.id, attributes, questions, [column.tolist() for column in (*shown, *kept)])


def _is_diverse(people: People, question: CountedQuestion, rules: Rules) -> bool:
    shares = [people.positive(question)] if question.positive else []
    return all(diverse(column, rules) for column in (people.column(question.name), *shares))


def _shares_are_safe(tables: Iterable[WardTable], by_group: Iterable[Sequence[Cell]]) -> bool:
    """Tell whether the exact sum of positive answers shows nothing that wards and groups have coded."""
    cells = [cell for table in tables for cell in table.unsummed_shares()]
    return all(map(is_safe, (cells, *by_group)))


def _group_cells(
    question: CountedQuestion, groups: Sequence[GroupRelease], visible: Collection[str], rules: Rules
) -> Iterable[Sequence[Cell]]:
    """Return by group how many were positive in each release of groups, as it was shown.

    Of a single release there is nothing to keep: records show none of it that is coded, as their classes are diverse.
    """
    by_group: dict[tuple[str, str], list[Cell]] = {}
    for release in groups if len(groups) > 1 else ():
        for attribute, group, cell in release.shares(question, rules):
            if attribute in visible:
                by_group.setdefault((attribute, group), []).append(cell)
    return by_group.values()


def _cells(tables: Iterable[WardTable], answer: str) -> list[Cell]:
    return [cell for table in tables for cell in table.unsummed_answers(answer)]
