"""The rules of disclosure control: two named sets, and their description for every output. No IO."""

from dataclasses import dataclass, fields
from enum import StrEnum

HIDDEN = "*"
"""Replaces what is not told."""


class RuleSet(StrEnum):
    """A named set of rules."""

    FEEDBACK = "feedback"
    STATISTICS = "statistics"


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds that a release is made with.

    Nothing is shown of fewer than `min_people`, and at least that many share every row of a file of records. Counts
    below `smallest_count`, and counts of all but as few, are coded: told as an interval. A question of fewer than
    `all_answers_from` people tells only its share of positive answers. Exact counts are rounded to the nearest
    multiple of `round_to`. `weaker_because` is the reason if an installation has chosen weaker rules than `FEEDBACK`.
    """

    min_people: int = 10
    smallest_count: int = 3
    round_to: int = 1
    all_answers_from: int = 30
    weaker_because: str = ""

    def rounded(self, count: int) -> int:
        """Return a count to the nearest multiple, halves upwards.

        >>> Rules(round_to=5).rounded(12), Rules(round_to=5).rounded(13), Rules().rounded(13)
        (10, 15, 13)
        """
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def is_weaker_than(self, other: "Rules") -> bool:
        """Tell whether any threshold is below that of the other rules."""
        names = (field.name for field in fields(self) if field.name != "weaker_because")
        return any(getattr(self, name) < getattr(other, name) for name in names)

    def describe(self) -> str:
        """Return the rules in words, for every output."""
        few = self.smallest_count - 1
        words = (
            f"Nothing is shown of fewer than {self.min_people} people. Counts of 0 to {few} are shown as “{few} or"
            f" fewer”, and counts of all but as few as “all but {few} or fewer”; others as a range where those"
            f" could be worked out from them. Of fewer than {self.all_answers_from} people only the share of positive"
            " answers is shown."
        )
        words += f" Counts are rounded to the nearest {self.round_to}." if self.round_to > 1 else " Counts are exact."
        return f"{words} WEAKER THAN RECOMMENDED: {self.weaker_because}" if self.weaker_because else words


RULES = {
    # Feedback about services: the NHS Staff Survey shows results of 11 respondents, the Friends and Family Test of 5.
    RuleSet.FEEDBACK: Rules(),
    # Counts of health events (NHS Digital, "Change to disclosure control methodology for HES and ECDS", 2018).
    RuleSet.STATISTICS: Rules(smallest_count=8, round_to=5),
}
