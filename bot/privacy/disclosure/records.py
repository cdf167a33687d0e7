"""Rows of single people that can leave: what could tell one from others is the same for many, or held back. No IO.

k-anonymity (L. Sweeney, "k-anonymity: a model for protecting privacy", 2002) by local suppression, from the top down:
everybody starts alike, and is told apart by one attribute after the other as long as all of those who are then alike
are still enough. An answer that all of them gave is held back too (l-diversity with two: Machanavajjhala et al., 2007).
"""

from collections.abc import Sequence

import numpy as np

from bot.privacy.disclosure.cube import Codes, Flags, Small

HELD_BACK = -1
"""Stands for a value that is held back."""


def tell_apart(columns: Sequence[Codes | Small], sizes: Sequence[int], fewest: int) -> tuple[list[Codes], Codes]:
    """Return the columns with values held back, and the number of the class of people who are alike in all of them.

    Earlier columns are told sooner than later ones. Fewer people than `fewest` in all are not told apart at all: leave
    them out.
    """
    alike = np.zeros(len(columns[0]), np.int64)
    told = []
    for values, size in zip(columns, sizes, strict=True):
        kept = _kept(alike, values.astype(np.int64), size, fewest)
        told.append(np.where(kept, values, HELD_BACK))
        _, alike = np.unique(alike * (size + 1) + told[-1] + 1, return_inverse=True)
    return told, alike


def all_the_same(alike: Codes, answers: Codes | Small) -> Flags:
    """Return for each person whether everybody in their class gave the same answer."""
    order = np.argsort(alike, kind="stable")
    starts = np.flatnonzero(np.diff(alike[order], prepend=-1))
    sorted_ = answers[order]
    same = np.minimum.reduceat(sorted_, starts) == np.maximum.reduceat(sorted_, starts)
    return np.asarray(same[alike])


def _kept(alike: Codes, values: Codes, size: int, fewest: int) -> Flags:
    """Return who keeps their value, so that those who keep the same one, and those who do not, are enough or none."""
    cells = alike * size + values
    counts = np.bincount(cells, minlength=(int(alike.max(initial=0)) + 1) * size).reshape(-1, size)
    kept = counts >= fewest
    while (few := _too_few(counts, kept, fewest)).any():
        smallest = np.where(kept, counts, np.iinfo(np.int64).max).argmin(axis=1)
        kept[few, smallest[few]] = False
    return np.asarray(kept.ravel()[cells])


def _too_few(counts: Codes, kept: Flags, fewest: int) -> Flags:
    """Return the classes in which those who lose their value are some, and too few, and could be more."""
    without = np.where(kept, 0, counts).sum(axis=1)
    return np.asarray((without > 0) & (without < fewest) & kept.any(axis=1))
