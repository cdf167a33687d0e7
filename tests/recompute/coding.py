"""Which counts must be a range, worked out the long way: somebody who knows two answers tries every two of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

from tests.recompute.raw import FEWEST, Asked

FEW, ALL_ANSWERS_FROM = 2, 30

Shown = tuple[int, int]
"""The least and the most that a count is shown as."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, how many people it is of, as what it is shown, and how many values it must leave open at least."""

    count: int
    people: int
    shown: Shown
    open: int

    @property
    def is_exact(self) -> bool:
        return self.shown[0] == self.shown[1]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is shown of a ward, a group or everybody: how many answered, how many of them well, and each answer."""

    people: int
    share: Shown | None
    answers: Mapping[str, Shown]


def shown_alone(count: int, people: int) -> Shown:
    """Return as what a count is shown if nothing else is known of it."""
    if count <= FEW and people - count <= FEW:
        return 0, people
    if count <= FEW:
        return 0, FEW
    return (people - FEW, people) if people - count <= FEW else (count, count)


def cell(count: int, people: int, shown: Shown | None = None) -> Cell:
    """Return a count as it is shown alone, or as this. It must stay as open as 0 to 2 is."""
    low, high = shown or shown_alone(count, people)
    return Cell(count, people, (low, high), min(high - low, FEW))


def keeps_secrets(cells: Sequence[Cell]) -> bool:
    """Tell whether everything stays open for somebody who has the sum of cells and knows two other answers."""
    ranges = [one for one in cells if not one.is_exact]
    total = sum(one.count for one in ranges)
    for place, secret in enumerate(ranges):
        others = ranges[:place] + ranges[place + 1 :]
        most_elsewhere = min(sum(map(_most, others, known)) for known in _ways(others))
        least_elsewhere = max(sum(map(_least, others, known)) for known in _ways(others))
        low, high = max(secret.shown[0], total - most_elsewhere), min(secret.shown[1], total - least_elsewhere)
        if high - low < secret.open:
            return False
    return True


def shown_beside(cells: Sequence[Cell]) -> list[Shown] | None:
    """Return as what cells are shown whose sum is known: the smallest exact one hides the others, then the next."""
    told = list(cells)
    while not keeps_secrets(told):
        able = [place for place, one in enumerate(told) if one.is_exact and _could_hide(told, place)]
        if not able:
            return None
        place = min(able, key=lambda one: told[one].count)
        told[place] = replace(told[place], shown=_left_open(told, place), open=0)
    return [one.shown for one in told]


def sum_shown(cells: Sequence[Cell]) -> Shown:
    """Return as what the sum of cells is shown."""
    if keeps_secrets(cells):
        return (sum(one.count for one in cells),) * 2
    return sum(one.shown[0] for one in cells), sum(one.shown[1] for one in cells)


def shown_of_unit(asked: Asked, counts: Mapping[str, int]) -> Unit | None:
    """Return what is shown of a ward by itself."""
    people = sum(counts.values())
    if people < FEWEST:
        return None
    share = shown_alone(asked.good(counts), people) if asked.positive else None
    return Unit(people, share, _answers(asked, counts) if people >= ALL_ANSWERS_FROM else {})


def _answers(asked: Asked, counts: Mapping[str, int]) -> dict[str, Shown]:
    people = sum(counts.values())
    sides = [[one for one in counts if (one in asked.positive) is good] for good in (True, False)]
    if not asked.positive:
        return _side([*counts], counts, [])
    small, large = sorted(sides, key=lambda side: sum(counts[one] for one in side))
    whole = cell(sum(counts[one] for one in small), people)
    if whole.is_exact:
        return _side(small, counts, []) | _side(large, counts, [])
    return _side(large, counts, [whole]) | dict.fromkeys(small, (0, whole.shown[1]))


def _side(side: Sequence[str], counts: Mapping[str, int], beside: Sequence[Cell]) -> dict[str, Shown]:
    people = sum(counts.values())
    shown = shown_beside([*(cell(counts[one], people) for one in side), *beside])
    if shown is None:
        return dict.fromkeys(side, (0, shown_alone(sum(counts[one] for one in side), people)[1]))
    return dict(zip(side, shown, strict=False))


def _ways(cells: Sequence[Cell]) -> Iterator[list[int]]:
    """Yield every way to know two answers: how many of each cell."""
    for places in combinations_with_replacement(range(len(cells)), FEW) if cells else [()]:
        yield [places.count(place) for place in range(len(cells))]


def _least(one: Cell, known: int) -> int:
    return max(one.shown[0], min(known, one.count))


def _most(one: Cell, known: int) -> int:
    return min(one.shown[1], one.people - min(known, one.people - one.count))


def _left_open(cells: Sequence[Cell], place: int) -> Shown:
    hidden = [one for other, one in enumerate(cells) if not one.is_exact and other != place]
    total = sum(one.count for one in (*hidden, cells[place]))
    return total - sum(one.shown[1] for one in hidden), total - sum(one.shown[0] for one in hidden)


def _could_hide(cells: Sequence[Cell], place: int) -> bool:
    low, high = _left_open(cells, place)
    return low >= FEW and high <= cells[place].people - FEW
