"""Shares in whole per cent, and how sure they are: intervals of proportions and of their differences.

R. G. Newcombe, "Two-sided confidence intervals for the single proportion" and "Bounds estimation for the difference
between independent proportions", Statistics in Medicine 17, 1998: the score intervals of Wilson (methods 3 and 10).
"""

from math import sqrt

Z_95, Z_99 = 1.959964, 2.575829
"""Standard normal quantiles for intervals of 95 and of 99 per cent."""

Bounds = tuple[float, float]

Ratio = tuple[int, int]
"""How many, and of how many."""


def percent(count: int, people: int) -> int:
    """Return a share in whole per cent, halves upwards.

    >>> percent(5, 8), percent(1, 8), percent(18, 22)
    (63, 13, 82)
    """
    return (200 * count + people) // (2 * people)


def wilson(count: int, people: int, z: float = Z_95) -> Bounds:
    """Return the interval of a share, from 0 to 1, that counts like this come from.

    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    share, square = count / people, z * z
    middle = (2 * count + square) / (2 * (people + square))
    half = z * sqrt(square / people + 4 * share * (1 - share)) / (2 * (1 + square / people) * sqrt(people))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(one: Ratio, other: Ratio, z: float = Z_99) -> Bounds:
    """Return the interval of the difference of two shares, the first less the second.

    >>> [round(end, 4) for end in difference((56, 70), (48, 80), Z_95)]
    [0.0524, 0.3339]
    """
    share, other_share = one[0] / one[1], other[0] / other[1]
    (low, high), (other_low, other_high) = wilson(*one, z), wilson(*other, z)
    return (
        share - other_share - sqrt((share - low) ** 2 + (other_high - other_share) ** 2),
        share - other_share + sqrt((high - share) ** 2 + (other_share - other_low) ** 2),
    )
