"""Editions of the conversations: kept whole, once each, and never changed."""

from datetime import date

import pytest

from bot.flows.files import Files
from bot.store.database import Database
from bot.store.editions import StoredEditions
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.edition import Publication, make_edition

DAY = date(2026, 3, 2)
BY = Actor("ward manager", "Fewer words")
FILES = Files({"patient/flow.yaml": b"format: 1\n", "patient/words/en.yaml": "steps: {a: “é”}\n".encode()})


@pytest.fixture
def stored(database: Database) -> StoredEditions:
    return StoredEditions(database)


async def test_an_edition_comes_back_byte_for_byte(stored: StoredEditions) -> None:
    first = make_edition(1, FILES, BY, day=DAY, base=None)
    await stored.add(first, FILES)
    changed = FILES.with_changes({"patient/flow.yaml": b"format: 1\r\n# a comment\n"})
    second = make_edition(2, changed, BY, day=DAY, base=1)
    await stored.add(second, changed)
    assert await stored.listed() == (first, second)
    assert await stored.files(first) == FILES
    assert await stored.files(second) == changed
    assert first.hash != second.hash


async def test_of_two_who_put_in_the_same_number_one_is_told(stored: StoredEditions) -> None:
    await stored.add(make_edition(1, FILES, BY, day=DAY, base=None), FILES)
    other = Files({"patient/flow.yaml": b"other"})
    with pytest.raises(Stale):
        await stored.add(make_edition(1, other, BY, day=DAY, base=None), other)
    (kept,) = await stored.listed()
    assert await stored.files(kept) == FILES


async def test_of_two_who_publish_at_once_one_is_told(stored: StoredEditions) -> None:
    assert await stored.newest() == 0
    await stored.add(make_edition(1, FILES, BY, day=DAY, base=None), FILES)
    published = Publication(1, 1, BY, DAY, "a group checks it on Monday")
    await stored.publish(published)
    with pytest.raises(Stale):
        await stored.publish(published)
    assert await stored.publications() == (published,)
    assert await stored.newest() == 1
