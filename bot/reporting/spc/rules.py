"""Which figures are marked: numbers that a trust can set, and the words that are printed beside the figures.

Tools differ: NHSRplotthedots marks seven in a row, NHS England's spreadsheet lets its reader choose six or seven, and
others take eight. So the numbers are settings, and every chart prints them.
"""

from dataclasses import dataclass

SHORTEST_SHIFT = 2
SHORTEST_TREND = 3
"""Of two figures one is always higher, so two are no trend."""


@dataclass(frozen=True, slots=True)
class SpcRules:
    """How long a run must be to be marked, and whether outlying moving ranges are left out of the limits.

    The defaults are those of NHSRplotthedots 0.2.2, R/ptd_calculate_point_type.R and R/ptd_spc_standard.R.
    Raises ValueError if a run would be too short to be one.
    """

    shift: int = 7
    """This many figures in a row on one side of the centre line are a shift."""

    trend: int = 7
    """This many figures in a row that only rise or only fall are a trend."""

    screening: bool = True
    """Leave outlying moving ranges out of their mean, so that they do not widen the limits."""

    def __post_init__(self) -> None:
        if self.shift < SHORTEST_SHIFT or self.trend < SHORTEST_TREND:
            raise ValueError(f"a shift has at least {SHORTEST_SHIFT} figures and a trend {SHORTEST_TREND}")

    def describe(self) -> str:
        """Return the rules as a sentence, to print on a chart of single figures.

        >>> SpcRules(screening=False).describe()  # doctest: +NORMALIZE_WHITESPACE
        'A figure is marked if it is outside the limits, if it is one of 7 or more in a row that only rise or only
        fall, if it is one of 2 in 3 that are close to the same limit, or if it is one of 7 or more in a row on one
        side of the average; large jumps count when the limits are worked out.'
        """
        jumps = "very large jumps do not count" if self.screening else "large jumps count"
        return f"{self.signals()}; {jumps} when the limits are worked out."

    def signals(self) -> str:
        """Return which figures are marked, as the beginning of a sentence."""
        return (
            "A figure is marked if it is outside the limits, "
            f"if it is one of {self.trend} or more in a row that only rise or only fall, "
            "if it is one of 2 in 3 that are close to the same limit, "
            f"or if it is one of {self.shift} or more in a row on one side of the average"
        )


DEFAULT_SPC_RULES = SpcRules()
"""The rules of an installation that sets none."""
