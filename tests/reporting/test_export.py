"""An export: three files from a real database, all or none, the same whatever came first."""

import csv
import errno
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.engine.ids import ChoiceId
from bot.errors import SaysoError
from bot.flows.library import Library
from bot.privacy.submission import Comment, Submission
from bot.store.database import open_database
from bot.store.services import StoredServices
from bot.store.submissions import StoredSubmissions
from bot.usecases.export import FILES, Exported, export
from tests.fakes import FakeServices
from tests.store.examples import WILLOW, comment, put, submission

Sent = tuple[Submission, list[Comment]]

ONE: Sent = (
    submission("b", {"overall": (ChoiceId("good"),), "rights": None}, service="willow"),
    [comment("c2", "Food")],
)
TWO: Sent = (submission("a", {"overall": (ChoiceId("poor"),)}), [])
THREE: Sent = (submission("c", {"recognised": (ChoiceId("yes"),)}, flow="carer"), [comment("c1", "=1+1\n＝2, “x”")])  # noqa: RUF001 - full-width


def silently(done: int, of: int) -> None:
    """Tell nobody about the progress."""


async def export_of(sent: Sequence[Sent], library: Library, folder: Path) -> tuple[Exported, Path]:
    """Keep this in a database of its own, in this order, and export it."""
    database = open_database(f"sqlite:///{folder}/sayso.db")
    await database.prepare()
    try:
        await StoredServices(database).add(WILLOW)
        for submitted, comments in sent:
            await put(database, [submitted], comments)
        out = folder / "export"
        return await export(
            StoredSubmissions(database),
            StoredServices(database),
            flows=library.flows.values(),
            out=out,
            progress=silently,
        ), out
    finally:
        await database.close()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


async def test_what_was_sent_stands_in_the_files(library: Library, tmp_path: Path) -> None:
    exported, out = await export_of([ONE, TWO, THREE], library, tmp_path)

    assert exported == Exported(out, 3, 2)
    assert sorted(each.name for each in out.iterdir()) == sorted(FILES)
    sent = {row["id"]: row for row in rows(out / "submissions.csv")}
    assert sent["b"]["patient.overall"] == "good"
    assert sent["b"]["patient.rights"] == "(skipped)"
    assert sent["b"]["patient.say"] == "(not shown)"
    assert sent["b"]["service"] == "willow"
    assert sent["b"]["carer.recognised"] == ""
    assert sent["c"]["carer.recognised"] == "yes"
    said = rows(out / "comments.csv")
    assert [(row["id"], row["text"], row["state"]) for row in said] == [
        ("c1", "'=1+1\n'＝2, “x”", "held"),  # noqa: RUF001 - full-width
        ("c2", "Food", "held"),
    ]


async def test_the_dictionary_says_which_ward_a_code_stands_for(library: Library, tmp_path: Path) -> None:
    _, out = await export_of([ONE], library, tmp_path)

    named = [row["label"] for row in rows(out / "data-dictionary.csv") if row["value"] == WILLOW.code]
    assert named == [WILLOW.name]


async def test_the_order_of_rows_says_nothing_about_what_came_first(library: Library, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()

    _, first = await export_of([ONE, TWO, THREE], library, folders[0])
    _, second = await export_of([THREE, ONE, TWO], library, folders[1])

    for name in FILES:
        assert (first / name).read_bytes() == (second / name).read_bytes()
    assert [row["id"] for row in rows(first / "submissions.csv")] == ["a", "b", "c"]


async def test_columns_are_there_before_anybody_answered(library: Library, tmp_path: Path) -> None:
    exported, out = await export_of([], library, tmp_path)
    (tmp_path / "later").mkdir()
    _, later = await export_of([ONE, TWO, THREE], library, tmp_path / "later")

    assert (exported.submissions, exported.comments) == (0, 0)
    empty, full = ((each / "submissions.csv").read_text("utf-8-sig").splitlines() for each in (out, later))
    assert empty == full[:1]
    assert len(full) == 4


async def test_excel_reads_the_files_as_utf_8(library: Library, tmp_path: Path) -> None:
    _, out = await export_of([ONE], library, tmp_path)

    for name in FILES:
        assert (out / name).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", FILES)
async def test_an_export_refuses_to_overwrite(name: str, library: Library, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / name).write_text("kept", "utf-8")

    with pytest.raises(SaysoError) as raised:
        await export_of([ONE], library, tmp_path)

    assert str(raised.value) == (
        f"{tmp_path}/export/{name} is there already. Choose another folder with --out, or move it away first."
    )
    assert [each.read_text("utf-8") for each in (tmp_path / "export").iterdir()] == ["kept"]


async def test_what_else_lies_in_the_folder_stays(library: Library, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "notes.txt").write_text("kept", "utf-8")

    await export_of([ONE], library, tmp_path)

    assert (tmp_path / "export" / "notes.txt").read_text("utf-8") == "kept"


async def test_a_folder_that_cannot_be_made_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "export").write_text("a file", "utf-8")

    with pytest.raises(SaysoError, match=r"The files cannot be written to .*/export \(File exists\)\. Choose another"):
        await export_of([ONE], library, tmp_path)


class FullDisk:
    """Submissions on whose second row the disk is full."""

    async def submissions(self) -> AsyncIterator[Submission]:
        yield ONE[0]
        raise OSError(errno.ENOSPC, "No space left on device")

    async def comments(self) -> AsyncIterator[tuple[Comment, str]]:
        for each in ONE[1]:
            yield each, "held"

    async def count(self) -> tuple[int, int]:
        return 2, 1


class LostDatabase(FullDisk):
    """Submissions that are all there, and comments that are not."""

    async def submissions(self) -> AsyncIterator[Submission]:
        yield ONE[0]

    async def comments(self) -> AsyncIterator[tuple[Comment, str]]:
        for each in ONE[1]:
            yield each, "held"
            raise RuntimeError("the database went away")


async def test_nothing_is_left_behind_when_the_disk_is_full(library: Library, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="No space left on device"):
        await export(
            FullDisk(), FakeServices(), flows=library.flows.values(), out=tmp_path / "export", progress=silently
        )

    assert list((tmp_path / "export").iterdir()) == []


async def test_nothing_is_left_behind_when_reading_fails_later(library: Library, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        await export(
            LostDatabase(), FakeServices(), flows=library.flows.values(), out=tmp_path / "export", progress=silently
        )

    assert list((tmp_path / "export").iterdir()) == []


async def test_progress_is_told_row_by_row(library: Library, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    class Three(FullDisk):
        async def submissions(self) -> AsyncIterator[Submission]:
            yield ONE[0]
            yield TWO[0]

    await export(
        Three(),
        FakeServices(),
        flows=library.flows.values(),
        out=tmp_path / "export",
        progress=lambda done, of: told.append((done, of)),
    )

    assert told == [(1, 3), (2, 3), (3, 3)]
