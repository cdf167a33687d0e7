"""The audit of suppression: whether a suppressed cell can be derived from all published ones. No IO.

A cell cannot be derived if it may have another value: if another set of answers would be published in exactly the same
way. Such a set is sought among those that differ in one person: with another answer, in another group, or both; and,
where totals are exact, in two people with each other's answer.
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from itertools import permutations

import numpy as np

from bot.privacy.disclosure.cube import BoolArray, Cube, IntArray
from bot.privacy.disclosure.rules import Breakdown, Rules
from bot.privacy.disclosure.suppression import BreakdownTable, BreakdownTables

Answers = IntArray
"""Sets of answers, one bit to an answer."""

_MAX_VALUES = 8
"""For attributes with more values than this, people are moved only into the groups in question."""


def suppress(cube: Cube, rules: Rules, *, exact: bool = False) -> Mapping[Breakdown, BreakdownTable]:
    """Return the publishable tables of a cube, with primary and secondary suppression.

    A table by two attributes is published only if it needs no further suppression in those by one. With `exact`, the
    total counts are neither suppressed nor rounded.
    """
    tables = BreakdownTables(cube, rules, exact)
    one_way = tuple(tables.tables)
    while derivable := _derivable(tables, moves := _Moves(tables, one_way)):
        by, groups = derivable
        for group in groups:
            _suppress_beside(tables, by, group)
        tables.suppress_secondary(one_way)
    for by in cube.breakdowns:
        if len(by) > 1:
            moves = _add_table(tables, by, moves)
    return tables.tables


def _add_table(tables: BreakdownTables, by: Breakdown, moves: "_Moves") -> "_Moves":
    """Add a table by two attributes, unless all of it is suppressed or a suppressed cell could be derived from it.

    Returns the remaining moves.
    """
    tables.add(by)
    tables.suppress_secondary([by])
    if not tables.tables[by].groups_suppressed.all() and not _derivable(tables, remaining := moves.restricted_by(by)):
        return remaining
    del tables.tables[by]
    return moves


def _derivable(tables: BreakdownTables, moves: "_Moves") -> tuple[Breakdown, Sequence[int]] | None:
    """Return the groups of a table with a suppressed cell that can be derived."""
    for by, table in tables.tables.items():
        if table.groups_suppressed.all():
            continue
        derivable_cells = table.suppressed & _occurring(tables, by)[:, None] & ~_published_zeros(tables)
        for moved in (moves.by_answer, moves.by_swap, moves.by_group):
            if derivable_cells.any():
                derivable_cells &= ~moved(by, derivable_cells)
        if derivable_cells.any():
            return by, [int(group) for group in np.flatnonzero(derivable_cells.any(axis=1))]
    return None


def _occurring(tables: BreakdownTables, by: Breakdown) -> BoolArray:
    """Return the groups of a table whose values all occur.

    A value that does not occur is audited in the table by its attribute alone.
    """
    occurring = np.ones(tables.cube.shape(by), np.bool_)
    for axis, name in enumerate(by if len(by) > 1 else ()):
        shape = [1] * len(by)
        shape[axis] = -1
        occurring &= (tables.tables[name,].sizes > 0).reshape(shape)
    return occurring.ravel()


def _published_zeros(tables: BreakdownTables) -> BoolArray:
    """Return the answers whose exact total is published as 0, so that their cells are no secret."""
    everybody = tables.tables[()]
    published = everybody.exact and not everybody.groups_suppressed[0]
    return np.asarray((everybody.counts[0] == 0) & published)


def _suppress_beside(tables: BreakdownTables, by: Breakdown, group: int) -> None:
    """Suppress one more cell beside those of a group that can be derived."""
    if tables.tables[by].groups_suppressed[group]:
        tables.suppress_next_group(by)
    else:
        tables.suppress_next_answer(by, group)


class _Moves:
    """The cells that one person's move would change without changing anything published."""

    def __init__(self, tables: BreakdownTables, bys: Collection[Breakdown]) -> None:
        self._tables, self._cube, self._rules = tables.tables, tables.cube, tables.rules
        self._bits: Answers = np.left_shift(1, np.arange(len(self._cube.choices)))
        self._own = self._bits[self._cube.answers]
        self._less: Mapping[Breakdown, BoolArray] = {}
        self._more: Mapping[Breakdown, Answers] = {}
        self._changes: Answers = self._bits.sum() ^ self._own
        self._swaps = self._changes
        for by in bys:
            self.restrict(by)

    def restricted_by(self, by: Breakdown) -> "_Moves":
        """Return the moves that change nothing published in one more table either."""
        remaining = copy(self)
        remaining.restrict(by)
        return remaining

    def restrict(self, by: Breakdown) -> None:
        """Remove the moves that would change anything published in a table."""
        table = self._tables[by]
        self._less = {**self._less, by: self._unnoticed(table, table.counts - 1)}
        self._more = {**self._more, by: self._unnoticed(table, table.counts + 1) @ self._bits}
        unnoticed = self._unnoticed_changes(by)[table.cells]
        self._changes = self._changes & unnoticed
        if by:
            self._swaps = self._swaps & unnoticed

    def by_answer(self, by: Breakdown, _wanted: BoolArray) -> BoolArray:
        """Return the cells of a table that change if somebody gives another answer."""
        return self._varied(by, self._tables[by].cells, self._changes)

    def by_swap(self, by: Breakdown, _wanted: BoolArray) -> BoolArray:
        """Return the cells of a table that change if two people of different groups give each other's answer."""
        groups, answers = self._groups(by), self._cube.answers
        varied = np.zeros(self._tables[by].counts.shape, np.bool_)
        for one, other in permutations(range(len(self._cube.choices)), 2):
            here = np.bincount(groups[(answers == one) & self._has(self._swaps, other)], minlength=len(varied)) > 0
            there = np.bincount(groups[(answers == other) & self._has(self._swaps, one)], minlength=len(varied)) > 0
            swaps = (here & (there.sum() > there)) | (there & (here.sum() > here))
            varied[swaps, one] = varied[swaps, other] = True
        return varied

    def by_group(self, by: Breakdown, wanted: BoolArray) -> BoolArray:
        """Return which of the wanted cells of a table change if somebody belongs to another group."""
        varied = np.zeros(self._tables[by].counts.shape, np.bool_)
        values = np.unravel_index(np.flatnonzero(wanted.any(axis=1)), self._cube.shape(by)) if by else ()
        for name, codes in zip(by, values, strict=True):
            enumerable = self._cube.sizes[name] <= _MAX_VALUES
            for value in range(self._cube.sizes[name]) if enumerable else map(int, np.unique(codes)):
                varied |= self._varied(by, self._cube.cells(by, **{name: value}), self._group_changes(name, value))
        return varied

    def _varied(self, by: Breakdown, cells: IntArray, moves: Answers) -> BoolArray:
        """Return the cells of a table that moves change: those that people leave and those that they enter."""
        varied = np.zeros(self._tables[by].counts.shape, np.bool_)
        varied.ravel()[self._tables[by].cells[moves != 0]] = True
        for answer in range(len(self._cube.choices)):
            varied[cells[self._has(moves, answer)] // len(self._cube.choices), answer] = True
        return varied

    def _group_changes(self, name: str, value: int) -> Answers:
        """Return for every row the answers with which one of its people could have this value instead."""
        cube = self._cube
        possible = np.where(cube.columns[name] != value, self._bits.sum(), 0)
        for by in self._less:
            table = self._tables[by]
            if name not in by:
                possible &= self._own | self._unnoticed_changes(by)[table.cells]
                continue
            sizes, target = table.sizes, cube.groups(by, **{name: value})
            smaller, larger = self._unnoticed_sizes(table, sizes - 1), self._unnoticed_sizes(table, sizes + 1)
            leaves = self._less[by] & smaller[:, None]
            possible &= np.where(leaves.ravel()[table.cells], np.where(larger, self._more[by], 0)[target], 0)
        return possible

    def _unnoticed_changes(self, by: Breakdown) -> Answers:
        """Return for every cell of a table the answers for which somebody can leave it unnoticed."""
        return np.where(self._less[by], self._more[by][:, None], 0).ravel()

    def _groups(self, by: Breakdown) -> IntArray:
        return self._tables[by].cells // len(self._cube.choices)

    def _has(self, answers: Answers, answer: int) -> BoolArray:
        return np.asarray(answers & self._bits[answer] != 0)

    def _unnoticed(self, table: BreakdownTable, counts: IntArray) -> BoolArray:
        """Return the cells that would be published in the same way with these counts."""
        same = (self._rules.shown(counts) == self._rules.shown(table.counts)) & (counts > self._rules.suppress_up_to)
        published = np.zeros(counts.shape, np.bool_) if table.exact else same
        return np.asarray(table.suppressed | published)

    def _unnoticed_sizes(self, table: BreakdownTable, sizes: IntArray) -> BoolArray:
        """Return the groups that would be published in the same way with these sizes."""
        same = (self._rules.shown(sizes) == self._rules.shown(table.sizes)) & (sizes >= self._rules.min_group_size)
        return np.asarray(table.groups_suppressed | (same & (not table.exact)))
