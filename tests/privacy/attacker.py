"""An attacker who has everything that was published and works out counts by integer linear programming."""

import os
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

TABLES = int(os.environ.get("SAYSO_ATTACKED_TABLES", "40"))
"""How many tables are attacked."""


KindT = TypeVar("KindT", bound=Hashable)


@dataclass
class Attacker(Generic[KindT]):
    """What somebody knows of numbers of people: bounds of sums of them."""

    kinds: Sequence[KindT]
    _sums: list[tuple[dict[int, int], float, float]] = field(default_factory=list)
    _places: Mapping[KindT, int] = field(init=False)

    def __post_init__(self) -> None:
        self._places = {kind: place for place, kind in enumerate(self.kinds)}

    def learn(self, kinds: Iterable[KindT], low: float, high: float) -> None:
        """Learn that there are from `low` to `high` people of these kinds together."""
        self._sums.append((dict.fromkeys((self._places[kind] for kind in kinds), 1), low, high))

    def learn_equal(self, some: Iterable[KindT], others: Iterable[KindT]) -> None:
        """Learn that there are as many people of some kinds as of others."""
        signs = dict.fromkeys((self._places[kind] for kind in some), 1)
        self._sums.append((signs | dict.fromkeys((self._places[kind] for kind in others), -1), 0, 0))

    def bounds(self, kinds: Iterable[KindT], known: Mapping[KindT, int] | None = None) -> tuple[int, int]:
        """Return how few and how many people of these kinds there can be, who may know some of them besides."""
        weights = np.zeros(len(self.kinds))
        weights[[self._places[kind] for kind in kinds]] = 1
        least = np.zeros(len(self.kinds))
        for kind, count in (known or {}).items():
            least[self._places[kind]] = count
        return self._extreme(weights, least), -self._extreme(-weights, least)

    def _extreme(self, weights: np.ndarray, least: np.ndarray) -> int:
        rows = [row for row, (signs, _, _) in enumerate(self._sums) for _ in signs]
        columns = [place for signs, _, _ in self._sums for place in signs]
        values = [sign for signs, _, _ in self._sums for sign in signs.values()]
        matrix = csr_matrix((values, (rows, columns)), (len(self._sums), len(self.kinds)))
        _, lows, highs = zip(*self._sums, strict=True)
        solution = milp(
            weights,
            constraints=LinearConstraint(matrix, lows, highs),
            integrality=np.ones(len(self.kinds)),
            bounds=Bounds(least, np.inf),
        )
        assert solution.success, solution.message
        return round(float(solution.fun))
