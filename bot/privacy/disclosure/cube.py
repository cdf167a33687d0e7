"""The answers of many people to one question, counted by every group they are in. No IO.

Everything is done on whole columns: a release may be made of a million submissions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]
Small = NDArray[np.int8] | NDArray[np.int16]
"""Codes of a million people, as small as they can be."""

Breakdown = tuple[str, ...]
"""By which attributes people are parted into groups: none, one or two of them."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that parts people into groups: its name and every value that it can have."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Cube:
    """How many people of which kind gave which answer.

    Each place of the columns stands for the people who are alike in everything: `people` says how many they are,
    `columns` which value they have of each attribute, and `answers` what they answered, by number.
    """

    attributes: tuple[Attribute, ...]
    choices: tuple[str, ...]
    columns: Mapping[str, Codes]
    answers: Codes
    people: Codes

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Return how many values each attribute has."""
        return {each.name: len(each.values) for each in self.attributes}

    @cached_property
    def groupings(self) -> tuple[Breakdown, ...]:
        """Return every way in which people are parted: not at all, by one attribute, and by two."""
        names = [each.name for each in self.attributes]
        return ((), *((name,) for name in names), *combinations(names, 2))

    def shape(self, by: Breakdown) -> tuple[int, ...]:
        """Return how many values each attribute of a grouping has."""
        return tuple(self.sizes[name] for name in by)

    def groups(self, by: Breakdown, **instead: int) -> Codes:
        """Return the number of the group that each place belongs to, or would if it had these values instead."""
        found = np.zeros(len(self.answers), np.int64)
        for name in by:
            found = found * self.sizes[name] + instead.get(name, self.columns[name])
        return found

    def cells(self, by: Breakdown, **instead: int) -> Codes:
        """Return the number of the cell, of a group and an answer, that each place is counted in, or would be."""
        return self.groups(by, **instead) * len(self.choices) + self.answers

    def counts(self, by: Breakdown, cells: Codes) -> Codes:
        """Return how many of each group (rows) gave each answer (columns)."""
        rows, across = int(np.prod(self.shape(by), dtype=np.int64)), len(self.choices)
        return np.bincount(cells, self.people, rows * across).astype(np.int64).reshape(rows, across)


def make_cube(
    attributes: Sequence[Attribute],
    choices: Sequence[str],
    columns: Mapping[str, Codes | Small],
    answers: Codes | Small,
) -> Cube:
    """Return the cube of people, one at each place of the columns; `answers` is -1 for who did not answer.

    Attributes with a single value part nobody from anybody, and are left out.
    """
    attributes = [each for each in attributes if len(each.values) > 1]
    answered = answers >= 0
    codes, sizes = answers[answered].astype(np.int64), (len(choices), *(len(each.values) for each in attributes))
    for each in attributes:
        codes = codes * len(each.values) + columns[each.name][answered]
    kinds, people = np.unique(codes, return_counts=True)
    found, *places = np.unravel_index(kinds, sizes)
    named = {each.name: place for each, place in zip(attributes, places, strict=True)}
    return Cube(tuple(attributes), tuple(choices), named, found, people)
