"""Somebody who knows the rules, and works out by linear programming what figures could be from all that is told."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from bot.privacy.disclosure.cube import Breakdown, Cube
from bot.privacy.disclosure.hiding import Table
from bot.privacy.disclosure.rules import Rules

Weights = NDArray[np.float64]

TABLES = int(os.environ.get("SAYSO_ATTACKED_TABLES", "40"))
"""How many tables are attacked."""


@dataclass
class Knowledge:
    """What is known of how many people of each kind there are: bounds of sums of them."""

    rows: list[Weights] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)

    def learn(self, weights: Weights, shown: int, least: int, rules: Rules, *, exact: bool) -> None:
        """Take in a sum that is told: as it is, or rounded of one that is no less than `least`."""
        half = (rules.round_to - 1) // 2
        self.rows.append(weights)
        self.bounds.append((shown, shown) if exact else (max(shown - half, least), shown + half))

    def most(self, weights: Weights) -> float:
        """Return the largest sum that is possible; infinity where there is none."""
        matrix = csr_matrix(np.array(self.rows))
        low, high = np.array(self.bounds).T
        found = linprog(-weights, A_ub=vstack([matrix, -matrix]), b_ub=np.concatenate([high, -low]))
        assert found.status in (0, 3), found.message
        return -found.fun if found.status == 0 else float("inf")

    def least(self, weights: Weights) -> float:
        """Return the smallest sum that is possible."""
        return -self.most(-weights)

    def pins(self, weights: Weights) -> bool:
        """Tell whether a sum can have one value only."""
        return bool(np.floor(self.most(weights) + 1e-6) - np.ceil(self.least(weights) - 1e-6) < 1)

    def is_certain(self, inside: Weights, others: Weights) -> bool:
        """Tell whether there is somebody inside for certain, and nobody among the others."""
        return self.least(inside) > 1e-6 and self.most(others) < 1 - 1e-6


@dataclass
class Attacker:
    """What can be worked out of how many people of each kind there are, from what is told of a cube."""

    cube: Cube
    tables: Mapping[Breakdown, Table]
    rules: Rules
    known: Knowledge = field(default_factory=Knowledge)

    def __post_init__(self) -> None:
        sizes = (*(len(each.values) for each in self.cube.attributes), len(self.cube.choices))
        self._kinds = np.unravel_index(np.arange(int(np.prod(sizes))), sizes)
        for by, table in self.tables.items():
            for group in np.flatnonzero(~table.groups_hidden):
                self._learn(
                    self.group(by, int(group)), int(table.sizes[group]), self.rules.min_group_size, exact=table.exact
                )
                for answer in np.flatnonzero(~table.cells_hidden[group]):
                    count, cell = int(table.counts[group, answer]), self.cell(by, int(group), int(answer))
                    self._learn(cell, count, 0 if table.exact else self.rules.suppress_up_to + 1, exact=table.exact)

    def cell(self, by: Breakdown, group: int, answer: int) -> Weights:
        """Return which kinds of people are counted in a cell."""
        inside: Weights = self.group(by, group) * (self._kinds[-1] == answer)
        return inside

    def group(self, by: Breakdown, group: int) -> Weights:
        """Return which kinds of people are in a group."""
        names = [each.name for each in self.cube.attributes]
        values = np.unravel_index(group, self.cube.shape(by)) if by else ()
        inside = np.ones(len(self._kinds[0]))
        for name, value in zip(by, values, strict=True):
            inside *= self._kinds[names.index(name)] == value
        return inside

    def pinned(self) -> Iterator[str]:
        """Yield each figure that is held back and yet can have one value only."""
        for by, table in self.tables.items():
            if table.groups_hidden.all():
                continue
            for group, answer in zip(*np.nonzero(table.hidden), strict=True):
                if self.is_told_of_nobody(int(answer)):
                    continue
                if self.known.pins(self.cell(by, int(group), int(answer))):
                    yield f"{by} {group} {answer}: {table.counts[group, answer]}"

    def is_told_of_nobody(self, answer: int) -> bool:
        """Tell whether it is told, exactly, that nobody at all gave an answer."""
        everybody = self.tables[()]
        return everybody.exact and not everybody.groups_hidden[0] and everybody.counts[0, answer] == 0

    def alike(self) -> Iterator[str]:
        """Yield each group of which it is certain that all of its people gave one answer."""
        for by, table in self.tables.items():
            for group in range(len(table.counts)):
                inside = self.group(by, group)
                for answer in range(len(self.cube.choices)):
                    others = inside - self.cell(by, group, answer)
                    if self.known.is_certain(inside, others):
                        yield f"{by} {group}: all {answer}"

    def _learn(self, weights: Weights, count: int, least: int, *, exact: bool) -> None:
        self.known.learn(weights, count if exact else self.rules.shown(count), least, self.rules, exact=exact)
        low, high = self.known.bounds[-1]
        assert low <= count <= high
