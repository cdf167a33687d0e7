"""The numbers in a report: the shares of each period, ward and group, and how far apart these are."""

from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from math import sqrt

from tests.recompute.figures import Figure, percent, wilson

Z_99 = 2.575829

Sum = tuple[int, int, int]
"""The least and the most good answers, and how many people answered."""


class Tables(HTMLParser):
    """The tables of a page by caption, as rows of cells. The first row is the header."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.by_caption: dict[str, list[list[str]]] = {}
        self._caption, self._text, self._rows = "", "", list[list[str]]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        self._text = "" if tag in ("caption", "th", "td") else self._text

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self._caption = self._text
        elif tag in ("th", "td"):
            self._rows[-1].append(self._text)
        elif tag == "table":
            self.by_caption[self._caption] = self._rows


def total(figures: Iterable[Figure]) -> Sum:
    """Return the sum of some figures."""
    units = [one.unit for one in figures]
    lows, highs = ([unit.share[end] for unit in units if unit.share] for end in (0, 1))
    return sum(lows), sum(highs), sum(unit.people for unit in units)


def in_words(share: Sum) -> str:
    """Return a share in whole per cent."""
    low, high, people = share
    least, most = percent(low, people), percent(high, people)
    if low == high:
        return f"{least}%"
    if low == 0:
        return f"{most}% or less"
    return f"{least}% or more" if high == people else f"{least}% to {most}%"


def group_row(one: Sum, others: Sum) -> list[str]:
    """Return the numbers of a group beside everybody else."""
    low, high = wilson(one[0], one[2])[0], wilson(one[1], one[2])[1]
    least, most = _apart(one[0], one[2], others[1], others[2])[0], _apart(one[1], one[2], others[0], others[2])[1]
    difference = "lower" if most < 0 else "higher" if least > 0 else "none"
    return [
        str(one[2]),
        f"{in_words(one)} ({100 * low:.0f} to {100 * high:.0f}%)",
        in_words(others),
        f"{100 * least:+.1f} to {100 * most:+.1f}",
        difference,
    ]


def beside_others(figures: Sequence[Figure], by: str, asked: str) -> dict[str, list[str]]:
    """Return the row of each group of an attribute: beside the others in those releases that show two or more."""
    own: dict[str, list[Figure]] = {}
    others: dict[str, list[Figure]] = {}
    for period in {one.period for one in figures}:
        shown = [one for one in figures if (one.period, one.by, one.asked.name) == (period, by, asked)]
        for one in shown if len(shown) > 1 else ():
            own.setdefault(one.group, []).append(one)
            others.setdefault(one.group, []).extend(other for other in shown if other.group != one.group)
    return {group: group_row(total(own[group]), total(others[group])) for group in own}


def _apart(count: int, people: int, other: int, others: int) -> tuple[float, float]:
    """Return the 99 % interval of a difference of shares (Newcombe, Statistics in Medicine 17, 1998, method 10)."""
    (low, high), (other_low, other_high) = wilson(count, people, Z_99), wilson(other, others, Z_99)
    share, other_share = count / people, other / others
    apart = share - other_share
    return (
        apart - sqrt((share - low) ** 2 + (other_high - other_share) ** 2),
        apart + sqrt((high - share) ** 2 + (other_share - other_low) ** 2),
    )
