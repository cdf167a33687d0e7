"""The ledger of records: one row a person, about whom no more is shown than about many others. No IO.

k-anonymity (L. Sweeney, "k-anonymity: a model for protecting privacy", 2002) by local suppression, top down: everybody
starts in one class, which is divided by one attribute after another as long as every class stays large enough and
diverse (l-diversity: Machanavajjhala et al., 2007). No answer is suppressed within a row: what is missing from records
could be worked out from the figures. A question that everybody answered alike is left out as a whole.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.privacy.disclosure.rules import Rules

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
SmallIntArray = NDArray[np.int8] | NDArray[np.int16]
"""A column for a million people, of as few bytes as possible."""

Classes = NDArray[np.int32]
"""The class of every person, in few bytes: there may be a million people."""

SUPPRESSED = -1
"""Replaces a suppressed value of an attribute."""

MIN_RECORDS = 50
"""A file of records has at least this many people."""


def diverse(answers: IntArray | SmallIntArray, rules: Rules) -> bool:
    """Tell whether more than a few gave another answer than the most did. -1 is no answer, and counts as one."""
    return len(answers) - int(np.bincount(answers.astype(np.int64) + 1).max(initial=0)) >= rules.smallest_count


def generalise(
    columns: Sequence[SmallIntArray], sizes: Sequence[int], answers: Sequence[SmallIntArray], rules: Rules
) -> list[SmallIntArray]:
    """Return the columns of attributes with suppressed values. Earlier columns keep more of theirs.

    Afterwards at least `min_people` share the attributes of each row, and among these no question was answered alike by
    all or by all but a few. `answers` are the questions that are `diverse` among everybody.
    """
    classes = np.zeros(len(columns[0]), np.int32)
    shown: list[SmallIntArray] = []
    for values, size in zip(columns, sizes, strict=True):
        kept = _kept(_Division(classes, values, size, answers), rules)
        shown.append(np.where(kept, values, SUPPRESSED))
        classes = _numbered(_cells(classes, shown[-1] + 1, size + 1))
    return shown


class _Division:
    """Classes divided by the values of an attribute: how many people each part has, and how many gave which answer."""

    def __init__(self, classes: Classes, values: SmallIntArray, size: int, answers: Sequence[SmallIntArray]) -> None:
        self.size = size
        self.cells = _cells(classes, values, size)
        self.people = _count(self.cells, size)
        self.answered = [_answered(self.cells, len(self.people), size, given) for given in answers]

    def is_enough(self, part: BoolArray, rules: Rules) -> NDArray[np.bool_]:
        """Tell for each class whether these of its parts together are enough people, and diverse in every question."""
        people = np.where(part, self.people, 0).sum(axis=1)
        enough = people >= rules.min_people
        for answered in self.answered:
            most = np.where(part[:, :, None], answered, 0).sum(axis=1).max(axis=1)
            enough &= people - most >= rules.smallest_count
        return np.asarray(enough)


def _kept(division: _Division, rules: Rules) -> BoolArray:
    """Return who keeps their value, so that those with the same value, and those without one, are enough or none."""
    kept = np.zeros(division.people.shape, np.bool_)
    for value in range(division.size):
        alone = np.zeros_like(kept)
        alone[:, value] = True
        kept[:, value] = division.is_enough(alone, rules)
    while (few := _too_few(division, kept, rules)).any():
        smallest = np.where(kept, division.people, np.iinfo(np.int32).max).argmin(axis=1)
        kept[few, smallest[few]] = False
    return np.asarray(kept.ravel()[division.cells])


def _too_few(division: _Division, kept: BoolArray, rules: Rules) -> BoolArray:
    """Return the classes in which too few people, but some, lose their value, and more could."""
    without = np.where(kept, 0, division.people).sum(axis=1)
    return np.asarray((without > 0) & ~division.is_enough(~kept, rules) & kept.any(axis=1))


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


def _count(cells: Classes, size: int) -> NDArray[np.int64]:
    """Return the number of people by class (rows) and value (columns)."""
    rows = int(cells.max(initial=0)) // size + 1
    return np.bincount(cells, minlength=rows * size).reshape(rows, size)


def _answered(cells: Classes, classes: int, size: int, given: SmallIntArray) -> NDArray[np.int64]:
    """Return the number of people by class, value and answer."""
    across = int(given.max(initial=0)) + 2
    numbers = np.bincount(cells.astype(np.int64) * across + given + 1, minlength=classes * size * across)
    return numbers.reshape(classes, size, across)
