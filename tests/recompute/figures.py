"""The rows of the file of figures."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from bot.engine.flow import Flow
from tests.recompute.coding import (
    ALL_ANSWERS_FROM,
    Cell,
    Shown,
    Unit,
    cell,
    keeps_secrets,
    shown_beside,
    shown_of_unit,
    sum_shown,
)
from tests.recompute.raw import FEWEST, Asked, Counted, Person, asked_in, groups_of, value_of, values_in

Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown of a question in a release: of a ward, of everybody or of a group."""

    ledger: str
    period: str
    since: str
    flow: str
    asked: Asked
    by: str
    group: str
    unit: Unit

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield a row an answer, as in the file, without the columns of words."""
        shares = {} if self.unit.share is None else {"positive": self.unit.share}
        for answer, shown in (shares | {**self.unit.answers}).items():
            yield {
                "ledger": self.ledger,
                "period": self.period,
                "from": f"{self.since}-01",
                "to": last_day(self.period),
                "flow": self.flow,
                "question": self.asked.name,
                "by": self.by,
                "group": self.group,
                "people": str(self.unit.people),
                "answer": answer,
                **_numbers(shown, self.unit.people),
            }


def figures_of_wards(release: Counted, flow: Flow) -> Iterator[Figure]:
    """Yield what the ledger of wards shows of a release."""
    for asked in asked_in(flow):
        counts, units = units_of(release, asked)
        for ward, unit in units.items():
            since = min(person.month for person in release.wards[ward])
            yield Figure("wards", release.period, since, flow.id, asked, "service", ward, unit)
        if (everybody := _everybody(asked, counts, units)) is not None:
            yield Figure("wards", release.period, release.since, flow.id, asked, "", "", everybody)


def figures_of_groups(period: str, run: Sequence[Counted], flow: Flow) -> Iterator[Figure]:
    """Yield what the ledger of groups shows of a run of releases of wards."""
    people = [person for release in run for person in release.people]
    since = min(release.since for release in run)
    for asked in asked_in(flow):
        if not asked.positive or not keeps_secrets([one for release in run for one in unsummed(release, asked)]):
            continue
        for by, values in values_in(flow).items():
            for group, one in group_cells(people, asked, by, values).items():
                yield Figure("groups", period, since, flow.id, asked, by, group, Unit(one.people, one.shown, {}))


def units_of(release: Counted, asked: Asked) -> tuple[dict[str, dict[str, int]], dict[str, Unit]]:
    """Return the counts of each ward in which anybody answered, and what is shown of it."""
    by_ward = {ward: asked.counts(people) for ward, people in release.wards.items()}
    counts = {ward: given for ward, given in by_ward.items() if any(given.values())}
    units = {ward: shown_of_unit(asked, given) for ward, given in counts.items()}
    return counts, {ward: unit for ward, unit in units.items() if unit is not None}


def ward_cells(release: Counted, asked: Asked) -> list[Cell]:
    """Return how many gave a good answer in each ward, as it is shown."""
    counts, units = units_of(release, asked)
    return [_good_cell(asked, given, units.get(ward)) for ward, given in counts.items()]


def unsummed(release: Counted, asked: Asked, answer: str | None = None) -> list[Cell]:
    """Return how many gave a good answer, or this one, in each ward; nothing where their sum is shown exactly."""
    counts, units = units_of(release, asked)
    together = _everybody(asked, counts, units)
    if answer is None:
        shown, cells = together and together.share, ward_cells(release, asked)
    else:
        shown, cells = together and together.answers.get(answer), answer_cells(asked, counts, units, answer)
    return [] if shown and shown[0] == shown[1] else cells


def answer_cells(
    asked: Asked, counts: Mapping[str, Mapping[str, int]], units: Mapping[str, Unit], answer: str
) -> list[Cell]:
    """Return how many gave an answer in each ward, as it is shown or follows from the share."""
    cells = []
    for ward, given in counts.items():
        people, shown = sum(given.values()), None
        if ward in units:
            least, most = units[ward].share or (0, 0)
            most = most if answer in asked.positive else people - least
            shown = units[ward].answers.get(answer, (0, most))
        cells.append(cell(given[answer], people, shown or (0, people)))
    return cells


def group_cells(people: Sequence[Person], asked: Asked, by: str, values: Sequence[str]) -> dict[str, Cell]:
    """Return how many gave a good answer in each group, as it is shown; nothing where one could not be hidden."""
    groups = groups_of(people, by, values)
    counts = {
        group: asked.counts([one for one in people if groups[value_of(one, by)] == group]) for group in groups.values()
    }
    cells = {
        group: cell(asked.good(given), answered, None if answered >= FEWEST else (0, answered))
        for group, given in counts.items()
        if (answered := sum(given.values()))
    }
    shown = shown_beside([*cells.values()])
    return {
        group: replace(one, shown=as_shown)
        for (group, one), as_shown in zip(cells.items(), shown or (), strict=False)
        if one.people >= FEWEST
    }


def percent(count: int, people: int) -> int:
    """Return a whole percentage, a half rounded up."""
    return int((Decimal(100 * count) / Decimal(people)).quantize(Decimal(1), ROUND_HALF_UP))


def wilson(count: int, people: int, z: float = Z_95) -> tuple[float, float]:
    """Return the shares p with |count / people - p| = z √(p (1 - p) / people): the roots of a quadratic equation."""
    share, slack = count / people, z * z / people
    a, b, c = 1 + slack, -(2 * share + slack), share * share
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


def last_day(month: str) -> str:
    """Return the last day of a month."""
    return f"{month}-{calendar.monthrange(int(month[:4]), int(month[5:]))[1]}"


def _everybody(asked: Asked, counts: Mapping[str, Mapping[str, int]], units: Mapping[str, Unit]) -> Unit | None:
    totals = {answer: sum(given[answer] for given in counts.values()) for answer in asked.choices}
    people = sum(totals.values())
    if people < FEWEST:
        return None
    share = None
    if asked.positive:
        share = sum_shown([_good_cell(asked, given, units.get(ward)) for ward, given in counts.items()])
    answers: dict[str, Shown] = {}
    if people >= ALL_ANSWERS_FROM and (share is None or share[0] == share[1]):
        for good in (True, False):
            side = [answer for answer in asked.choices if (answer in asked.positive) is good]
            sums = [sum_shown(answer_cells(asked, counts, units, answer)) for answer in side]
            told = [cell(totals[answer], people, shown) for answer, shown in zip(side, sums, strict=True)]
            answers |= dict(zip(side, shown_beside(told) or [], strict=False))
    return Unit(people, share, answers)


def _good_cell(asked: Asked, counts: Mapping[str, int], unit: Unit | None) -> Cell:
    people = sum(counts.values())
    return cell(asked.good(counts), people, (0, people) if unit is None else unit.share or (0, 0))


def _numbers(shown: Shown, people: int) -> dict[str, str]:
    low, high = shown
    exact = low == high
    if exact:
        coded = ""
    elif low == 0:
        coded = "not told" if high == people else f"{high} or fewer"
    else:
        coded = f"{low} or more" if high == people else f"{low} to {high}"
    return {
        "count": str(low) if exact else "",
        "low": str(low),
        "high": str(high),
        "share": str(percent(low, people)) if exact else "",
        "share_low": str(round(100 * wilson(low, people)[0], 1)),
        "share_high": str(round(100 * wilson(high, people)[1], 1)),
        "coded": coded,
    }
