"""Somebody with the file tries to find which comment belongs to which answers, by anything that stands in it."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import pytest

from tests.attacks.conftest import MakeDatabase
from tests.attacks.installation import installed
from tests.taken import content, rows

SENT = 200
WARDS = ("willow", "oak")
ANSWERS = ("very-good", "good", "poor")

Row = Mapping[str, Any]


def truth(row: Row) -> str:
    """Return whose row it is, which only the test knows."""
    return str(row["text"].removeprefix("comment ") if "text" in row else row["answers"]["number"][0])


def group(row: Row) -> tuple[str, str, str]:
    """Return what both tables openly share: ward, month and the answer to the "overall" question."""
    overall = row["fft"] if "fft" in row else row["answers"]["overall"][0]
    return row["service"], row["month"], overall


def hits(submissions: Sequence[Row], comments: Sequence[Row], key: Callable[[int, Row], Any]) -> tuple[int, float]:
    """Pair rows of each group in the order of a key; return how many pairs are right, and how many chance gives."""
    found, by_chance = 0, 0.0
    grouped: dict[Any, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for side, table in enumerate((submissions, comments)):
        for place, row in enumerate(table):
            grouped[group(row)][side].append((key(place, row), place, row))
    for sent, said in grouped.values():
        assert len(sent) == len(said)
        by_chance += 1  # Of any number of pairs at random, one is right on average.
        pairs = zip(sorted(sent, key=lambda each: each[:2]), sorted(said, key=lambda each: each[:2]), strict=True)
        found += sum(truth(one[2]) == truth(other[2]) for one, other in pairs)
    return found, by_chance


ATTEMPTS: Mapping[str, Callable[[bytes, int, Row], Any]] = {
    "the order of rows in the table": lambda _content, place, _row: place,
    "the order of ids": lambda _content, _place, row: row["id"],
    "the order of ids from behind": lambda _content, _place, row: row["id"][::-1],
    "the order of rows on disk": lambda on_disk, _place, row: on_disk.index(row["id"].encode()),
    "the order of rows on disk, backwards": lambda on_disk, _place, row: -on_disk.index(row["id"].encode()),
    "the page on disk": lambda on_disk, _place, row: on_disk.index(row["id"].encode()) // 4096,
    "the order of withdrawal hashes": lambda _content, _place, row: row["withdraw"] or b"",
    "the withdrawal hashes from behind": lambda _content, _place, row: (row["withdraw"] or b"")[::-1],
}


async def fill(url: str, *, closed: bool) -> None:
    chance = Random(11)
    async with installed(url, *WARDS) as installation:
        for number in range(SENT):
            await installation.send(number, service=chance.choice(WARDS), answer=chance.choice(ANSWERS))
            await installation.housekeeping.tidy()
        if closed:
            await installation.close_month()


@pytest.fixture(scope="module", params=[False, True], ids=["open", "closed"])
def database(request: pytest.FixtureRequest, make_database: MakeDatabase) -> str:
    """A month of two wards, still open or closed."""
    url = make_database()
    asyncio.run(fill(url, closed=request.param))
    return url


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_column_and_no_order_joins_comments_to_answers_better_than_chance(database: str, attempt: str) -> None:
    on_disk = content(database, "submissions") + content(database, "comments")
    submissions, comments = rows(database, "submissions"), rows(database, "comments")
    assert len(submissions) == len(comments) > 0.9 * SENT

    found, by_chance = hits(submissions, comments, lambda place, row: ATTEMPTS[attempt](on_disk, place, row))

    assert by_chance == len(WARDS) * len(ANSWERS)
    # The number that is right by chance is nearly Poisson: more than this comes about once in a hundred thousand.
    assert found <= by_chance + 4.5 * by_chance**0.5


def test_the_measure_finds_a_join_that_is_there(database: str) -> None:
    submissions, comments = rows(database, "submissions"), rows(database, "comments")
    found, _ = hits(submissions, comments, lambda _place, row: truth(row))
    assert found == len(submissions)


def test_no_value_of_one_table_stands_in_the_other_but_for_what_both_openly_share(database: str) -> None:
    submissions, comments = rows(database, "submissions"), rows(database, "comments")
    unlike = {"id", "withdraw"}
    of_submissions = {row[name] for row in submissions for name in unlike} - {None}
    of_comments = {row[name] for row in comments for name in unlike} - {None}
    assert of_submissions
    assert not of_submissions & of_comments
    shared = set(submissions[0]) & set(comments[0]) - unlike
    assert shared == {"flow", "service", "month", "release"}
