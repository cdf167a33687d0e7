"""The rules of disclosure control, and their description for every output. No IO."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CountT = TypeVar("CountT", int, "NDArray[np.int64]")

HIDDEN = "*"
"""Replaces a suppressed figure, zero included."""

Breakdown = tuple[str, ...]
"""The attributes that figures are broken down by: none, one or two."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of suppression and the base of rounding.

    A group of fewer than `min_group_size` people has no figures, and at least that many share every row of a file of
    records. Counts up to `suppress_up_to` are suppressed, and others rounded to the nearest multiple of `round_to` (NHS
    Digital, "Change to disclosure control methodology for HES and ECDS", 2018: 1 to 7, and 5). Percentages need
    `percent_from` people. `weaker_because` is the reason if an installation has chosen weaker rules than these.
    """

    min_group_size: int = 10
    suppress_up_to: int = 7
    round_to: int = 5
    percent_from: int = 20
    weaker_because: str = ""

    def shown(self, count: CountT) -> CountT:
        """Return a count, or a column of them, rounded.

        >>> Rules().shown(8), Rules().shown(12), Rules().shown(13)
        (10, 10, 15)
        """
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def is_weaker_than(self, other: "Rules") -> bool:
        """Tell whether any threshold is below that of the other rules."""
        names = (field.name for field in fields(self) if field.name != "weaker_because")
        return any(getattr(self, name) < getattr(other, name) for name in names)

    def describe(self) -> str:
        """Return the rules in words, for every output."""
        words = (
            f"Groups of fewer than {self.min_group_size} people are not shown, nor is a group that all gave the same"
            f" answer. Counts up to {self.suppress_up_to}, none included, are shown as {HIDDEN}; others to the nearest"
            f" {self.round_to}, so that totals may not add up. More is suppressed where it could be worked out from the"
            f" rest. Percentages are calculated from the counts as shown, for {self.percent_from} people or more."
        )
        return f"{words} WEAKER THAN RECOMMENDED: {self.weaker_because}" if self.weaker_because else words


RECOMMENDED = Rules()
