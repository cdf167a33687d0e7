"""Successive releases, against somebody who has all of them and works out what can be worked out of them together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.flow import Scale
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.privacy.disclosure.periods import Length
from bot.privacy.disclosure.rules import Breakdown, Rules
from bot.privacy.submission import Period
from bot.reporting.figures import REGISTER, SERVICE, Figure
from bot.usecases.releasing.release import Closing
from tests.examples import examples
from tests.privacy.attacker import TABLES, Knowledge, Weights
from tests.store.examples import submission, there_are
from tests.usecases.conversing.talk import library
from tests.usecases.releasing.test_release import FakeReleases

RULES = Rules()
PATIENT = library().flows[FlowId("patient")]
QUESTIONS = ("overall", "rights")
FLOW = replace(PATIENT, steps=tuple(step for step in PATIENT.steps if step.id in QUESTIONS))
WARDS = ("willow", "oak", "elm")
PERIODS = (Period("2026-01", "2026-W03"), Period("2026-02", "2026-W07"), Period("2026-03", "2026-W11"))

Came = Mapping[tuple[str, Register, str], int]
"""How many of a ward gave an answer to the first question, in words of a register."""


def choices(question: str) -> tuple[str, ...]:
    step = FLOW.step(StepId(question))
    assert isinstance(step, Scale)
    return tuple(choice.id for choice in step.choices)


@dataclass
class Reader:
    """What can be worked out of how many people of each kind are counted in each of some releases."""

    releases: Sequence[Sequence[Figure]]
    question: str
    known: Knowledge = field(default_factory=Knowledge)

    def __post_init__(self) -> None:
        self._values = {SERVICE: WARDS, REGISTER: tuple(Register)}
        self._answers = choices(self.question)
        self._kinds = [*product(range(len(self.releases)), *self._values.values(), self._answers)]
        for number, figures in enumerate(self.releases):
            its = [each for each in figures if each.question == self.question]
            wards = {each.group for each in its if each.by == (SERVICE,)}
            for each in its:
                everybody = not each.by or (each.by == (SERVICE,) and len(wards) == 1)
                exact = self.question == FLOW.fft and everybody
                inside = self.inside(number, each.by, each.group)
                self.known.learn(inside, each.people, RULES.min_group_size, RULES, exact=exact)
                for answer, count in each.counts.items():
                    if count is not None:
                        cell = inside * self.gave(answer)
                        self.known.learn(cell, count, 0 if exact else RULES.suppress_up_to + 1, RULES, exact=exact)

    def inside(self, number: int, by: Breakdown, group: Sequence[str]) -> Weights:
        """Return which kinds of people are in a group of a release."""
        wanted = dict(zip(by, group, strict=True))
        return np.array(
            [
                float(release == number and all(its[name] == value for name, value in wanted.items()))
                for release, *values, _ in self._kinds
                for its in [dict(zip(self._values, values, strict=True))]
            ]
        )

    def gave(self, answer: str) -> Weights:
        """Return which kinds of people gave an answer."""
        return np.array([float(kind[-1] == answer) for kind in self._kinds])

    def found_out(self) -> Iterator[str]:
        """Yield what is not told, of one release or of some that follow each other together, and yet is certain."""
        runs = [range(first, last) for first, last in combinations(range(len(self.releases) + 1), 2)]
        bys: list[Breakdown] = [(), (SERVICE,), (REGISTER,), (SERVICE, REGISTER)]
        for by in bys:
            for group in product(*(self._values[name] for name in by)):
                for run in runs:
                    yield from self._of(run, by, group)

    def _of(self, run: range, by: Breakdown, group: Sequence[str]) -> Iterator[str]:
        inside = sum((self.inside(number, by, group) for number in run), np.zeros(len(self._kinds)))
        told = [next((each for each in self.releases[number] if self._is_of(each, by, group)), None) for number in run]
        for answer in self._answers:
            cell = inside * self.gave(answer)
            counts = [None if each is None else each.counts[answer] for each in told]
            if None in counts and not self._is_told_of_nobody(run, answer) and self.known.determines(cell):
                yield f"releases {run}, {by} {group}: so many gave {answer}"
            if self.known.is_certain(inside, inside - cell):
                yield f"releases {run}, {by} {group}: all gave {answer}"

    def _is_of(self, each: Figure, by: Breakdown, group: Sequence[str]) -> bool:
        return (each.question, each.by, each.group) == (self.question, by, tuple(group))

    def _is_told_of_nobody(self, run: range, answer: str) -> bool:
        """Tell whether it is told, exactly, that nobody at all gave an answer."""
        everybody = [each for number in run for each in self.releases[number] if self._is_of(each, (), ())]
        exact = self.question == FLOW.fft
        return exact and len(everybody) == len(run) and all(each.counts[answer] == 0 for each in everybody)


def put(releases: FakeReleases, came: Came, period: Period) -> None:
    for (ward, register, answer), count in came.items():
        for number in range(count):
            rights = choices("rights")[number % len(choices("rights"))]
            sent = submission(
                f"s{len(releases.free)}-{len(releases.taken)}",
                {"overall": (ChoiceId(answer),), "rights": (ChoiceId(rights),)},
                service=ward,
            )
            releases.free.append(replace(sent, period=period, wording=Wording("en", register)))


async def released(months: Sequence[tuple[Came, Came]]) -> FakeReleases:
    """Close month after month. Of each: what came in time, and what came once it was closed."""
    releases = FakeReleases()
    closing = Closing(releases=releases, flows=there_are({FLOW.id: FLOW}), rules=RULES, length=Length.MONTH)
    for period, (in_time, late) in zip(PERIODS, months, strict=False):
        put(releases, in_time, period)
        await closing.close(period.month)
        put(releases, late, period)
    return releases


def crowds(count: st.SearchStrategy[int]) -> st.SearchStrategy[Came]:
    kinds = [*product(WARDS, Register, choices("overall"))]
    return st.lists(count, min_size=len(kinds), max_size=len(kinds)).map(
        lambda counts: dict(zip(kinds, counts, strict=True))
    )


CROWD = crowds(st.one_of(st.just(0), st.integers(0, 4), st.integers(5, 30)))
LATE = crowds(st.one_of(st.just(0), st.just(0), st.just(0), st.integers(0, 3)))


def test_the_reader_finds_out_what_is_told_without_care() -> None:
    told = dict(zip(choices("overall"), (30, 20, None, 0, 0, 0), strict=True))
    careless = [Figure(FLOW.id, "overall", (), (), "2026-01", 60, told)]
    found = [*Reader([careless, careless], "overall").found_out()]
    assert [each for each in found if "() ()" in each] == [
        f"releases {run}, () (): so many gave neither" for run in (range(1), range(2), range(1, 2))
    ]


@pytest.mark.slow
@examples(TABLES // 6)
@given(st.lists(st.tuples(CROWD, LATE), min_size=2, max_size=len(PERIODS)))
async def test_nothing_can_be_worked_out_of_pairs_and_triples_of_releases(months: list[tuple[Came, Came]]) -> None:
    releases = await released(months)
    if releases.made:
        for question in QUESTIONS:
            assert [*Reader([figures for _, figures in releases.made], question).found_out()] == []
