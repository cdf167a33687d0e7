"""Rows of single people that can leave: what could tell one from others is the same for many, or held back. No IO.

k-anonymity (L. Sweeney, "k-anonymity: a model for protecting privacy", 2002) by local suppression, from the top down:
everybody starts alike, and is told apart by one attribute after the other as long as all of those who are then alike
are still enough. An answer that all of them gave is held back too (l-diversity with two: Machanavajjhala et al., 2007).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.privacy.disclosure.cube import Codes, Flags, Small

Alike = NDArray[np.int32]
"""The number of each person's class. They are small: there may be a million people."""

Counts = NDArray[np.int32]

HELD_BACK = -1
"""Stands for a value that is held back."""


def tell_apart(
    columns: Sequence[Codes | Small], sizes: Sequence[int], min_group_size: int
) -> tuple[list[Small], Alike]:
    """Return the columns with values held back, and the number of the class of people who are alike in all of them.

    Earlier columns are told sooner than later ones. Fewer people than `min_group_size` in all are not told apart at
    all: leave them out.
    """
    alike = np.zeros(len(columns[0]), np.int32)
    told = []
    for values, size in zip(columns, sizes, strict=True):
        kept = _kept(_cells(alike, values, size), size, min_group_size)
        told.append(np.where(kept, values, HELD_BACK))
        alike = _numbered(_cells(alike, told[-1] + 1, size + 1))
    return told, alike


def all_the_same(alike: Alike, answers: Codes | Small) -> Flags:
    """Return for each class whether everybody in it gave the same answer."""
    size = int(answers.max()) + 2
    given = _by_class(_cells(alike, answers + 1, size), size) > 0
    return np.asarray(given.sum(axis=1) == 1)


def _cells(alike: Alike, values: Codes | Small, size: int) -> Alike:
    """Return the number of each person's cell, of a class and a value."""
    cells: Alike = alike * size
    cells += values.astype(np.int32, copy=False)
    return cells


def _numbered(classes: Alike) -> Alike:
    """Return the classes, numbered without gaps."""
    there = np.zeros(classes.max(initial=0) + 1, np.bool_)
    there[classes] = True
    return np.asarray((np.cumsum(there, dtype=np.int32) - 1)[classes])


def _by_class(cells: Alike, size: int) -> Counts:
    """Return how many people of each class (rows) have each value (columns)."""
    counts = np.zeros((int(cells.max(initial=0)) // size + 1, size), np.int32)
    np.add.at(counts.ravel(), cells, 1)
    return counts


def _kept(cells: Alike, size: int, min_group_size: int) -> Flags:
    """Return who keeps their value, so that those who keep the same one, and those who do not, are enough or none."""
    counts = _by_class(cells, size)
    kept = counts >= min_group_size
    while (few := _too_few(counts, kept, min_group_size)).any():
        smallest = np.where(kept, counts, np.iinfo(np.int32).max).argmin(axis=1)
        kept[few, smallest[few]] = False
    return np.asarray(kept.ravel()[cells])


def _too_few(counts: Counts, kept: Flags, min_group_size: int) -> Flags:
    """Return the classes in which those who lose their value are some, and too few, and could be more."""
    without = np.where(kept, 0, counts).sum(axis=1)
    return np.asarray((without > 0) & (without < min_group_size) & kept.any(axis=1))
