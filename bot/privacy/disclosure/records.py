"""Microdata: one row a person, with k-anonymity and l-diversity. No IO.

k-anonymity (L. Sweeney, "k-anonymity: a model for protecting privacy", 2002) by local suppression, top down: everybody
starts in one equivalence class, which is divided by one attribute after another as long as every class stays large
enough. An answer that a whole class gave is suppressed too (l-diversity with l = 2: Machanavajjhala et al., 2007).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.privacy.disclosure.cube import BoolArray, IntArray, SmallIntArray

Classes = NDArray[np.int32]
"""The equivalence class of every person, in few bytes: there may be a million people."""

ClassCounts = NDArray[np.int32]

SUPPRESSED = -1
"""Replaces a suppressed value."""


def suppress_values(
    columns: Sequence[IntArray | SmallIntArray], sizes: Sequence[int], min_group_size: int
) -> tuple[list[SmallIntArray], Classes]:
    """Return the columns with suppressed values, and everybody's equivalence class.

    Earlier columns keep more of their values. Fewer people than `min_group_size` would have all suppressed: omit them.
    """
    classes = np.zeros(len(columns[0]), np.int32)
    shown = []
    for values, size in zip(columns, sizes, strict=True):
        kept = _kept(_cells(classes, values, size), size, min_group_size)
        shown.append(np.where(kept, values, SUPPRESSED))
        classes = _numbered(_cells(classes, shown[-1] + 1, size + 1))
    return shown, classes


def homogeneous(classes: Classes, answers: IntArray | SmallIntArray) -> BoolArray:
    """Return the classes whose members all gave the same answer."""
    size = int(answers.max()) + 2
    counts = _by_class(_cells(classes, answers + 1, size), size) > 0
    return np.asarray(counts.sum(axis=1) == 1)


def _cells(classes: Classes, values: IntArray | SmallIntArray, size: int) -> Classes:
    """Return the cell (a class and a value) of every person."""
    cells: Classes = classes * size
    cells += values.astype(np.int32, copy=False)
    return cells


def _numbered(classes: Classes) -> Classes:
    """Return the classes, renumbered without gaps."""
    used = np.zeros(classes.max(initial=0) + 1, np.bool_)
    used[classes] = True
    return np.asarray((np.cumsum(used, dtype=np.int32) - 1)[classes])


def _by_class(cells: Classes, size: int) -> ClassCounts:
    """Return the number of people by class (rows) and value (columns)."""
    counts = np.zeros((int(cells.max(initial=0)) // size + 1, size), np.int32)
    np.add.at(counts.ravel(), cells, 1)
    return counts


def _kept(cells: Classes, size: int, min_group_size: int) -> BoolArray:
    """Return who keeps their value, so that those with the same value, and those without one, are enough or none."""
    counts = _by_class(cells, size)
    kept = counts >= min_group_size
    while (few := _too_few(counts, kept, min_group_size)).any():
        smallest = np.where(kept, counts, np.iinfo(np.int32).max).argmin(axis=1)
        kept[few, smallest[few]] = False
    return np.asarray(kept.ravel()[cells])


def _too_few(counts: ClassCounts, kept: BoolArray, min_group_size: int) -> BoolArray:
    """Return the classes in which too few people, but some, lose their value, and more could."""
    without = np.where(kept, 0, counts).sum(axis=1)
    return np.asarray((without > 0) & (without < min_group_size) & kept.any(axis=1))
