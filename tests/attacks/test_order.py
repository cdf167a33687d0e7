"""Somebody with the file looks at the order of rows, in tables and on disk, to learn who came first."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.attacks.installation import installed

SENT = 500
WARDS = ("willow", "oak", "elm")
NUMBERS = "json_extract(answers, '$.number')"


def spearman(order: list[int]) -> float:
    """Return the rank correlation of a list of places with the order in which they stand."""
    count = len(order)
    assert sorted(order) == sorted(set(order))
    ranks = {place: rank for rank, place in enumerate(sorted(order))}
    distance = sum((index - ranks[place]) ** 2 for index, place in enumerate(order))
    return 1 - 6 * distance / (count * (count**2 - 1))


def arrivals(file: Path, table: str, column: str) -> dict[str, int]:
    """Return, by id, which place in the order of arrival a row has, as only the test knows."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(f"SELECT id, {column} FROM {table}").fetchall()  # noqa: S608 - our own names
    return {id_: int("".join(sign for sign in words if sign.isdigit())) for id_, words in rows}


def on_disk(file: Path, places: dict[str, int]) -> list[int]:
    """Return the places in the order in which the rows lie in the bytes of the file."""
    content = file.read_bytes()
    return [places[id_] for id_ in sorted(places, key=lambda id_: content.index(id_.encode()))]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month in which many sent something about three wards, one after the other, and that was then closed."""
    return asyncio.run(filled(tmp_path_factory.mktemp("order") / "sayso.db"))


async def filled(file: Path) -> Path:
    chance = Random(5)
    async with installed(file, *WARDS) as installation:
        for number in range(SENT):
            await installation.send(number, service=chance.choice(WARDS), answer="good")
            await installation.housekeeping.tidy()
        await installation.close_month()
    return file


def test_the_measure_finds_an_order_that_is_there() -> None:
    assert spearman(list(range(SENT))) == 1
    assert spearman(list(range(SENT))[::-1]) == -1
    nearly = sorted(range(SENT), key=lambda number: number + Random(number).uniform(0, 200))
    assert spearman(nearly) > 0.8


@pytest.mark.parametrize(("table", "column"), [("submissions", NUMBERS), ("comments", "text")])
def test_after_a_close_the_order_of_rows_tells_nothing_of_the_order_of_arrival(
    closed: Path, table: str, column: str
) -> None:
    places = arrivals(closed, table, column)
    assert len(places) == SENT
    assert abs(spearman(list(places.values()))) < 0.2
    assert abs(spearman([places[id_] for id_ in sorted(places)])) < 0.2
    assert abs(spearman(on_disk(closed, places))) < 0.2


def test_no_page_of_the_file_holds_rows_that_came_together(closed: Path) -> None:
    """Rows are grouped by the page that they lie on: within a page, arrivals are spread as in the whole."""
    places = arrivals(closed, "submissions", NUMBERS)
    content, size = closed.read_bytes(), 4096
    pages: dict[int, list[int]] = {}
    for id_, place in places.items():
        pages.setdefault(content.index(id_.encode()) // size, []).append(place)
    means = [sum(page) / len(page) for page in pages.values() if len(page) >= 8]
    assert len(means) >= 5
    # A mean of eight places by chance lies within 4 of its own standard errors of the middle.
    assert all(abs(mean - (SENT - 1) / 2) < 4 * (SENT / 12**0.5) / 8**0.5 for mean in means)
