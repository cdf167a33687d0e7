"""Files of a release, opened with the libraries that people open them with."""

import asyncio
import csv
import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from bot.engine.flow import PickOne, Scale
from bot.engine.ids import FlowId
from bot.flows.library import Library
from bot.privacy.disclosure.rules import HIDDEN, RULES, Rules, RuleSet
from bot.privacy.submission import PickedChoices
from bot.reporting.intervals import percent
from bot.store.opening import Store, open_store
from bot.store.tables import comments
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.formats import FILES, Format
from bot.usecases.releasing.problems import FileExists, FilesNotWritten, ReleaseChanged, ReturnNotWanted
from tests.store.examples import LOGGED, OAK, WILLOW, comment, put, submission
from tests.usecases.releasing.ledgers import closing, reading

PEOPLE = 120
HOSTILE = "=HYPERLINK(0)"


@pytest.fixture
async def store(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Store]:
    shutil.copy(migrated_file, tmp_path / "sayso.db")
    async with open_store(f"sqlite:///{tmp_path}/sayso.db") as store:
        yield store


@pytest.fixture
async def exporting(library: Library, store: Store) -> Exporting:
    """Releases of March with 120 people of two wards, and a comment that was let out beside one that was not."""
    for service in (WILLOW, OAK):
        await store.services.add(service, LOGGED)
    chance = Random(4)
    sent = [
        submission(f"s{number}", answers(library, chance), service=chance.choice(["willow", "willow", "oak"]))
        for number in range(PEOPLE)
    ]
    await put(store.database, sent, [comment("c1", HOSTILE, service="willow"), comment("c2", "no", service="willow")])
    await store.database.write(
        lambda asked: asked.execute(comments.update().where(comments.c.text == HOSTILE).values(state="shown"))
    )
    await closing(store, flows=library.flows).close("2026-03")
    return Exporting(reading=reading(store), services=store.services, flows=library.flows, fft_return=True)


def answers(library: Library, chance: Random) -> dict[str, PickedChoices]:
    steps = library.flows[FlowId("patient")].steps
    kept = [step for step in steps if isinstance(step, Scale | PickOne) and step.kept]
    return {step.id: (chance.choices(step.choices, range(9, 9 - len(step.choices), -1))[0].id,) for step in kept}


async def written(exporting: Exporting, out: Path, *formats: Format) -> Path:
    names = await exporting.export(None, formats, out)
    assert names_in(out) == sorted(names)
    return out


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


async def test_figures_are_exact_or_a_range_and_their_rules_are_beside_them(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", Format.FIGURES)
    rows = read(out / "figures.csv")
    together = {row["answer"]: row for row in rows if (row["question"], row["by"]) == ("rights", "")}
    assert set(together) == {"positive", "yes", "partly", "no", "not-sure"}
    for row in rows:
        exact = row["low"] == row["high"]
        assert (row["count"], row["coded"] == "") == (row["low"] if exact else "", exact)
        assert 0 <= float(row["share_low"]) <= float(row["share_high"]) <= 100
    positive = together["positive"]
    assert positive["count"] == together["yes"]["count"]
    assert int(positive["share"]) == percent(int(positive["count"]), int(positive["people"]))
    assert {row["group_words"] for row in rows if row["by"] == "service"} == {"Willow Ward", "Oak Ward"}
    assert {row["by"] for row in rows if row["ledger"] == "groups"} > {"learning", "autistic"}
    assert {(row["from"], row["to"]) for row in rows} == {("2026-03-01", "2026-03-31")}
    assert "Nothing is shown of fewer than 10 people" in (out / "rules.txt").read_text("utf-8")


async def test_every_record_is_the_same_in_all_that_is_about_the_person_as_enough_others(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", Format.WIDE)
    rows = read(out / "records.csv")
    about = ("flow", "register", "helped", "ethnicity", "age", "learning", "autistic", "gender")
    alike = Counter(tuple(row[name] for name in about) for row in rows)
    assert len(rows) == PEOPLE
    assert min(alike.values()) >= Rules().min_people
    assert len(alike) > 2
    assert [row["id"] for row in rows] == [str(number) for number in range(1, PEOPLE + 1)]
    for row in rows:
        assert not {"month", "week", "withdraw", "channel", "service"} & set(row)
        assert not any(row[name] == HIDDEN for name in row if "." in name)


async def test_a_workbook_does_not_say_when_it_was_written_so_that_a_later_one_is_the_same(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", Format.XLSX)
    properties = openpyxl.load_workbook(out / "sayso.xlsx").properties

    assert {properties.created, properties.modified} == {datetime(1980, 1, 1)}  # noqa: DTZ001 - as openpyxl reads it


async def test_the_workbook_and_parquet_hold_numbers_as_numbers_and_the_same_records(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", *Format)
    rows = read(out / "records.csv")
    book = openpyxl.load_workbook(out / "sayso.xlsx")
    assert book.sheetnames == ["Figures", "Records", "Dictionary", "Rules"]
    header, *cells = book["Records"].iter_rows(values_only=True)
    assert [{str(name): cell or "" for name, cell in zip(header, row, strict=True)} for row in cells] == rows
    names, *figures = book["Figures"].iter_rows(values_only=True)
    people = [row[names.index("people")] for row in figures]
    assert all(isinstance(number, int) for number in people)
    assert sum(people) == sum(int(row["people"]) for row in read(out / "figures.csv"))
    assert {cell.data_type for row in book["Records"].iter_rows() for cell in row} <= {"s", "n"}
    table = pq.read_table(out / "records.parquet")
    assert table.to_pylist() == rows
    assert b"Nothing is shown of fewer than 10" in table.schema.metadata[b"rules"]
    assert pq.read_table(out / "figures.parquet")["people"].to_pylist() == people


async def test_the_long_table_is_a_valid_data_package(exporting: Exporting, tmp_path: Path) -> None:
    out = await written(exporting, tmp_path / "out", Format.LONG)
    report = Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    rows = read(out / "answers.csv")
    assert {row["timestamp"] for row in rows} == {"2026-03"}
    assert {row["question_id"] for row in rows} & set(package["resources"][0]["schema"]["questions"])


async def test_the_friends_and_family_test_is_counted_exactly_by_month_and_only_if_it_is_wanted(
    exporting: Exporting, tmp_path: Path
) -> None:
    out = await written(exporting, tmp_path / "out", Format.FFT)
    (patients,) = read(out / "fft.csv")
    counts = [int(patients[name]) for name in list(patients)[2:8]]
    assert patients["Month"] == "2026-03"
    assert sum(counts) == int(patients["Total responses"]) == int(patients["Mode Online"]) == PEOPLE
    assert int(patients["Percentage positive"]) == percent(sum(counts[:2]), PEOPLE)
    assert int(patients["Percentage negative"]) == percent(sum(counts[3:5]), PEOPLE)
    assert "do not publish" in patients["Notice"]
    with pytest.raises(ReturnNotWanted):
        await replace(exporting, fft_return=False).export(None, [Format.FFT], tmp_path / "other")


async def test_only_comments_that_were_let_out_leave_and_none_can_run(exporting: Exporting, tmp_path: Path) -> None:
    out = await written(exporting, tmp_path / "out", Format.COMMENTS, Format.DASHBOARD)
    (row,) = read(out / "comments.csv")
    assert row["text"] == f"'{HOSTILE}"
    (row,) = read(out / "dashboard.csv")
    assert list(row)[:4] == ["date", "location_1", "question_1", "fft_score"]
    assert list(row.values())[:4] == ["2026-03-01", "Willow Ward", f"'{HOSTILE}", ""]
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


async def test_progress_is_told_file_by_file(exporting: Exporting, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    formats = [Format.WIDE, Format.FIGURES]
    await exporting.export("2026-03", formats, tmp_path / "out", lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]


async def test_a_release_is_the_same_in_every_byte_whatever_is_set_and_asked_later(
    exporting: Exporting, tmp_path: Path, store: Store, library: Library
) -> None:
    formats = (Format.FIGURES, Format.WIDE, Format.LONG)
    first = await written(exporting, tmp_path / "first", *formats)
    patient = library.flows[FlowId("patient")]
    turned = {**library.flows, FlowId("patient"): replace(patient, steps=patient.steps[::-1])}
    await closing(store, flows=turned, rules=RULES[RuleSet.STATISTICS]).close("2026-06")
    second = await written(exporting, tmp_path / "second", *formats)
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes(), file.name


async def test_turns_go_on_while_a_file_is_written(
    exporting: Exporting, tmp_path: Path, library: Library, store: Store
) -> None:
    chance = Random(5)
    some = [answers(library, chance) for _ in range(100)]
    many = [submission(f"m{number}", some[number % 100], service="oak", month="2026-06") for number in range(8000)]
    await put(store.database, many, [])
    await closing(store, flows=library.flows).close("2026-06")
    file = tmp_path / "records.csv"
    seen: set[int] = set()

    async def others() -> None:
        while True:
            if file.exists():
                seen.add(file.stat().st_size)
            await asyncio.sleep(0)

    contents = await exporting.contents("2026-06", [Format.WIDE])
    beside = asyncio.create_task(others())
    await exporting.write(Format.WIDE, contents, tmp_path)
    beside.cancel()
    whole = file.stat().st_size
    assert whole > 500_000
    assert len({size for size in seen if 0 < size < whole}) >= 3, "others saw it grow"


async def test_a_release_that_somebody_changed_in_the_database_does_not_leave(
    exporting: Exporting, tmp_path: Path, store: Store
) -> None:
    await store.database.write(lambda asked: asked.exec_driver_sql("UPDATE figures SET people = people + 5"))
    with pytest.raises(ReleaseChanged):
        await exporting.export(None, [Format.FIGURES], tmp_path / "out")
    assert not (tmp_path / "out").exists()
