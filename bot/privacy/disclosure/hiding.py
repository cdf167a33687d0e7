"""What of a cube is held back: too small, too much alike, or else to be worked out from what is shown. No IO.

Primary suppression is by the rules. Then, again and again until nothing changes, what would be the only figure held
back among others whose sum is known takes the next smallest with it (complementary suppression), over the groups of
every attribute, the answers of every group, and the tables that share a margin.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np

from bot.privacy.disclosure.cube import Breakdown, Codes, Cube, Flags
from bot.privacy.disclosure.rules import Rules


@dataclass
class Table:
    """The counts of one grouping, and which are held back: whole groups, and single answers of the others.

    `cells` says which cell each place of the cube is counted in; `exact` that the counts are shown as they are.
    """

    by: Breakdown
    cells: Codes
    counts: Codes
    groups_hidden: Flags
    cells_hidden: Flags
    exact: bool = False

    @property
    def sizes(self) -> Codes:
        """Return how many people are in each group."""
        return np.asarray(self.counts.sum(axis=1), np.int64)

    @property
    def hidden(self) -> Flags:
        """Return for each cell whether it is held back, by itself or with its group."""
        return self.cells_hidden | self.groups_hidden[:, None]


@dataclass
class Tables:
    """The tables of a cube that are told, being held back together: at first those by one attribute and by none."""

    cube: Cube
    rules: Rules
    exact: bool = False
    tables: dict[Breakdown, Table] = field(init=False)

    def __post_init__(self) -> None:
        self.tables = {}
        for by in self.cube.groupings:
            if len(by) <= 1:
                self.add(by)
        self.settle(tuple(self.tables))

    def add(self, by: Breakdown) -> None:
        """Add the table of a grouping, with only the primary held back."""
        self.tables[by] = self._primary(by)

    def settle(self, changing: Collection[Breakdown]) -> None:
        """Hold back more of these tables until nothing that is held back is alone among what adds up."""
        while any([self._settle_groups(changing), self._settle_answers(changing), self._settle_columns(changing)]):
            pass

    def hide_next_group(self, by: Breakdown) -> None:
        """Hold back the smallest group of a table that is still shown."""
        table = self.tables[by]
        table.groups_hidden[_smallest(table.sizes, ~table.groups_hidden)] = True

    def hide_next_answer(self, by: Breakdown, group: int) -> None:
        """Hold back the smallest answer that is still shown of a group; the group, where none is."""
        table = self.tables[by]
        shown = ~table.cells_hidden[group]
        if not shown.any():
            table.groups_hidden[group] = True
        else:
            table.cells_hidden[group, _smallest(table.counts[group], shown)] = True

    def families(self, bys: Collection[Breakdown]) -> Iterator[tuple[Table, int, Table, Codes]]:
        """Yield each group with a table of these that parts it by one more attribute, and the groups of it."""
        for by in bys:
            shape, table = self.cube.shape(by), self.tables[by]
            numbers = np.arange(len(table.counts)).reshape(shape)
            for axis in range(len(by)):
                parent = self.tables[by[:axis] + by[axis + 1 :]]
                for number, children in enumerate(np.moveaxis(numbers, axis, -1).reshape(-1, shape[axis])):
                    yield parent, number, table, children

    def _primary(self, by: Breakdown) -> Table:
        cells = self.cube.cells(by)
        counts = self.cube.counts(by, cells)
        sizes = counts.sum(axis=1)
        groups_hidden = (sizes < self.rules.min_group_size) | (counts.max(axis=1, initial=0) == sizes)
        exact = self.exact and not by
        cells_hidden = np.zeros(counts.shape, np.bool_) if exact else counts <= self.rules.suppress_up_to
        return Table(by, cells, counts, groups_hidden, cells_hidden, exact)

    def _settle_groups(self, changing: Collection[Breakdown]) -> bool:
        changed = False
        for parent, number, table, children in self.families(changing):
            hidden = table.groups_hidden[children]
            if hidden.all():
                continue
            if parent.groups_hidden[number] or self._little_is_left(hidden):
                table.groups_hidden[children] = changed = True
            elif hidden.any() and not self._safe_together(table.counts[children], hidden):
                table.groups_hidden[children[_smallest(table.sizes[children], ~hidden)]] = changed = True
        return changed

    @staticmethod
    def _little_is_left(hidden: Flags) -> bool:
        """Tell whether a single group would be compared with nothing."""
        return len(hidden) > 1 and int((~hidden).sum()) == 1

    def _safe_together(self, counts: Codes, hidden: Flags) -> bool:
        """Tell whether groups that are held back could, as one, be shown: their sum can be worked out."""
        together = counts[hidden].sum(axis=0)
        return int(hidden.sum()) > 1 and together.sum() >= self.rules.min_group_size and together.max() < together.sum()

    def _settle_answers(self, changing: Collection[Breakdown]) -> bool:
        """Within each group that is shown, have no answer held back alone."""
        changed = False
        for by in changing:
            table = self.tables[by]
            for group in np.flatnonzero((table.cells_hidden.sum(axis=1) == 1) & ~table.groups_hidden):
                self.hide_next_answer(by, int(group))
                changed = True
        return changed

    def _settle_columns(self, changing: Collection[Breakdown]) -> bool:
        """For each answer whose sum over groups is shown, have it held back of no group alone."""
        changed = False
        for parent, number, table, children in self.families(changing):
            hidden = table.hidden[children]
            alone = (hidden.sum(axis=0) == 1) & ~hidden.all(axis=0) & ~parent.hidden[number]
            for answer in np.flatnonzero(alone):
                at = _smallest(table.counts[children, answer], ~hidden[:, answer])
                table.cells_hidden[children[at], answer] = changed = True
        return changed


def _smallest(counts: Codes, among: Flags) -> int:
    """Return the place of the smallest count of those that may be taken."""
    return int(np.argmin(np.where(among, counts, np.iinfo(np.int64).max)))
