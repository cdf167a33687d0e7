"""Closing: every answer is counted in one release, with enough others, and what was released never changes."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.privacy.disclosure.periods import Length, Unit, Waits
from bot.privacy.disclosure.rules import Rules
from bot.privacy.submission import Batch, Comment, Period, Submission
from bot.reporting.figures import SERVICE, Figure, ReleasePart
from bot.reporting.ledger import Release
from bot.usecases.ports import Stale
from bot.usecases.releasing.problems import FiguresChanged, NoReleaseYet, NoSuchRelease
from bot.usecases.releasing.release import Closing, find_release, whole_figures
from tests.store.examples import batch, submission, there_are
from tests.usecases.conversing.talk import library


@dataclass
class FakeReleases:
    """The `Releases` port in memory. With `overtaken`, so many times something came while it was counted."""

    free: list[Submission] = field(default_factory=list)
    made: list[tuple[Release, tuple[Figure, ...]]] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    overtaken: int = 0

    async def are_made_up(self) -> bool:
        return any(each.channel == "demo" for each in self.free)

    async def waits(self, length: Length) -> Waits:
        return Counter((unit_of(each), period_of(each, length)) for each in self.free)

    async def waiting(self, flow: FlowId, its: Collection[str], *, until: str, length: Length) -> AsyncIterator[Batch]:
        units = {(flow, service) for service in its}
        found = [each for each in self.free if unit_of(each) in units and period_of(each, length) <= until]
        yield batch(found)

    async def revisions(self, flow: FlowId, its: Collection[str], *, until: str, length: Length) -> tuple[str, ...]:
        units = {(flow, service) for service in its}
        found = {each.revision for each in self.free if unit_of(each) in units and period_of(each, length) <= until}
        return tuple(sorted(found))

    async def add(
        self, release: Release, figures: Sequence[Figure], counted: Mapping[Unit, int], length: Length
    ) -> None:
        if self.overtaken:
            self.overtaken -= 1
            raise Stale
        taken = [each for each in self.free if unit_of(each) in counted and period_of(each, length) <= release.period]
        assert len(taken) == sum(counted.values())
        self.taken += [each.id for each in taken]
        self.free = [each for each in self.free if each not in taken]
        self.made.append((release, tuple(figures)))

    async def counted(self, release: Release) -> int:
        raise NotImplementedError

    def submissions(self, release: Release, *, flow: FlowId) -> AsyncIterator[Batch]:
        raise NotImplementedError

    def comments(self, release: Release) -> AsyncIterator[Comment]:
        raise NotImplementedError

    async def listed(self) -> tuple[Release, ...]:
        return tuple(release for release, _ in self.made)

    async def figures(self, release: Release, part: ReleasePart | None = None) -> tuple[Figure, ...]:
        found = next(figures for made, figures in self.made if made == release)
        return tuple(each for each in found if part in (None, each.part))


def unit_of(each: Submission) -> Unit:
    return each.flow, each.service or ""


def period_of(each: Submission, length: Length) -> str:
    return each.period.week if length is Length.WEEK else each.period.month


def came(releases: FakeReleases, service: str, period: Period, count: int) -> None:
    chance = Random(len(releases.free))
    for _ in range(count):
        answer = ChoiceId(chance.choice(["very-good", "good", "poor"]))
        sent = submission(f"s{len(releases.free)}-{len(releases.taken)}", {"overall": (answer,)}, service=service)
        releases.free.append(Submission(**{name: getattr(sent, name) for name in sent.__slots__} | {"period": period}))


JANUARY, FEBRUARY = Period("2026-01", "2026-W03"), Period("2026-02", "2026-W07")


def closing(releases: FakeReleases, length: Length = Length.MONTH) -> Closing:
    return Closing(releases=releases, flows=there_are(library().flows), rules=Rules(), length=length)


async def test_a_ward_with_too_few_waits_until_they_are_enough_and_everybody_is_counted_once() -> None:
    releases = FakeReleases()
    came(releases, "willow", JANUARY, 40)
    came(releases, "oak", JANUARY, 6)
    (january,) = await closing(releases).close("2026-01")
    came(releases, "willow", FEBRUARY, 30)
    came(releases, "oak", FEBRUARY, 24)
    (february,) = await closing(releases).close("2026-02")

    assert (january.period, february.period) == ("2026-01", "2026-02")
    assert len(set(releases.taken)) == len(releases.taken) == 100
    wards = {each.group: each.since for each in releases.made[1][1] if each.by == (SERVICE,)}
    assert wards == {("willow",): "2026-02", ("oak",): "2026-01"}


async def test_what_comes_late_goes_into_the_next_release_and_changes_none() -> None:
    releases = FakeReleases()
    came(releases, "willow", JANUARY, 40)
    await closing(releases).close("2026-01")
    before = releases.made[:]
    came(releases, "willow", JANUARY, 12)
    assert await closing(releases).close("2026-01") == ()
    (february,) = await closing(releases).close("2026-02")
    assert releases.made[:1] == before
    assert releases.made[1][1][0].since == "2026-01"
    assert await whole_figures(releases, february) == releases.made[1][1]


async def test_a_month_that_is_still_open_is_not_released() -> None:
    releases = FakeReleases()
    came(releases, "willow", FEBRUARY, 40)
    assert await closing(releases).close("2026-01") == ()


async def test_weeks_are_released_once_the_month_they_end_in_is_closed() -> None:
    releases = FakeReleases()
    came(releases, "willow", Period("2026-01", "2026-W05"), 20)
    came(releases, "willow", JANUARY, 20)
    (third,) = await closing(releases, Length.WEEK).close("2026-01")
    (fifth,) = await closing(releases, Length.WEEK).close("2026-02")
    assert (third.period, fifth.period) == ("2026-W03", "2026-W05")


async def test_where_something_came_meanwhile_it_is_counted_again_and_not_for_ever() -> None:
    releases = FakeReleases(overtaken=2)
    came(releases, "willow", JANUARY, 40)
    assert len(await closing(releases).close("2026-01")) == 1
    stubborn = FakeReleases(overtaken=9)
    came(stubborn, "willow", JANUARY, 40)
    with pytest.raises(Stale):
        await closing(stubborn).close("2026-01")


async def test_a_release_that_somebody_changed_in_the_database_is_found_out() -> None:
    releases = FakeReleases()
    came(releases, "willow", JANUARY, 40)
    (january,) = await closing(releases).close("2026-01")
    figures = await whole_figures(releases, january)
    part = figures[0].part
    its = await whole_figures(releases, january, part)
    assert {each.part for each in its} == {part}
    assert len(its) < len(figures)
    releases.made[0] = (january, figures[1:])
    for which in (None, part):
        with pytest.raises(FiguresChanged):
            await whole_figures(releases, january, which)
    untouched = next(each.part for each in figures if each.part != part)
    assert await whole_figures(releases, january, untouched)
    releases.made[0] = (replace(january, rules="others"), figures)
    with pytest.raises(FiguresChanged):
        await whole_figures(releases, releases.made[0][0], untouched)


async def test_a_release_that_is_not_there_is_told() -> None:
    releases = FakeReleases()
    with pytest.raises(NoReleaseYet):
        await find_release(releases, None)
    came(releases, "willow", JANUARY, 40)
    (january,) = await closing(releases).close("2026-01")
    assert await find_release(releases, None) == january
    with pytest.raises(NoSuchRelease, match="2025-01"):
        await find_release(releases, "2025-01")


async def test_an_answer_that_the_flow_does_not_know_counts_as_none() -> None:
    releases = FakeReleases()
    came(releases, "willow", JANUARY, 40)
    odd = submission("odd", {"overall": (ChoiceId("gone"),)}, service="willow", month="2026-01")
    releases.free.append(odd)
    await closing(releases).close("2026-01")
    overall = next(each for each in releases.made[0][1] if (each.question, each.by) == ("overall", ()))
    assert overall.people == 40
    assert StepId("overall") == library().flows[FlowId("patient")].fft
