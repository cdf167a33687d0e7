"""The answers to one question, counted in every group of every breakdown. No IO.

All operations are on whole columns: a release may count a million submissions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.privacy.disclosure.rules import Breakdown

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
SmallIntArray = NDArray[np.int8] | NDArray[np.int16]
"""A column for a million people, of as few bytes as possible."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that figures can be broken down by, and all its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Cube:
    """The people who answered a question, one row for all who are alike in every attribute and their answer.

    `people` is the number of them, `columns` their value of every attribute, and `answers` their answer; values and
    answers are given by number.
    """

    attributes: tuple[Attribute, ...]
    choices: tuple[str, ...]
    columns: Mapping[str, IntArray]
    answers: IntArray
    people: IntArray

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Return the number of values of every attribute."""
        return {attribute.name: len(attribute.values) for attribute in self.attributes}

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Return every breakdown: totals, by one attribute, and by two."""
        names = [attribute.name for attribute in self.attributes]
        return ((), *((name,) for name in names), *combinations(names, 2))

    def shape(self, by: Breakdown) -> tuple[int, ...]:
        """Return the number of values of every attribute of a breakdown."""
        return tuple(self.sizes[name] for name in by)

    def groups(self, by: Breakdown, **replaced: int) -> IntArray:
        """Return the group of every row, with these values in place of its own if given."""
        groups = np.zeros(len(self.answers), np.int64)
        for name in by:
            groups = groups * self.sizes[name] + replaced.get(name, self.columns[name])
        return groups

    def cells(self, by: Breakdown, **replaced: int) -> IntArray:
        """Return the cell (a group and an answer) of every row, with these values in place of its own if given."""
        return self.groups(by, **replaced) * len(self.choices) + self.answers

    def counts(self, by: Breakdown, cells: IntArray) -> IntArray:
        """Return the number of people by group (rows) and answer (columns)."""
        rows, across = int(np.prod(self.shape(by), dtype=np.int64)), len(self.choices)
        return np.bincount(cells, self.people, rows * across).astype(np.int64).reshape(rows, across)


def make_cube(
    attributes: Sequence[Attribute],
    choices: Sequence[str],
    columns: Mapping[str, IntArray | SmallIntArray],
    answers: IntArray | SmallIntArray,
) -> Cube:
    """Return the cube of people, one to a row of the columns; `answers` is -1 for those who did not answer.

    Attributes with a single value are omitted.
    """
    attributes = [attribute for attribute in attributes if len(attribute.values) > 1]
    answered = answers >= 0
    codes = answers[answered].astype(np.int64)
    sizes = (len(choices), *(len(attribute.values) for attribute in attributes))
    for attribute in attributes:
        codes = codes * len(attribute.values) + columns[attribute.name][answered]
    kinds, people = np.unique(codes, return_counts=True)
    answer_codes, *places = np.unravel_index(kinds, sizes)
    named = {attribute.name: place for attribute, place in zip(attributes, places, strict=True)}
    return Cube(tuple(attributes), tuple(choices), named, answer_codes, people)
