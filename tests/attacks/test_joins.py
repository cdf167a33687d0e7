"""Somebody with the file tries to find which comment belongs to which answers, by anything that stands in it."""

import asyncio
import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from bot.engine.choices import choices_of
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.privacy.disclosure.rules import Rules
from bot.privacy.sealing import Sealer, Unsealable
from bot.privacy.side import Side, side_of
from bot.privacy.signing import Signer
from bot.store.opening import open_store
from bot.store.rows import SHOWN
from bot.store.tables import comments
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.formats import Format
from bot.usecases.releasing.reading import Reading
from tests.attacks.conftest import MakeDatabase
from tests.attacks.installation import FLOWS, SECRET, installed
from tests.attacks.test_order import spearman
from tests.taken import content, rows

SENT = 200
WARDS = ("willow", "oak")
ANSWERS = ("very-good", "good", "poor")

Row = Mapping[str, Any]


def truth(row: Row) -> str:
    """Return whose row it is, which only the test knows."""
    return str(row["text"].removeprefix("comment ") if is_comment(row) else row["answers"]["number"][0])


def is_comment(row: Row) -> bool:
    return "text" in row


def answer(row: Row) -> ChoiceId:
    """Return the answer of a submission to the "overall" question."""
    return ChoiceId(row["answers"]["overall"][0])


def group(row: Row) -> tuple[str, str, Side | None]:
    """Return what both tables openly share: ward, month and, once they are released, the side of "overall"."""
    side = row["side"] if is_comment(row) else side_of(answer(row)) if row["release"] else None
    return row["service"], row["month"], side


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
    "the order of sealed answers": lambda _content, _place, row: (
        (row["sealed_fft"] or b"") if is_comment(row) else answer(row)
    ),
    "the sealed answers from behind": lambda _content, _place, row: (
        (row["sealed_fft"] or b"")[::-1] if is_comment(row) else answer(row)
    ),
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


@pytest.fixture(scope="module")
def still_open(make_database: MakeDatabase) -> str:
    """A month of two wards, still open."""
    url = make_database()
    asyncio.run(fill(url, closed=False))
    return url


@pytest.fixture(scope="module")
def closed(make_database: MakeDatabase) -> str:
    """A month of two wards, closed and released."""
    url = make_database()
    asyncio.run(fill(url, closed=True))
    return url


@pytest.fixture(params=["still_open", "closed"])
def database(request: pytest.FixtureRequest, still_open: str, closed: str) -> str:
    """A month of two wards, either way."""
    return still_open if request.param == "still_open" else closed


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_column_and_no_order_joins_comments_to_answers_better_than_chance(database: str, attempt: str) -> None:
    on_disk = content(database, "submissions") + content(database, "comments")
    submissions, comments = rows(database, "submissions"), rows(database, "comments")
    assert len(submissions) == len(comments) > 0.9 * SENT

    found, by_chance = hits(submissions, comments, lambda place, row: ATTEMPTS[attempt](on_disk, place, row))

    released = {row["release"] is not None for row in submissions}
    assert by_chance == len(WARDS) * (len(Side) if released == {True} else 1)
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


def test_no_answer_to_the_test_stands_in_clear_beside_a_comment_and_none_opens_without_the_secret(
    database: str,
) -> None:
    said = rows(database, "comments")
    # A question has the id of an answer.
    in_clear = {value for row in said for name, value in row.items() if name not in ("text", "question")}
    known = {choice.id for choice in choices_of(FLOWS[FlowId("patient")], StepId("overall"))}
    assert len(known) == 6
    assert not in_clear & known
    sealed = [row["sealed_fft"] for row in said if row["release"] is None]
    assert {row["sealed_fft"] for row in said if row["release"] is not None} <= {None}
    assert {row["side"] for row in said} == ({None} if sealed else {*Side})
    assert len({len(each) for each in sealed}) <= 1
    assert len(set(sealed)) == len(sealed)
    for each in sealed:
        with pytest.raises(Unsealable):
            Sealer(bytes(32)).open_answer(each)
    assert {Sealer(SECRET).open_answer(each) for each in sealed} <= {*ANSWERS}


async def test_the_files_that_leave_have_nothing_to_join_a_comment_to_fewer_than_ten_records(
    closed: str, tmp_path: Path
) -> None:
    async with open_store(closed) as store:
        await store.database.write(lambda asked: asked.execute(update(comments).values(state=SHOWN)))
        exporting = Exporting(reading=Reading(store.releases, Signer(SECRET)), services=store.services, flows=FLOWS)
        await exporting.export(None, [Format.WIDE, Format.COMMENTS], tmp_path)
    recorded, said = read(tmp_path / "records.csv"), read(tmp_path / "comments.csv")
    assert len(recorded) == len(said) == SENT
    assert {*recorded[0]} & {*said[0]} == {"period", "flow"}
    assert not {ward for ward in WARDS for row in recorded if ward in row.values()}
    overall = [row["patient.overall"] for row in recorded]
    fits = Counter(Side(told) if told in {*Side} else side_of(ChoiceId(told)) for told in overall)
    assert {row["side"] for row in said} == {*Side}
    for row in said:
        assert fits[Side(row["side"])] >= Rules().min_people
    texts = [int(row["text"].removeprefix("comment ")) for row in said]
    assert abs(spearman(texts)) < 0.25


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))
