"""The raw answers, and which release of each ledger must count them."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.engine.flow import Flow, PickMany, PickOne, Scale

FEWEST, FEWEST_RECORDS = 10, 50
QUARTER_ENDS = ("03", "06", "09", "12")


@dataclass(frozen=True, slots=True)
class Person:
    """What one person sent: the choices by question."""

    flow: str
    ward: str
    month: str
    register: str
    answers: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is counted, and which of its answers are good. `picked` is one choice of several."""

    step: str
    choices: tuple[str, ...]
    positive: tuple[str, ...]
    picked: str = ""

    @property
    def name(self) -> str:
        return f"{self.step}:{self.picked}" if self.picked else self.step

    def of(self, person: Person) -> str | None:
        """Return the answer of a person; None if they gave none."""
        given = person.answers.get(self.step)
        if given is None:
            return None
        if self.picked:
            return "picked" if self.picked in given else "not-picked"
        return given[0]

    def counts(self, people: Sequence[Person]) -> dict[str, int]:
        """Return how many gave each answer."""
        given = Counter(self.of(person) for person in people)
        return {choice: given[choice] for choice in self.choices}

    def good(self, counts: Mapping[str, int]) -> int:
        """Return how many of these answers are good."""
        return sum(counts[choice] for choice in self.positive)


def people_in(database: Path) -> list[Person]:
    """Return everybody who has sent something."""
    with sqlite3.connect(database) as opened:
        rows = opened.execute("SELECT flow, service, month, register, answers FROM submissions").fetchall()
    return [
        Person(flow, ward or "", month, register, {step: given for step, given in json.loads(answers).items() if given})
        for flow, ward, month, register, answers in rows
    ]


def asked_in(flow: Flow) -> list[Asked]:
    """Return the counted questions of a conversation."""
    asked = []
    for step in flow.steps:
        choices = tuple(choice.id for choice in step.choices) if isinstance(step, Scale | PickMany) else ()
        if isinstance(step, Scale) and step.kept:
            scores = {choice.id: choice.score for choice in step.choices if choice.score is not None}
            best = [choice for choice, score in scores.items() if score == max(scores.values())]
            good = ("very-good", "good") if step.id == flow.fft else tuple(best)
            asked.append(Asked(step.id, choices, good))
        if isinstance(step, PickMany) and step.kept:
            asked += [Asked(step.id, ("picked", "not-picked"), ("picked",), choice) for choice in choices]
    return asked


def values_in(flow: Flow) -> dict[str, tuple[str, ...]]:
    """Return the values of everything that people say about themselves, and of the register."""
    values: dict[str, tuple[str, ...]] = {"register": ("standard", "easy-read")}
    for step in flow.steps:
        if isinstance(step, PickOne) and step.kept:
            said = tuple(choice.id for choice in step.choices if choice.id != "prefer-not-to-say")
            values[step.id] = (*said, "not-said")
    return values


def value_of(person: Person, by: str) -> str:
    """Return what a person said about themselves."""
    if by == "register":
        return person.register
    said = person.answers.get(by, ("not-said",))[0]
    return "not-said" if said == "prefer-not-to-say" else said


@dataclass(frozen=True, slots=True)
class Counted:
    """The people of one conversation whom a release counts, by ward."""

    period: str
    flow: str
    wards: Mapping[str, Sequence[Person]]

    @property
    def people(self) -> list[Person]:
        return [person for people in self.wards.values() for person in people]

    @property
    def since(self) -> str:
        return min(person.month for person in self.people)


Run = tuple[Flow, list[Counted]]
"""A conversation and the ward releases of it that a release of groups joins."""


def ward_releases(people: Sequence[Person], until: str) -> list[Counted]:
    """Return whom the ledger of wards counts when: a ward waits until there are ten."""
    waiting: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
    months = sorted({person.month for person in people if person.month <= until})
    made = []
    for month in months:
        for person in people:
            if person.month == month:
                waiting[person.flow, person.ward].append(person)
        enough = sorted(unit for unit, some in waiting.items() if len(some) >= FEWEST)
        for flow in sorted({flow for flow, _ in enough}):
            wards = {ward: waiting.pop((flow, ward)) for of, ward in enough if of == flow}
            made.append(Counted(month, flow, wards))
    return made


def runs(releases: Sequence[Counted], flows: Iterable[Flow], until: str) -> Iterator[tuple[str, list[Run]]]:
    """Yield by release of groups its period and, by conversation, the run of ward releases that it joins."""
    unjoined = {flow.id: [release for release in releases if release.flow == flow.id] for flow in flows}
    years = range(int(min(release.period for release in releases)[:4]), int(until[:4]) + 1)
    for quarter in [f"{year}-{month}" for year in years for month in QUARTER_ENDS if f"{year}-{month}" <= until]:
        joined = []
        for flow in flows:
            run = [release for release in unjoined[flow.id] if release.period <= quarter]
            people = [person for release in run for person in release.people]
            if any(groups_of(people, by, values) for by, values in values_in(flow).items()):
                unjoined[flow.id] = [release for release in unjoined[flow.id] if release.period > quarter]
                joined.append((flow, run))
        if joined:
            yield max(run[-1].period for _, run in joined), joined


def groups_of(people: Sequence[Person], by: str, values: Sequence[str]) -> dict[str, str]:
    """Return the group of each value: itself, or “others” if fewer than ten have it. Empty without two groups."""
    sizes = Counter(value_of(person, by) for person in people)
    small = [value for value in values if sizes[value] < FEWEST]
    large = sorted((value for value in values if value not in small), key=lambda value: sizes[value])
    while small and large and sum(sizes[value] for value in small) < FEWEST:
        small.append(large.pop(0))
    groups = {value: "others" if value in small else value for value in values}
    return groups if len({*groups.values()}) > 1 else {}
