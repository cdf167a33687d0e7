"""Closing: everybody is counted once in each ledger, with enough others, and what was released never changes."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select, update

from bot.privacy.disclosure.periods import Length
from bot.privacy.disclosure.rules import Rules
from bot.privacy.submission import Period
from bot.reporting.figures import EVERYBODY, SERVICE
from bot.reporting.ledger import Ledger
from bot.store.database import Database
from bot.store.opening import Store
from bot.store.releases import StoredReleases
from bot.store.tables import comments, figures, records, releases, submissions
from bot.usecases.ports import Stale
from bot.usecases.releasing.ports import NewRelease
from bot.usecases.releasing.problems import NoReleaseYet, NoSuchRelease, ReleaseChanged
from tests.store.examples import put
from tests.usecases.releasing.ledgers import (
    FEBRUARY,
    JANUARY,
    MARCH,
    answered,
    beside,
    closing,
    come,
    reading,
)

COLUMNS = {
    Ledger.WARDS: submissions.c.release,
    Ledger.GROUPS: submissions.c.groups_release,
    Ledger.RECORDS: submissions.c.records_release,
}


@dataclass(frozen=True, slots=True)
class Overtaken(StoredReleases):
    """Releases into which, so many times, something comes while they are counted."""

    times: list[None]

    async def add(self, new: NewRelease, length: Length) -> None:
        if self.times:
            self.times.pop()
            raise Stale
        await StoredReleases(self.database).add(new, length)


async def in_release(database: Database, ledger: Ledger) -> list[int | None]:
    """Return the number of the release that counts each submission."""
    query = select(COLUMNS[ledger])
    return await database.read(lambda connection: list(connection.execute(query).scalars()))


async def test_a_ward_with_too_few_waits_until_they_are_enough_and_everybody_is_counted_once(store: Store) -> None:
    await come(store, 40)
    await come(store, 6, ward="oak")
    (january, *_) = await closing(store).close("2026-01")
    await come(store, 30, period=FEBRUARY)
    await come(store, 24, ward="oak", period=FEBRUARY)
    (february, *_) = await closing(store).close("2026-02")

    assert (january.period, february.period) == ("2026-01", "2026-02")
    assert None not in await in_release(store.database, Ledger.WARDS)
    wards = {each.group: each.since for each in await reading(store).figures(february) if each.by == SERVICE}
    assert wards == {"willow": "2026-02", "oak": "2026-01"}


async def test_what_comes_late_goes_into_the_next_release_and_changes_none(store: Store) -> None:
    await come(store, 40)
    (january, *_) = await closing(store).close("2026-01")
    before = await reading(store).figures(january)
    await come(store, 12, seed=2)
    assert await closing(store).close("2026-01") == ()
    (february, *_) = await closing(store).close("2026-02")
    assert await reading(store).figures(january) == before
    assert {each.since for each in await reading(store).figures(february)} == {"2026-01"}


async def test_a_month_that_is_still_open_is_not_released(store: Store) -> None:
    await come(store, 40, period=FEBRUARY)
    assert await closing(store).close("2026-01") == ()


async def test_weeks_are_released_once_the_month_they_end_in_is_closed(store: Store) -> None:
    await come(store, 20, period=Period("2026-01", "2026-W05"))
    await come(store, 20)
    (third, *_) = await closing(store, length=Length.WEEK).close("2026-01")
    (fifth, *_) = await closing(store, length=Length.WEEK).close("2026-02")
    assert (third.period, fifth.period) == ("2026-W03", "2026-W05")


async def test_where_something_came_meanwhile_it_is_counted_again_and_not_for_ever(store: Store) -> None:
    await come(store, 40)
    with pytest.raises(Stale):
        await closing(store, releases=Overtaken(store.database, [None] * 9)).close("2026-01")
    assert await closing(store, releases=Overtaken(store.database, [None] * 2)).close("2026-01")


async def test_an_answer_that_the_flow_does_not_know_counts_as_none(store: Store) -> None:
    await come(store, 40)
    await put(store.database, [answered({"overall": "gone"})], [])
    (january,) = await closing(store).close("2026-01")
    shown = await reading(store).figures(january)
    assert [one.people for one in shown if (one.question, one.by) == ("overall", EVERYBODY)] == [40]


async def test_groups_are_released_at_the_end_of_a_quarter_and_join_whole_releases_of_wards(store: Store) -> None:
    for seed, period in enumerate((JANUARY, FEBRUARY, MARCH)):
        await come(store, 30, period=period, seed=seed)
    await closing(store).close("2026-02")
    made = await closing(store).close("2026-03")
    assert [(release.ledger, release.period) for release in made] == [
        (Ledger.WARDS, "2026-03"),
        (Ledger.GROUPS, "2026-03"),
        (Ledger.RECORDS, "2026-03"),
    ]
    groups = made[1]
    assert set(await in_release(store.database, Ledger.GROUPS)) == {groups.number}
    shown = await reading(store).figures(groups)
    assert {one.by for one in shown} == {"register", "learning"}
    rights = {one.group: one.people for one in shown if (one.question, one.by) == ("rights", "learning")}
    assert sum(rights.values()) == 90


async def test_a_quarter_without_two_groups_waits_for_the_next(store: Store) -> None:
    await put(store.database, [answered({"overall": "good", "learning": "no"}) for _ in range(20)], [])
    assert {release.ledger for release in await closing(store).close("2026-03")} == {Ledger.WARDS}
    june = Period("2026-06", "2026-W24")
    await come(store, 40, period=june)
    made = await closing(store).close("2026-06")
    assert [(release.ledger, release.period) for release in made[:2]] == [
        (Ledger.WARDS, "2026-06"),
        (Ledger.GROUPS, "2026-06"),
    ]
    assert None not in await in_release(store.database, Ledger.GROUPS)


async def test_records_have_no_ward_and_are_of_fifty_people_or_more(store: Store) -> None:
    await come(store, 45, period=MARCH)
    assert Ledger.RECORDS not in {release.ledger for release in await closing(store).close("2026-03")}
    await come(store, 45, period=Period("2026-06", "2026-W24"), seed=2)
    records_release = (await closing(store).close("2026-06"))[-1]
    assert records_release.ledger is Ledger.RECORDS
    rows = [row async for _, part in reading(store).records(records_release) for row in part]
    assert len(rows) == 1 + 90
    assert SERVICE not in rows[0]
    assert not any("willow" in row for row in rows)


async def test_a_comment_tells_its_side_where_ten_people_are_on_both_and_no_more(store: Store) -> None:
    willow = [answered({"overall": "good" if n % 2 else "poor"}) for n in range(24)]
    oak = [answered({"overall": "good" if n % 5 else "poor"}, ward="oak") for n in range(24)]
    await put(store.database, [*willow, *oak], [beside(one, f"said {n}") for n, one in enumerate([*willow, *oak])])
    await closing(store).close("2026-01")

    query = select(comments.c.service, comments.c.text, comments.c.side, comments.c.sealed_fft)
    rows = await store.database.read(lambda connection: connection.execute(query).all())
    assert {row.sealed_fft for row in rows} == {None}
    sides = {row.text: row.side for row in rows if row.service == "willow"}
    assert sides == {f"said {n}": "positive" if n % 2 else "not-positive" for n in range(24)}
    assert {row.side for row in rows if row.service == "oak"} == {None}


@pytest.mark.parametrize(
    "change",
    [
        update(figures).values(people=41),
        update(releases).values(rules="others"),
        update(releases).values(signature="0" * 64),
        update(records).values(part=records.c.part + 1),
    ],
    ids=["a figure", "rules", "a signature", "records"],
)
async def test_what_somebody_changed_in_the_database_is_refused_and_named(store: Store, change: object) -> None:
    await come(store, 60, period=MARCH)
    made = await closing(store).close("2026-03")
    assert await reading(store).changed() == []
    await store.database.write(lambda connection: connection.execute(change))  # type: ignore[call-overload]

    changed = await reading(store).changed()
    assert changed
    assert {release.number for release in changed} <= {release.number for release in made}
    with pytest.raises(ReleaseChanged):
        await _read_all(store)


async def _read_all(store: Store) -> None:
    for release in await store.releases.listed():
        await reading(store).figures(release)
        async for _ in reading(store).records(release):
            pass


async def test_after_a_change_of_the_secret_releases_are_signed_again(store: Store) -> None:
    await come(store, 60, period=MARCH)
    await closing(store).close("2026-03")
    old, new = b"a secret of a test, 32 bytes long", b"another secret, also 32 bytes long"
    assert await reading(store, new).changed() != []
    assert await reading(store, new, old).changed() == []
    assert await reading(store, new, old).sign_again() == 3
    assert await reading(store, new).changed() == []
    assert await reading(store, new).sign_again() == 0


async def test_what_was_not_released_is_told(store: Store) -> None:
    with pytest.raises(NoReleaseYet):
        await reading(store).listed(Ledger.WARDS)
    await come(store, 40)
    await closing(store).close("2026-01")
    assert len(await reading(store).listed(Ledger.WARDS)) == 1
    with pytest.raises(NoSuchRelease, match="2025-01"):
        await reading(store).listed(Ledger.WARDS, period="2025-01")


async def test_rules_that_are_weaker_say_why_on_their_release_for_ever(store: Store) -> None:
    await come(store, 40)
    weaker = replace(Rules(), min_people=5, weaker_because="a pilot that everybody agreed to")
    (january,) = await closing(store, rules=weaker).close("2026-01")
    await come(store, 40, period=FEBRUARY)
    (february,) = await closing(store).close("2026-02")
    first, second = await reading(store).listed(Ledger.WARDS)
    assert first.rules == january.rules
    assert "WEAKER THAN RECOMMENDED: a pilot" in first.rules
    assert "WEAKER" not in second.rules == february.rules
