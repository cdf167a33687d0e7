"""Every running process serves what is published, and people part way through are not disturbed."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.flows.files import Files, write_files
from bot.flows.library import parse_library
from bot.flows.migrating import FORMAT
from bot.usecases.publishing.catalogue import Catalogue, FolderDiffers, Published, load_published
from bot.usecases.publishing.edition import Publication, make_edition
from bot.usecases.publishing.flow_history import FlowHistory
from tests.usecases.publishing.shelf import BY, DAY, SHIPPED, FakeEditions, changed, shipped

EASY = "patient/words/en.easy-read.yaml"
FEWER = changed(EASY, "Do staff listen to what you want?", "Do staff listen to you?")
PATIENT = FlowId("patient")


async def publish(editions: FakeEditions, files: Files, *, day: date = DAY) -> None:
    edition = make_edition(len(editions.kept) + 1, files, BY, day=day, base=None)
    await editions.add(edition, files)
    await editions.publish(Publication(len(editions.made) + 1, edition.number, BY, day))


async def caught_up(following: Catalogue) -> list[Published]:
    met: list[Published] = []

    async def take(shown: Published) -> None:
        met.append(shown)

    await following.catch_up(take)
    return met


async def test_at_the_first_start_the_files_of_the_folder_are_published() -> None:
    editions = FakeEditions()
    shown, differs = await Catalogue(editions, SHIPPED, lambda: DAY).start()
    assert (shown.edition, shown.earlier, differs) == (1, (), None)
    assert dict(editions.kept[0][1]) == shipped()
    assert shown.library.flows == parse_library(shipped()).flows


async def test_at_a_later_start_what_is_published_is_met_and_a_folder_that_differs_is_pointed_at() -> None:
    editions = FakeEditions()
    await publish(editions, FEWER)
    shown, differs = await Catalogue(editions, SHIPPED, lambda: DAY).start()
    assert shown.library.flows == parse_library(FEWER).flows
    assert differs == FolderDiffers(1, untouched=True)
    assert (await Catalogue(editions, Path("nowhere"), lambda: DAY).start())[1] is None


async def test_what_is_new_is_met_once_beside_what_somebody_may_be_part_way_through() -> None:
    editions = FakeEditions()
    following = Catalogue(editions, SHIPPED, lambda: DAY)
    old, _ = await following.start()
    assert await caught_up(following) == []
    await publish(editions, FEWER)
    (new,) = await caught_up(following)
    assert new.edition == 2
    assert [each.flows for each in new.earlier] == [old.library.flows]
    assert await caught_up(following) == []


async def test_what_gave_way_three_days_ago_is_nobodys_any_more() -> None:
    editions = FakeEditions()
    await publish(editions, shipped(), day=DAY - timedelta(days=9))
    await publish(editions, FEWER, day=DAY - timedelta(days=4))
    shown, _ = await Catalogue(editions, SHIPPED, lambda: DAY).start()
    assert (shown.edition, shown.earlier) == (2, ())


FAULTY = changed("common/words/en.yaml", "  no-session:", "  no-sessoin:")


async def test_where_the_newest_edition_cannot_be_used_the_newest_usable_one_is_served_until_it_can() -> None:
    editions = FakeEditions()
    following = Catalogue(editions, SHIPPED, lambda: DAY)
    await following.start()
    await publish(editions, FAULTY)
    (kept,) = await caught_up(following)
    assert (kept.edition, kept.library.flows) == (1, parse_library(shipped()).flows)
    assert kept.unusable is not None
    assert kept.unusable.edition == 2
    assert "no-sessoin" in str(kept.unusable.issues[0])
    assert await caught_up(following) == [], "it is reported once"
    await publish(editions, FEWER)
    (shown,) = await caught_up(following)
    assert (shown.edition, len(shown.earlier), shown.unusable) == (3, 1, None)


async def test_a_start_does_not_fail_for_editions_that_cannot_be_used() -> None:
    editions = FakeEditions()
    for files in (FEWER, FAULTY, FAULTY.with_changes({"README.md": b""})):
        await publish(editions, files)
    shown, differs = await Catalogue(editions, SHIPPED, lambda: DAY).start()
    assert (shown.edition, shown.library.flows, differs) == (1, parse_library(FEWER).flows, None)
    assert shown.unusable is not None
    assert shown.unusable.edition == 3
    assert (await load_published(editions, SHIPPED)).flows == shown.library.flows


async def test_where_no_edition_can_be_used_the_files_of_the_folder_are_served() -> None:
    editions = FakeEditions()
    await publish(editions, FAULTY)
    shown, _ = await Catalogue(editions, SHIPPED, lambda: DAY).start()
    assert (shown.edition, shown.library.flows) == (0, parse_library(shipped()).flows)
    assert (await load_published(editions, SHIPPED)).flows == shown.library.flows
    with pytest.raises(SaysoError, match="nowhere"):
        await Catalogue(editions, Path("nowhere"), lambda: DAY).start()


async def test_an_edition_whose_files_are_damaged_or_of_a_newer_format_is_one_that_cannot_be_used() -> None:
    editions = FakeEditions()
    await publish(editions, shipped())
    for number, (format_, damaged) in enumerate([(FORMAT + 1, False), (FORMAT, True)], 2):
        edition = make_edition(number, FEWER, BY, day=DAY, base=None, format_=format_)
        await editions.add(edition, FEWER)
        editions.damaged |= {number} if damaged else set()
        await editions.publish(Publication(number, number, BY, DAY))
        shown, _ = await Catalogue(editions, SHIPPED, lambda: DAY).start()
        assert shown.edition == 1
        assert shown.unusable is not None
        assert ("damaged" if damaged else "update Sayso") in str(shown.unusable.issues[0])


async def test_files_from_before_formats_were_numbered_are_published_as_such() -> None:
    old = changed("common/words/en.yaml", "language: English", "months: [" + "M, " * 12 + "]\nlanguage: English")
    editions = FakeEditions()
    with TemporaryDirectory() as folder:
        write_files(old, Path(folder))
        shown, _ = await Catalogue(editions, Path(folder), lambda: DAY).start()
    assert editions.kept[0][0].format == 0
    assert shown.library.flows == parse_library(shipped()).flows


async def test_an_edition_that_cannot_be_used_leaves_the_history_of_the_others() -> None:
    editions = FakeEditions()
    for files in (FAULTY, FEWER, FAULTY.with_changes({"README.md": b""})):
        await publish(editions, files)
    assert (await FlowHistory(editions, SHIPPED)())[PATIENT] == parse_library(FEWER).flows[PATIENT]


async def test_every_question_that_there_ever_was_is_counted() -> None:
    editions = FakeEditions()
    flows = FlowHistory(editions, SHIPPED)
    assert (await flows())[PATIENT] == parse_library(shipped()).flows[PATIENT]
    await publish(editions, shipped())
    door = changed("welcome/flow.yaml", "      - {id: staff, picture: staff, opens: co-production}\n", "")
    for words in ("welcome/words/en.yaml", "welcome/words/en.easy-read.yaml"):
        line = next(each for each in door[words].decode().splitlines(keepends=True) if each.startswith("      staff:"))
        door = changed(words, line, "", door)
    left = Files({path: content for path, content in door.items() if not path.startswith("co-production/")})
    await publish(editions, left)
    found = await flows()
    assert set(found) == {"welcome", "patient", "carer", "co-production"}
    assert await flows() is found
    assert set((await load_published(editions, SHIPPED)).flows) == {"welcome", "patient", "carer"}


async def test_before_anything_is_published_the_folder_is_what_people_meet() -> None:
    assert (await load_published(FakeEditions(), SHIPPED)).flows == parse_library(shipped()).flows
