"""Files of a release, opened with the libraries that people open them with."""

import asyncio
import csv
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from bot.engine.flow import PickOne, Scale
from bot.engine.ids import FlowId
from bot.flows.library import Library
from bot.privacy.disclosure.periods import Length
from bot.privacy.disclosure.rules import HIDDEN, Rules
from bot.privacy.submission import PickedChoices
from bot.store.database import Database
from bot.store.opening import open_database
from bot.store.releases import StoredReleases
from bot.store.services import StoredServices
from bot.store.tables import comments
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.formats import FILES, Format
from bot.usecases.releasing.problems import FiguresChanged, FileExists, FilesNotWritten
from bot.usecases.releasing.release import Closing
from tests.store.examples import LOGGED, OAK, WILLOW, comment, put, submission, there_are

PEOPLE = 120
HOSTILE = "=HYPERLINK(0)"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/sayso.db")
    await database.prepare()
    yield database
    await database.close()


@pytest.fixture
async def exporting(library: Library, database: Database) -> Exporting:
    """A release of March with 120 people of two wards, and a comment that was let out beside one that was not."""
    for service in (WILLOW, OAK):
        await StoredServices(database).add(service, LOGGED)
    chance = Random(4)
    sent = [
        submission(f"s{number}", answers(library, chance), service=chance.choice(["willow", "willow", "oak"]))
        for number in range(PEOPLE)
    ]
    await put(database, sent, [comment("c1", HOSTILE, service="willow"), comment("c2", "secret", service="willow")])
    await database.write(
        lambda asked: asked.execute(comments.update().where(comments.c.text == HOSTILE).values(state="shown"))
    )
    releases = StoredReleases(database)
    await Closing(releases=releases, flows=there_are(library.flows), rules=Rules(), length=Length.MONTH).close(
        "2026-03"
    )
    return Exporting(releases, StoredServices(database), library.flows, Rules())


def answers(library: Library, chance: Random) -> dict[str, PickedChoices]:
    steps = library.flows[FlowId("patient")].steps
    kept = [step for step in steps if isinstance(step, Scale | PickOne) and step.kept]
    return {step.id: (chance.choices(step.choices, range(9, 9 - len(step.choices), -1))[0].id,) for step in kept}


async def written(exporting: Exporting, out: Path, *formats: Format) -> Path:
    _, names = await exporting.export(None, formats, out)
    assert names_in(out) == sorted(names)
    return out


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


async def test_figures_are_rounded_or_held_back_and_their_rules_are_beside_them(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", Format.FIGURES)
    rows = read(out / "figures.csv")
    together = {row["answer"]: row["count"] for row in rows if (row["question"], row["by"]) == ("rights", "")}
    assert set(together) == {"yes", "partly", "no", "not-sure"}
    assert all(count == HIDDEN or int(count) % 5 == 0 for count in together.values())
    assert {row["group_words"] for row in rows if row["by"] == "service"} == {"Willow Ward", "Oak Ward"}
    assert "Groups of fewer than 10 people are not shown" in (out / "rules.txt").read_text("utf-8")


async def test_every_record_is_the_same_in_all_that_is_about_the_person_as_enough_others(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", Format.WIDE)
    rows = read(out / "submissions.csv")
    about = ("flow", "service", "register", "helped", "ethnicity", "age", "learning", "autistic", "gender")
    alike = Counter(tuple(row[name] for name in about) for row in rows)
    assert len(rows) == PEOPLE
    assert min(alike.values()) >= Rules().min_group_size
    assert len(alike) > 2
    assert [row["id"] for row in rows] == [str(number) for number in range(1, PEOPLE + 1)]
    for row in rows:
        assert not {"month", "week", "withdraw", "channel"} & set(row)


async def test_the_workbook_and_parquet_hold_the_same_records_as_text(exporting: Exporting, tmp_path: Path) -> None:
    out = await written(exporting, tmp_path / "out", Format.WIDE, Format.XLSX, Format.PARQUET)
    rows = read(out / "submissions.csv")
    book = openpyxl.load_workbook(out / "submissions.xlsx")
    assert book.sheetnames == ["Answers", "Figures", "Dictionary", "Rules"]
    header, *cells = book["Answers"].iter_rows(values_only=True)
    assert [{str(name): cell or "" for name, cell in zip(header, row, strict=True)} for row in cells] == rows
    assert {cell.data_type for row in book["Answers"].iter_rows() for cell in row} <= {"s", "n"}
    table = pq.read_table(out / "submissions.parquet")
    assert table.to_pylist() == rows
    assert b"Groups of fewer than 10" in table.schema.metadata[b"rules"]


async def test_the_long_table_is_a_valid_data_package(exporting: Exporting, tmp_path: Path) -> None:
    out = await written(exporting, tmp_path / "out", Format.LONG)
    report = Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    rows = read(out / "answers.csv")
    assert {row["timestamp"] for row in rows} == {"2026-03"}
    assert {row["question_id"] for row in rows} & set(package["resources"][0]["schema"]["questions"])


async def test_the_friends_and_family_test_is_counted_exactly_for_everybody_together(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", Format.FFT)
    carers, patients = sorted(read(out / "fft.csv"), key=lambda row: row["Who answered"])
    counts = [int(patients[name]) for name in list(patients)[2:8]]
    assert sum(counts) == int(patients["Total responses"]) == int(patients["Mode Online"]) == PEOPLE
    assert int(patients["Percentage positive"]) == round(100 * sum(counts[:2]) / PEOPLE)
    assert int(patients["Percentage negative"]) == round(100 * sum(counts[3:5]) / PEOPLE)
    assert set(list(carers.values())[2:]) == {HIDDEN}


async def test_only_comments_that_were_let_out_leave_and_none_can_run(exporting: Exporting, tmp_path: Path) -> None:
    out = await written(exporting, tmp_path / "out", Format.COMMENTS, Format.DASHBOARD)
    (row,) = read(out / "comments.csv")
    assert row["text"] == f"'{HOSTILE}"
    (row,) = read(out / "dashboard.csv")
    assert (row["comment_txt"], row["fft"], row["pt_id"], row["location_1"]) == (f"'{HOSTILE}", "2", "", "Willow Ward")
    assert {row[name] for name in ("gender", "age", "ethnicity", "sexuality", "disability", "religion")} == {""}


async def test_nothing_is_written_over_and_nothing_is_left_where_it_cannot_be_written(
    exporting: Exporting, tmp_path: Path
) -> None:
    await written(exporting, tmp_path / "out", *Format)
    every = [name for names in FILES.values() for name in names]
    assert names_in(tmp_path / "out") == sorted([*every, "rules.txt"])
    with pytest.raises(FileExists, match=r"out/figures\.csv"):
        await exporting.export(None, [Format.FIGURES], tmp_path / "out")
    (tmp_path / "file").write_text("")
    with pytest.raises(FilesNotWritten, match="file"):
        await exporting.export(None, [Format.FIGURES], tmp_path / "file")


async def test_progress_is_told_as_people_are_read_up_to_all_of_them(exporting: Exporting, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    await exporting.export("2026-03", [Format.WIDE], tmp_path / "out", lambda done, of: told.append((done, of)))
    assert told == [(PEOPLE, PEOPLE)]


async def test_turns_go_on_while_a_file_is_written(
    exporting: Exporting, tmp_path: Path, library: Library, database: Database
) -> None:
    chance = Random(5)
    some = [answers(library, chance) for _ in range(100)]
    many = [submission(f"m{number}", some[number % 100], service="oak", month="2026-04") for number in range(8000)]
    await put(database, many, [])
    (april,) = await Closing(
        releases=exporting.releases, flows=there_are(exporting.flows), rules=Rules(), length=Length.MONTH
    ).close("2026-04")
    file = tmp_path / "submissions.csv"
    seen: set[int] = set()

    async def others() -> None:
        while True:
            if file.exists():
                seen.add(file.stat().st_size)
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    await exporting.write(april, Format.WIDE, tmp_path)
    beside.cancel()
    whole = file.stat().st_size
    assert whole > 500_000
    assert len({size for size in seen if 0 < size < whole}) >= 3, "others saw it grow"


async def test_a_release_that_somebody_changed_in_the_database_does_not_leave(
    exporting: Exporting, tmp_path: Path, library: Library, database: Database
) -> None:
    await database.write(lambda asked: asked.exec_driver_sql("UPDATE figures SET people = people + 5"))
    with pytest.raises(FiguresChanged):
        await exporting.export(None, [Format.FIGURES], tmp_path / "out")
    assert not (tmp_path / "out").exists()
