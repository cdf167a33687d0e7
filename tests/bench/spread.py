"""How figures are printed: the median, and in brackets the least and the most."""

import statistics
from collections.abc import Sequence


def spread(figures: Sequence[float], digits: int) -> str:
    """Return the median of figures with the least and the most.

    >>> spread([3.0, 1.0, 2.0], 1)
    '2.0 (1.0–3.0)'
    """
    return f"{statistics.median(figures):.{digits}f} ({min(figures):.{digits}f}–{max(figures):.{digits}f})"
