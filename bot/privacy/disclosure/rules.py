"""The rules by which figures are held back, and how they are told on every output. No IO."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CountT = TypeVar("CountT", int, "NDArray[np.int64]")

HIDDEN = "*"
"""Stands for a figure that is held back, and for none at all: the two read the same."""


@dataclass(frozen=True, slots=True)
class Rules:
    """From how many people on figures are shown, and how exactly.

    Below `min_group_size` people a group has no figures, and at least that many share every row of a file of records. A
    count up to `suppress_up_to` is suppressed, and others are rounded to the nearest multiple of `round_to` (NHS
    Digital, "Change to disclosure control methodology for HES and ECDS", 2018: 1 to 7, and 5). Percentages need
    `percent_from` people.
    `weaker_because` is set where an installation has chosen weaker rules than these, and says why.
    """

    min_group_size: int = 10
    suppress_up_to: int = 7
    round_to: int = 5
    percent_from: int = 20
    weaker_because: str = ""

    def shown(self, count: CountT) -> CountT:
        """Return a count, or a column of them, as it is shown where it may be.

        >>> Rules().shown(8), Rules().shown(12), Rules().shown(13)
        (10, 10, 15)
        """
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def is_weaker_than(self, other: "Rules") -> bool:
        """Tell whether any of the thresholds lies below that of the other rules."""
        names = (each.name for each in fields(self) if each.name != "weaker_because")
        return any(getattr(self, name) < getattr(other, name) for name in names)

    def told(self) -> str:
        """Return the rules in words, as they stand on every output."""
        words = (
            f"Groups of fewer than {self.min_group_size} people are not shown, nor is a group that all gave the same"
            f" answer. Counts up to {self.suppress_up_to}, none included, are shown as {HIDDEN}; others to the nearest"
            f" {self.round_to}, so that totals may not add up. More is held back where it could be worked out from the"
            f" rest. Percentages are made from the counts as shown, from {self.percent_from} people on."
        )
        return f"{words} WEAKER THAN RECOMMENDED: {self.weaker_because}" if self.weaker_because else words


RECOMMENDED = Rules()
