"""Somebody with the file looks at the order of rows, in tables and on disk, to learn who came first."""

import asyncio
from random import Random

import pytest

from tests.attacks.conftest import MakeDatabase
from tests.attacks.installation import installed
from tests.taken import content, page_size, rows

SENT = 500
WARDS = ("willow", "oak", "elm")


def spearman(order: list[int]) -> float:
    """Return the rank correlation of a list of places with the order in which they stand."""
    count = len(order)
    assert sorted(order) == sorted(set(order))
    ranks = {place: rank for rank, place in enumerate(sorted(order))}
    distance = sum((index - ranks[place]) ** 2 for index, place in enumerate(order))
    return 1 - 6 * distance / (count * (count**2 - 1))


def arrivals(url: str, table: str) -> dict[str, int]:
    """Return, by id, which place in the order of arrival a row has, as only the test knows."""
    if table == "comments":
        return {row["id"]: int(row["text"].removeprefix("comment ")) for row in rows(url, table)}
    return {row["id"]: int(row["answers"]["number"][0]) for row in rows(url, table)}


def on_disk(url: str, table: str, places: dict[str, int]) -> list[int]:
    """Return the places in the order in which the rows lie in the bytes of the file."""
    found = content(url, table)
    return [places[id_] for id_ in sorted(places, key=lambda id_: found.index(id_.encode()))]


@pytest.fixture(scope="module")
def closed(make_database: MakeDatabase) -> str:
    """A month in which many sent something about three wards, one after the other, and that was then closed."""
    url = make_database()
    asyncio.run(fill(url))
    return url


async def fill(url: str) -> None:
    chance = Random(5)
    async with installed(url, *WARDS) as installation:
        for number in range(SENT):
            await installation.send(number, service=chance.choice(WARDS), answer="good")
            await installation.housekeeping.tidy()
        await installation.close_month()


def test_the_measure_finds_an_order_that_is_there() -> None:
    assert spearman(list(range(SENT))) == 1
    assert spearman(list(range(SENT))[::-1]) == -1
    nearly = sorted(range(SENT), key=lambda number: number + Random(number).uniform(0, 200))
    assert spearman(nearly) > 0.8


@pytest.mark.parametrize("table", ["submissions", "comments"])
def test_after_a_close_the_order_of_rows_tells_nothing_of_the_order_of_arrival(closed: str, table: str) -> None:
    places = arrivals(closed, table)
    assert len(places) == SENT
    assert abs(spearman(list(places.values()))) < 0.2
    assert abs(spearman([places[id_] for id_ in sorted(places)])) < 0.2
    assert abs(spearman(on_disk(closed, table, places))) < 0.2


def test_no_page_of_the_file_holds_rows_that_came_together(closed: str) -> None:
    """Rows are grouped by the page that they lie on: within a page, arrivals are spread as in the whole."""
    places = arrivals(closed, "submissions")
    found, size = content(closed, "submissions"), page_size(closed)
    pages: dict[int, list[int]] = {}
    for id_, place in places.items():
        pages.setdefault(found.index(id_.encode()) // size, []).append(place)
    means = [sum(page) / len(page) for page in pages.values() if len(page) >= 8]
    assert len(means) >= 5
    # A mean of eight places by chance lies within 4 of its own standard errors of the middle.
    assert all(abs(mean - (SENT - 1) / 2) < 4 * (SENT / 12**0.5) / 8**0.5 for mean in means)
