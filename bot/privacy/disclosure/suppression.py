"""Which cells are suppressed: small, uniform, or derivable from published ones. No IO.

Primary suppression is by the rules: small groups, small counts, and groups whose members all gave the same answer
(group disclosure). Secondary suppression follows: a suppressed cell that is the only one in a published sum could be
derived by subtraction, so the next smallest is suppressed too, over the groups of every attribute, the answers of every
group, and tables that share a margin, until nothing changes. Terms: A. Hundepool et al., "Statistical Disclosure
Control", 2012.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np

from bot.privacy.disclosure.cube import BoolArray, Cube, IntArray
from bot.privacy.disclosure.rules import Breakdown, Rules


@dataclass
class BreakdownTable:
    """The counts of one breakdown, and which are suppressed: whole groups, and single answers of the others.

    `cells` is the cell of every row of the cube; if `exact`, the counts are published without rounding.
    """

    by: Breakdown
    cells: IntArray
    counts: IntArray
    groups_suppressed: BoolArray
    cells_suppressed: BoolArray
    exact: bool = False

    @property
    def sizes(self) -> IntArray:
        """Return the number of people in every group."""
        return np.asarray(self.counts.sum(axis=1), np.int64)

    @property
    def suppressed(self) -> BoolArray:
        """Return the suppressed cells, by themselves or with their group."""
        return self.cells_suppressed | self.groups_suppressed[:, None]


@dataclass
class BreakdownTables:
    """The published tables of a cube, at first those by no attribute and by one, with consistent suppression."""

    cube: Cube
    rules: Rules
    exact: bool = False
    tables: dict[Breakdown, BreakdownTable] = field(init=False)

    def __post_init__(self) -> None:
        self.tables = {}
        for by in self.cube.breakdowns:
            if len(by) <= 1:
                self.add(by)
        self.suppress_secondary(tuple(self.tables))

    def add(self, by: Breakdown) -> None:
        """Add the table of a breakdown, with primary suppression only."""
        self.tables[by] = self._primary(by)

    def suppress_secondary(self, changing: Collection[Breakdown]) -> None:
        """Suppress cells of these tables until no suppressed cell is the only one in a published sum."""
        while any(
            [self._suppress_groups(changing), self._suppress_answers(changing), self._suppress_columns(changing)]
        ):
            pass

    def suppress_next_group(self, by: Breakdown) -> None:
        """Suppress the smallest group of a table that is not suppressed yet."""
        table = self.tables[by]
        table.groups_suppressed[_smallest(table.sizes, ~table.groups_suppressed)] = True

    def suppress_next_answer(self, by: Breakdown, group: int) -> None:
        """Suppress the smallest answer of a group that is not suppressed yet, or else the group."""
        table = self.tables[by]
        shown = ~table.cells_suppressed[group]
        if not shown.any():
            table.groups_suppressed[group] = True
        else:
            table.cells_suppressed[group, _smallest(table.counts[group], shown)] = True

    def families(self, bys: Collection[Breakdown]) -> Iterator[tuple[BreakdownTable, int, BreakdownTable, IntArray]]:
        """Yield every group with a table of these that divides it by one more attribute, and its subgroups."""
        for by in bys:
            shape, table = self.cube.shape(by), self.tables[by]
            numbers = np.arange(len(table.counts)).reshape(shape)
            for axis in range(len(by)):
                parent = self.tables[by[:axis] + by[axis + 1 :]]
                for number, children in enumerate(np.moveaxis(numbers, axis, -1).reshape(-1, shape[axis])):
                    yield parent, number, table, children

    def _primary(self, by: Breakdown) -> BreakdownTable:
        cells = self.cube.cells(by)
        counts = self.cube.counts(by, cells)
        sizes = counts.sum(axis=1)
        groups_suppressed = (sizes < self.rules.min_group_size) | (counts.max(axis=1, initial=0) == sizes)
        exact = self.exact and not by
        cells_suppressed = np.zeros(counts.shape, np.bool_) if exact else counts <= self.rules.suppress_up_to
        return BreakdownTable(by, cells, counts, groups_suppressed, cells_suppressed, exact)

    def _suppress_groups(self, changing: Collection[Breakdown]) -> bool:
        changed = False
        for parent, number, table, children in self.families(changing):
            suppressed = table.groups_suppressed[children]
            if suppressed.all():
                continue
            if parent.groups_suppressed[number] or self._leaves_one(suppressed):
                table.groups_suppressed[children] = changed = True
            elif suppressed.any() and not self._safe_together(table.counts[children], suppressed):
                table.groups_suppressed[children[_smallest(table.sizes[children], ~suppressed)]] = changed = True
        return changed

    @staticmethod
    def _leaves_one(suppressed: BoolArray) -> bool:
        """Tell whether a single group would be published, without another to compare it with."""
        return len(suppressed) > 1 and int((~suppressed).sum()) == 1

    def _safe_together(self, counts: IntArray, suppressed: BoolArray) -> bool:
        """Tell whether the sum of suppressed groups, which can be derived, satisfies the rules."""
        together = counts[suppressed].sum(axis=0)
        return (
            int(suppressed.sum()) > 1
            and together.sum() >= self.rules.min_group_size
            and together.max() < together.sum()
        )

    def _suppress_answers(self, changing: Collection[Breakdown]) -> bool:
        """In every published group, suppress a second answer where only one is suppressed."""
        changed = False
        for by in changing:
            table = self.tables[by]
            for group in np.flatnonzero((table.cells_suppressed.sum(axis=1) == 1) & ~table.groups_suppressed):
                self.suppress_next_answer(by, int(group))
                changed = True
        return changed

    def _suppress_columns(self, changing: Collection[Breakdown]) -> bool:
        """For every answer with a published sum over groups, suppress it in a second group where it is in only one."""
        changed = False
        for parent, number, table, children in self.families(changing):
            suppressed = table.suppressed[children]
            single = (suppressed.sum(axis=0) == 1) & ~suppressed.all(axis=0) & ~parent.suppressed[number]
            for answer in np.flatnonzero(single):
                index = _smallest(table.counts[children, answer], ~suppressed[:, answer])
                table.cells_suppressed[children[index], answer] = changed = True
        return changed


def _smallest(counts: IntArray, among: BoolArray) -> int:
    """Return the index of the smallest of these counts."""
    return int(np.argmin(np.where(among, counts, np.iinfo(np.int64).max)))
