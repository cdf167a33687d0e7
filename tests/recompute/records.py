"""The rows of the file of records."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.engine.flow import Flow
from tests.recompute.coding import FEW, Cell, keeps_secrets
from tests.recompute.figures import group_cells, unsummed
from tests.recompute.raw import FEWEST, FEWEST_RECORDS, Asked, Counted, Person, asked_in, value_of, values_in

Answer = Callable[[Person], str | None]
Runs = Sequence[tuple[str, Sequence[Counted]]]
"""The runs of ward releases that releases of groups join, with the periods of these."""


def records_of(runs: Runs, flow: Flow) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield by period the rows of each release of records of a conversation, in no order."""
    waiting: list[tuple[str, Sequence[Counted]]] = []
    for period, run in runs:
        waiting.append((period, run))
        if rows := _rows(waiting, flow):
            yield period, [{"period": period, "flow": flow.id, **row} for row in rows]
            waiting = []


def _rows(runs: Runs, flow: Flow) -> list[dict[str, str]]:
    people = [person for _, run in runs for release in run for person in release.people]
    if len(people) < FEWEST_RECORDS:
        return []
    mixed = [asked for asked in asked_in(flow) if all(_is_mixed(people, of) for of in _readings(asked))]
    shown = _generalised(people, values_in(flow), [of for asked in mixed for of in _readings(asked)])
    visible = {by for about in shown for by, value in about.items() if value != "*"}
    readings: dict[str, Answer] = {}
    for asked in mixed:
        if (of := _released(asked, runs, flow, visible)) is not None:
            readings[f"{flow.id}.{asked.name}"] = of
    if not readings:
        return []
    return [
        about | {name: of(person) or "" for name, of in readings.items()}
        for person, about in zip(people, shown, strict=True)
    ]


def _readings(asked: Asked) -> list[Answer]:
    """Return the two ways to read a question: its answers, and whether they are good."""
    return [asked.of, lambda person: _side(asked, person)] if asked.positive else [asked.of]


def _side(asked: Asked, person: Person) -> str | None:
    answer = asked.of(person)
    return None if answer is None else "positive" if answer in asked.positive else "not-positive"


def _is_mixed(people: Sequence[Person], of: Answer) -> bool:
    """Tell whether more than two differ from the most. No answer counts as one."""
    return len(people) - max(Counter(map(of, people)).values(), default=0) > FEW


def _released(asked: Asked, runs: Runs, flow: Flow, visible: set[str]) -> Answer | None:
    """Return what records tell of a question: its answers, or whether they are good; None for nothing."""
    releases = [release for _, run in runs for release in run]
    if asked.positive:
        wards = [one for release in releases for one in unsummed(release, asked)]
        if not all(map(keeps_secrets, [wards, *_by_group(asked, runs, flow, visible)])):
            return None
    for answer in asked.choices:
        cells = [one for release in releases for one in unsummed(release, asked, answer)]
        if not keeps_secrets(cells):
            return (lambda person: _side(asked, person)) if asked.positive else None
    return asked.of


def _by_group(asked: Asked, runs: Runs, flow: Flow, visible: set[str]) -> list[list[Cell]]:
    """Return by group what several releases of groups show of it."""
    cells: dict[tuple[str, str], list[Cell]] = {}
    for _, run in runs if len(runs) > 1 else ():
        if not keeps_secrets([one for release in run for one in unsummed(release, asked)]):
            continue
        people = [person for release in run for person in release.people]
        for by, values in values_in(flow).items():
            for group, one in group_cells(people, asked, by, values).items() if by in visible else ():
                cells.setdefault((by, group), []).append(replace(one, open=one.shown[1] - one.shown[0]))
    return [*cells.values()]


def _generalised(
    people: Sequence[Person], values: Mapping[str, Sequence[str]], readings: Sequence[Answer]
) -> list[dict[str, str]]:
    """Return what is shown about each person. A class is divided by one attribute after another, where that is safe."""
    shown: list[dict[str, str]] = [{} for _ in people]
    classes = [[*range(len(people))]]
    for by, among in values.items():
        smaller = []
        for class_ in classes:
            parts = {value: [one for one in class_ if value_of(people[one], by) == value] for value in among}
            for value, part in _divided(parts, people, readings).items():
                for one in part:
                    shown[one][by] = value
                smaller.append(part)
        classes = [part for part in smaller if part]
    return shown


def _divided(
    parts: Mapping[str, list[int]], people: Sequence[Person], readings: Sequence[Answer]
) -> dict[str, list[int]]:
    """Return the parts of a class that can be told apart, and the others together as “*”."""

    def is_enough(part: Sequence[int]) -> bool:
        some = [people[one] for one in part]
        return len(some) >= FEWEST and all(_is_mixed(some, of) for of in readings)

    def rest() -> list[int]:
        return [one for value, part in parts.items() if value not in kept for one in part]

    kept = [value for value, part in parts.items() if is_enough(part)]
    while kept and rest() and not is_enough(rest()):
        kept.remove(min(kept, key=lambda value: len(parts[value])))
    return {value: parts[value] for value in kept} | {"*": rest()}
