"""Whether anything that is held back could be worked out from all that is shown. No IO.

A figure cannot be worked out if another one is possible: if there is at least one other set of answers that would be
told in just the same way. Such a set is looked for among those that differ in one person: who gave another answer,
who belongs to another group, or both; and, where totals are told exactly, in two people who gave each other's answer.
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from itertools import permutations

import numpy as np

from bot.privacy.disclosure.cube import Breakdown, Codes, Cube, Flags
from bot.privacy.disclosure.hiding import Table, Tables
from bot.privacy.disclosure.rules import Rules

Answers = Codes
"""Sets of answers, with a bit for each."""

_FEW = 8
"""Of attributes with more values than this, people are moved only into groups that are looked at."""


def hold_back(cube: Cube, rules: Rules, *, exact: bool = False) -> Mapping[Breakdown, Table]:
    """Return the tables of a cube that can be told, with all held back that has to be.

    Those by two attributes are told only as far as they take nothing away from those by one. With `exact`, the counts
    of all people together are shown as they are, whatever their size.
    """
    tables = Tables(cube, rules, exact)
    one_way = tuple(tables.tables)
    while found := _pinned(tables, moves := _Moves(tables, one_way)):
        by, groups = found
        for group in groups:
            _hide_beside(tables, by, group)
        tables.settle(one_way)
    for by in cube.groupings:
        if len(by) > 1:
            moves = _added(tables, by, moves)
    return tables.tables


def _added(tables: Tables, by: Breakdown, moves: "_Moves") -> "_Moves":
    """Add a table by two attributes, unless nothing of it can be told or something could be worked out from it.

    Returns the moves that are left.
    """
    tables.add(by)
    tables.settle([by])
    if not tables.tables[by].groups_hidden.all() and not _pinned(tables, left := moves.left_by(by)):
        return left
    del tables.tables[by]
    return moves


def _pinned(tables: Tables, moves: "_Moves") -> tuple[Breakdown, Sequence[int]] | None:
    """Return the groups of a table of which something can be worked out that is held back."""
    for by, table in tables.tables.items():
        if table.groups_hidden.all():
            continue
        pinned = table.hidden & _could_be(tables, by)[:, None] & ~_nobody_at_all(tables)
        for moved in (moves.by_answer, moves.by_swap, moves.by_group):
            if pinned.any():
                pinned &= ~moved(by, pinned)
        if pinned.any():
            return by, [int(group) for group in np.flatnonzero(pinned.any(axis=1))]
    return None


def _could_be(tables: Tables, by: Breakdown) -> Flags:
    """Return which groups of a table are made of values that somebody has.

    A value that nobody has is looked at where people are parted by it alone.
    """
    there = np.ones(tables.cube.shape(by), np.bool_)
    for axis, name in enumerate(by if len(by) > 1 else ()):
        shape = [1] * len(by)
        shape[axis] = -1
        there &= (tables.tables[name,].sizes > 0).reshape(shape)
    return there.ravel()


def _nobody_at_all(tables: Tables) -> Flags:
    """Return which answers are told to have been given by nobody, so that none of them is a secret."""
    everybody = tables.tables[()]
    told = everybody.exact and not everybody.groups_hidden[0]
    return np.asarray((everybody.counts[0] == 0) & told)


def _hide_beside(tables: Tables, by: Breakdown, group: int) -> None:
    """Hold back one more figure beside a group of which something can be worked out."""
    if tables.tables[by].groups_hidden[group]:
        tables.hide_next_group(by)
    else:
        tables.hide_next_answer(by, group)


class _Moves:
    """Which figures one person's move would change without changing anything that is shown."""

    def __init__(self, tables: Tables, bys: Collection[Breakdown]) -> None:
        self._tables, self._cube, self._rules = tables.tables, tables.cube, tables.rules
        self._bits: Answers = np.left_shift(1, np.arange(len(self._cube.choices)))
        self._own = self._bits[self._cube.answers]
        self._less: Mapping[Breakdown, Flags] = {}
        self._more: Mapping[Breakdown, Answers] = {}
        self._changes: Answers = self._bits.sum() ^ self._own
        self._swaps = self._changes
        for by in bys:
            self.heed(by)

    def left_by(self, by: Breakdown) -> "_Moves":
        """Return those of these moves that change nothing in one more table either."""
        left = copy(self)
        left.heed(by)
        return left

    def heed(self, by: Breakdown) -> None:
        """Leave out the moves that would change what a table shows."""
        table = self._tables[by]
        self._less = {**self._less, by: self._unseen(table, table.counts - 1)}
        self._more = {**self._more, by: self._unseen(table, table.counts + 1) @ self._bits}
        unseen = self._unseen_changes(by)[table.cells]
        self._changes = self._changes & unseen
        if by:
            self._swaps = self._swaps & unseen

    def by_answer(self, by: Breakdown, _wanted: Flags) -> Flags:
        """Return which cells of a table change where somebody gives another answer."""
        return self._varied(by, self._tables[by].cells, self._changes)

    def by_swap(self, by: Breakdown, _wanted: Flags) -> Flags:
        """Return which cells of a table change where two people of different groups give each other's answer."""
        groups, answers = self._groups(by), self._cube.answers
        varied = np.zeros(self._tables[by].counts.shape, np.bool_)
        for one, other in permutations(range(len(self._cube.choices)), 2):
            here = np.bincount(groups[(answers == one) & self._has(self._swaps, other)], minlength=len(varied)) > 0
            there = np.bincount(groups[(answers == other) & self._has(self._swaps, one)], minlength=len(varied)) > 0
            swaps = (here & (there.sum() > there)) | (there & (here.sum() > here))
            varied[swaps, one] = varied[swaps, other] = True
        return varied

    def by_group(self, by: Breakdown, wanted: Flags) -> Flags:
        """Return which of the wanted cells of a table change where somebody belongs to another group."""
        varied = np.zeros(self._tables[by].counts.shape, np.bool_)
        values = np.unravel_index(np.flatnonzero(wanted.any(axis=1)), self._cube.shape(by)) if by else ()
        for name, its in zip(by, values, strict=True):
            few = self._cube.sizes[name] <= _FEW
            for value in range(self._cube.sizes[name]) if few else map(int, np.unique(its)):
                varied |= self._varied(by, self._cube.cells(by, **{name: value}), self._group_changes(name, value))
        return varied

    def _varied(self, by: Breakdown, cells: Codes, moves: Answers) -> Flags:
        """Return which cells of a table change by moves: from those that people are in to others of groups of these."""
        varied = np.zeros(self._tables[by].counts.shape, np.bool_)
        varied.ravel()[self._tables[by].cells[moves != 0]] = True
        for answer in range(len(self._cube.choices)):
            varied[cells[self._has(moves, answer)] // len(self._cube.choices), answer] = True
        return varied

    def _group_changes(self, name: str, value: int) -> Answers:
        """Return for each kind of person with which answers one of them could have had this value instead."""
        cube = self._cube
        can = np.where(cube.columns[name] != value, self._bits.sum(), 0)
        for by in self._less:
            table = self._tables[by]
            if name not in by:
                can &= self._own | self._unseen_changes(by)[table.cells]
                continue
            sizes, there = table.sizes, cube.groups(by, **{name: value})
            smaller, larger = self._can_shrink(table, sizes - 1), self._can_shrink(table, sizes + 1)
            leaves = self._less[by] & smaller[:, None]
            can &= np.where(leaves.ravel()[table.cells], np.where(larger, self._more[by], 0)[there], 0)
        return can

    def _unseen_changes(self, by: Breakdown) -> Answers:
        """Return for each cell of a table, in a row, for which answers somebody can leave it unseen."""
        return np.where(self._less[by], self._more[by][:, None], 0).ravel()

    def _groups(self, by: Breakdown) -> Codes:
        return self._tables[by].cells // len(self._cube.choices)

    def _has(self, answers: Answers, answer: int) -> Flags:
        return np.asarray(answers & self._bits[answer] != 0)

    def _unseen(self, table: Table, counts: Codes) -> Flags:
        """Return which cells would be told in the same way if they had these counts."""
        same = (self._rules.shown(counts) == self._rules.shown(table.counts)) & (counts > self._rules.suppress_up_to)
        told = np.zeros(counts.shape, np.bool_) if table.exact else same
        return np.asarray(table.hidden | told)

    def _can_shrink(self, table: Table, sizes: Codes) -> Flags:
        """Return which groups would be told in the same way if they had these sizes."""
        same = (self._rules.shown(sizes) == self._rules.shown(table.sizes)) & (sizes >= self._rules.min_group_size)
        return np.asarray(table.groups_hidden | (same & (not table.exact)))
