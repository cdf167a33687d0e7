"""All releases of all ledgers together, against somebody who has every file and works out what can be worked out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import pytest

from bot.engine.ids import FlowId, StepId
from bot.privacy.disclosure.rules import Rules
from bot.privacy.submission import Period, Submission
from bot.reporting.figures import EVERYBODY, Figure
from bot.reporting.ledger import Ledger, Release
from bot.store.opening import Store
from tests.privacy.attacker import TABLES, Attacker
from tests.store.examples import put
from tests.usecases.releasing.ledgers import answered, closing, reading

PERIODS = tuple(Period(f"2026-{month:02}", f"2026-W{4 * month:02}") for month in range(1, 7))
WARDS = ("willow", "oak")
ANSWERS = {
    "overall": ("very-good", "good", "neither", "poor", "very-poor", "dont-know"),
    "rights": ("yes", "partly", "no", "not-sure"),
}
POSITIVE = {"overall": ("very-good", "good"), "rights": ("yes",)}
PATIENT = FlowId("patient")
ATTRIBUTES = {"learning": ("yes", "no", "not-sure"), "autistic": ("yes", "no")}


def sent_in(period: Period, ward: str, chance: Random) -> list[Submission]:
    """Return what came of a ward in a month: few or many people, content or not."""
    content = chance.choice([0.3, 0.6, 0.9, 0.97])
    return [
        answered(
            {
                "overall": chance.choice(ANSWERS["overall"][: 2 if chance.random() < content else 6]),
                "rights": chance.choices(ANSWERS["rights"], [content, 1 - content, 1 - content, 1 - content])[0],
                "learning": chance.choices(ATTRIBUTES["learning"], [3, 5, 1])[0],
                "autistic": chance.choices(ATTRIBUTES["autistic"], [1, 4])[0],
            },
            ward=ward,
            period=period,
        )
        for _ in range(chance.choice([4, 9, 12, 15, 24, 40]))
    ]


Kind = tuple[int, str, str]
"""A release, a ward or a value of an attribute, and an answer."""


@dataclass
class Published:
    """Everything that was published of one question."""

    store: Store
    question: str
    made: Sequence[Release]

    async def attacker(self) -> Attacker[Kind]:
        """Return who has read all of it."""
        of_ledger = {ledger: [release for release in self.made if release.ledger is ledger] for ledger in Ledger}
        answers = ANSWERS[self.question]
        wards = [
            (release.number, ward, answer)
            for release in of_ledger[Ledger.WARDS]
            for ward in WARDS
            for answer in answers
        ]
        groups = [
            (release.number, f"{attribute}={value}", answer)
            for release in of_ledger[Ledger.GROUPS]
            for attribute, values in ATTRIBUTES.items()
            for value in (*values, "not-said")
            for answer in answers
        ]
        attacker = Attacker([*wards, *groups])
        for release in of_ledger[Ledger.WARDS]:
            for figure in await self._figures(release):
                units = WARDS if figure.by == EVERYBODY else (figure.group,)
                self._learn(attacker, figure, [(release.number, unit) for unit in units])
        for release in of_ledger[Ledger.GROUPS]:
            await self._learn_groups(attacker, release)
        for release in of_ledger[Ledger.RECORDS]:
            await self._learn_records(attacker, release)
        return attacker

    async def _figures(self, release: Release) -> list[Figure]:
        return [one for one in await reading(self.store).figures(release) if one.question == self.question]

    def _learn(self, attacker: Attacker[Kind], figure: Figure, units: Sequence[tuple[int, str]]) -> None:
        assert figure.share is not None
        answers = ANSWERS[self.question]
        attacker.learn([(*unit, answer) for unit in units for answer in answers], figure.people, figure.people)
        attacker.learn([(*unit, answer) for unit in units for answer in POSITIVE[self.question]], *figure.share)
        for answer, told in figure.answers.items():
            attacker.learn([(*unit, answer) for unit in units], *told)

    async def _learn_groups(self, attacker: Attacker[Kind], release: Release) -> None:
        run = await self.store.releases.joined(release, PATIENT)
        for attribute, values in ATTRIBUTES.items():
            for answer in ANSWERS[self.question]:
                attacker.learn_equal(
                    [(release.number, f"{attribute}={value}", answer) for value in (*values, "not-said")],
                    [(number, ward, answer) for number in run for ward in WARDS],
                )
        figures = await self._figures(release)
        for figure in figures:
            if figure.by in ATTRIBUTES:
                own = {one.group for one in figures if one.by == figure.by}
                values = (
                    (figure.group,)
                    if figure.group != "others"
                    else tuple(value for value in (*ATTRIBUTES[figure.by], "not-said") if value not in own)
                )
                self._learn(attacker, figure, [(release.number, f"{figure.by}={value}") for value in values])

    async def _learn_records(self, attacker: Attacker[Kind], release: Release) -> None:
        run = await self.store.releases.joined(release, PATIENT)
        parts = [part async for _, part in reading(self.store).records(release)]
        (names, *rows) = [row for part in parts for row in part]
        if (column := f"patient.{self.question}") not in names:
            return
        place = names.index(column)
        wards = [number for group in run for number in await self._joined(group)]
        for value, number in Counter(row[place] for row in rows if row[place]).items():
            answers = self._answers_of(value)
            attacker.learn([(n, ward, answer) for n in wards for ward in WARDS for answer in answers], number, number)
            for attribute in set(ATTRIBUTES) & set(names):
                seen = Counter(row[names.index(attribute)] for row in rows if row[place] == value)
                for shown, count in seen.items():
                    if shown != "*":
                        kinds = [(group, f"{attribute}={shown}", answer) for group in run for answer in answers]
                        attacker.learn(kinds, count, float("inf"))

    def _answers_of(self, value: str) -> tuple[str, ...]:
        positive = POSITIVE[self.question]
        others = tuple(answer for answer in ANSWERS[self.question] if answer not in positive)
        return {"positive": positive, "not-positive": others}.get(value, (value,))

    async def _joined(self, number: int) -> Sequence[int]:
        release = next(one for one in self.made if one.number == number)
        return await self.store.releases.joined(release, PATIENT)


@pytest.mark.attack
@pytest.mark.parametrize("seed", range(max(2, TABLES // 10)))
async def test_no_small_count_of_a_ward_can_be_worked_out_of_everything_together(store: Store, seed: int) -> None:
    chance, few = Random(seed), Rules().smallest_count - 1
    made: list[Release] = []
    waiting: dict[str, list[Submission]] = {ward: [] for ward in WARDS}
    counted: dict[tuple[int, str], list[Submission]] = {}
    for period in PERIODS:
        for ward in WARDS:
            came = sent_in(period, ward, chance)
            await put(store.database, came, [])
            waiting[ward] += came
        new = await closing(store).close(period.month)
        made += new
        for release in new:
            if release.ledger is Ledger.WARDS:
                for ward in [ward for ward in WARDS if len(waiting[ward]) >= Rules().min_people]:
                    counted[release.number, ward] = waiting.pop(ward)
                    waiting[ward] = []
    secrets = 0
    for question, answers in ANSWERS.items():
        attacker = await Published(store, question, made).attacker()
        for (number, ward), submissions in counted.items():
            given: Counter[str] = Counter(
                choice for one in submissions for choice in one.answers[StepId(question)] or ()
            )
            people = sum(given.values())
            for together in (POSITIVE[question], *((answer,) for answer in answers)):
                count = sum(given[answer] for answer in together)
                if few < count < people - few:
                    continue
                secrets += 1
                low, high = attacker.bounds([(number, ward, answer) for answer in together])
                assert low <= count <= high
                assert high - low >= few, (question, number, ward, together, count, (low, high))
    assert secrets > 10
    assert {Ledger.WARDS, Ledger.GROUPS} <= {release.ledger for release in made}
