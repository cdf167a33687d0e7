"""An attacker who knows the rules and bounds suppressed figures from published ones, by linear programming."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from bot.privacy.disclosure.cube import Cube
from bot.privacy.disclosure.rules import Breakdown, Rules
from bot.privacy.disclosure.suppression import BreakdownTable

Weights = NDArray[np.float64]

TABLES = int(os.environ.get("SAYSO_ATTACKED_TABLES", "40"))
"""How many tables are attacked."""


@dataclass
class Knowledge:
    """Bounds of sums of the numbers of people of every kind: the constraints of a linear programme."""

    rows: list[Weights] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)

    def learn(self, weights: Weights, shown: int, least: int, rules: Rules, *, exact: bool) -> None:
        """Add a published sum: exact, or rounded from a number of at least `least`."""
        half = (rules.round_to - 1) // 2
        self.rows.append(weights)
        self.bounds.append((shown, shown) if exact else (max(shown - half, least), shown + half))

    def most(self, weights: Weights) -> float:
        """Return the largest sum that is possible; infinity where there is none."""
        matrix = csr_matrix(np.array(self.rows))
        low, high = np.array(self.bounds).T
        solution = linprog(-weights, A_ub=vstack([matrix, -matrix]), b_ub=np.concatenate([high, -low]))
        assert solution.status in (0, 3), solution.message
        return -solution.fun if solution.status == 0 else float("inf")

    def least(self, weights: Weights) -> float:
        """Return the smallest sum that is possible."""
        return -self.most(-weights)

    def determines(self, weights: Weights) -> bool:
        """Tell whether a sum can have only one value."""
        return bool(np.floor(self.most(weights) + 1e-6) - np.ceil(self.least(weights) - 1e-6) < 1)

    def is_certain(self, inside: Weights, others: Weights) -> bool:
        """Tell whether there is somebody inside for certain, and nobody among the others."""
        return self.least(inside) > 1e-6 and self.most(others) < 1 - 1e-6


@dataclass
class Attacker:
    """What can be derived about the people in a cube from its published tables."""

    cube: Cube
    tables: Mapping[Breakdown, BreakdownTable]
    rules: Rules
    known: Knowledge = field(default_factory=Knowledge)

    def __post_init__(self) -> None:
        sizes = (*(len(attribute.values) for attribute in self.cube.attributes), len(self.cube.choices))
        self._kinds = np.unravel_index(np.arange(int(np.prod(sizes))), sizes)
        for by, table in self.tables.items():
            for group in np.flatnonzero(~table.groups_suppressed):
                self._learn(
                    self.group(by, int(group)), int(table.sizes[group]), self.rules.min_group_size, exact=table.exact
                )
                for answer in np.flatnonzero(~table.cells_suppressed[group]):
                    count, cell = int(table.counts[group, answer]), self.cell(by, int(group), int(answer))
                    self._learn(cell, count, 0 if table.exact else self.rules.suppress_up_to + 1, exact=table.exact)

    def cell(self, by: Breakdown, group: int, answer: int) -> Weights:
        """Return which kinds of people are counted in a cell."""
        inside: Weights = self.group(by, group) * (self._kinds[-1] == answer)
        return inside

    def group(self, by: Breakdown, group: int) -> Weights:
        """Return which kinds of people are in a group."""
        names = [attribute.name for attribute in self.cube.attributes]
        values = np.unravel_index(group, self.cube.shape(by)) if by else ()
        inside = np.ones(len(self._kinds[0]))
        for name, value in zip(by, values, strict=True):
            inside *= self._kinds[names.index(name)] == value
        return inside

    def derivable(self) -> Iterator[str]:
        """Yield every suppressed figure that can have only one value."""
        for by, table in self.tables.items():
            if table.groups_suppressed.all():
                continue
            for group, answer in zip(*np.nonzero(table.suppressed), strict=True):
                if self.is_published_zero(int(answer)):
                    continue
                if self.known.determines(self.cell(by, int(group), int(answer))):
                    yield f"{by} {group} {answer}: {table.counts[group, answer]}"

    def is_published_zero(self, answer: int) -> bool:
        """Tell whether the published total of an answer is exactly 0."""
        everybody = self.tables[()]
        return everybody.exact and not everybody.groups_suppressed[0] and everybody.counts[0, answer] == 0

    def alike(self) -> Iterator[str]:
        """Yield every group whose members certainly all gave the same answer (group disclosure)."""
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
