"""Editions of the conversations: kept whole, once each, and never changed."""

from datetime import date

import pytest

from bot.flows.files import Files
from bot.usecases.actor import Actor
from bot.usecases.ports import Stale
from bot.usecases.publishing.edition import Publication, make_edition
from tests.contracts.conftest import Ports

DAY = date(2026, 3, 2)
BY = Actor("ward manager", "Fewer words")
FILES = Files({"patient/flow.yaml": b"format: 1\n", "patient/words/en.yaml": "steps: {a: “é”}\n".encode()})


async def test_an_edition_comes_back_byte_for_byte(ports: Ports) -> None:
    first = make_edition(1, FILES, BY, day=DAY, base=None)
    await ports.editions.add(first, FILES)
    changed = FILES.with_changes({"patient/flow.yaml": b"format: 1\r\n# a comment\n"})
    second = make_edition(2, changed, BY, day=DAY, base=1)
    await ports.editions.add(second, changed)
    assert await ports.editions.listed() == (first, second)
    assert await ports.editions.files(first) == FILES
    assert await ports.editions.files(second) == changed
    assert first.hash != second.hash


async def test_of_two_who_put_in_the_same_number_one_is_told(ports: Ports) -> None:
    await ports.editions.add(make_edition(1, FILES, BY, day=DAY, base=None), FILES)
    other = Files({"patient/flow.yaml": b"other"})
    with pytest.raises(Stale):
        await ports.editions.add(make_edition(1, other, BY, day=DAY, base=None), other)
    (kept,) = await ports.editions.listed()
    assert await ports.editions.files(kept) == FILES


async def test_of_two_who_publish_at_once_one_is_told(ports: Ports) -> None:
    assert await ports.editions.newest() == 0
    await ports.editions.add(make_edition(1, FILES, BY, day=DAY, base=None), FILES)
    published = Publication(1, 1, BY, DAY, "a group checks it on Monday")
    await ports.editions.publish(published)
    with pytest.raises(Stale):
        await ports.editions.publish(published)
    assert await ports.editions.publications() == (published,)
    assert await ports.editions.newest() == 1
