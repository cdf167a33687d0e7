"""Every running process has people meet what is published, and who is part way through is not disturbed."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.engine.ids import FlowId
from bot.errors import SaysoError
from bot.flows.files import Files
from bot.flows.library import parse_library
from bot.usecases.publishing.catalogue import Catalogue, Published, load_published
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
    shown, note = await Catalogue(editions, lambda: DAY).start(SHIPPED)
    assert (shown.edition, shown.earlier, note) == (1, (), "")
    assert dict(editions.kept[0][1]) == shipped()
    assert shown.library.flows == parse_library(shipped()).flows


async def test_at_a_later_start_what_is_published_is_met_and_a_folder_that_differs_is_pointed_at() -> None:
    editions = FakeEditions()
    await publish(editions, FEWER)
    shown, note = await Catalogue(editions, lambda: DAY).start(SHIPPED)
    assert shown.library.flows == parse_library(FEWER).flows
    assert note.startswith(f"People meet edition 1 of the conversations; the files in {SHIPPED} differ from it.")
    assert (await Catalogue(editions, lambda: DAY).start(Path("nowhere")))[1] == ""


async def test_what_is_new_is_met_once_beside_what_somebody_may_be_part_way_through() -> None:
    editions = FakeEditions()
    following = Catalogue(editions, lambda: DAY)
    old, _ = await following.start(SHIPPED)
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
    shown, _ = await Catalogue(editions, lambda: DAY).start(SHIPPED)
    assert (shown.edition, shown.earlier) == (2, ())


async def test_what_this_version_cannot_use_is_not_met_and_told_with_its_faults() -> None:
    editions = FakeEditions()
    following = Catalogue(editions, lambda: DAY)
    await following.start(SHIPPED)
    await publish(editions, changed("common/words/en.yaml", "  no-session:", "  no-sessoin:"))
    with pytest.raises(SaysoError, match=r"Edition 2 .* cannot be used by this version[\s\S]*no-sessoin"):
        await caught_up(following)
    await publish(editions, FEWER)
    (shown,) = await caught_up(following)
    assert (shown.edition, len(shown.earlier)) == (3, 1)


async def test_every_question_that_there_ever_was_is_counted() -> None:
    editions = FakeEditions()
    flows = FlowHistory(editions, SHIPPED)
    assert (await flows())[PATIENT] == parse_library(shipped()).flows[PATIENT]
    await publish(editions, shipped())
    left = Files({path: content for path, content in shipped().items() if not path.startswith("co-production/")})
    await publish(editions, left)
    found = await flows()
    assert set(found) == {"welcome", "patient", "carer", "co-production"}
    assert await flows() is found
    assert set((await load_published(editions, SHIPPED)).flows) == {"welcome", "patient", "carer"}


async def test_before_anything_is_published_the_folder_is_what_people_meet() -> None:
    assert (await load_published(FakeEditions(), SHIPPED)).flows == parse_library(shipped()).flows
