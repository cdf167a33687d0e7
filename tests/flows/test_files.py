"""The files of the conversations as a value: parsed without a disk, and out of a folder and into one byte for byte."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SaysoError
from bot.flows.files import LARGEST_FILE, MOST_FILES, Files, read_files, write_files
from bot.flows.library import parse_library, require_library
from bot.usecases.publishing.edition import MARK
from tests.flows.conversations import SHIPPED

NAME = st.from_regex(r"[a-z][a-z0-9-]{0,8}\.(yaml|svg|md)", fullmatch=True)
PATH = st.builds("/".join, st.tuples(st.sampled_from(["patient", "carer/words", "common"]), NAME))


def contents(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder, hidden files and all."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_files_are_equal_wherever_they_came_from() -> None:
    assert Files({"a.yaml": b"1"}, "/somewhere/words") == Files({"a.yaml": b"1"})
    assert Files({"a.yaml": b"1"}) != Files({"a.yaml": b"2"})


def test_a_change_leaves_the_files_it_was_made_from_as_they_are() -> None:
    files = Files({"a.yaml": b"1", "b.yaml": b"2"}, "words")

    changed = files.with_changes({"b.yaml": b"3", "c.yaml": b"4"})

    assert changed == {"a.yaml": b"1", "b.yaml": b"3", "c.yaml": b"4"}
    assert changed.folder == "words"
    assert files == {"a.yaml": b"1", "b.yaml": b"2"}


def test_files_are_parsed_without_their_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    library = parse_library(Files(dict(read_files(SHIPPED)), "/nowhere/conversations"))

    shipped = parse_library(read_files(SHIPPED))
    assert (library.flows, library.pictures, library.issues) == (shipped.flows, shipped.pictures, shipped.issues)


def test_issues_are_listed_under_the_name_of_the_folder() -> None:
    library = parse_library(Files({"welcome/flow.yaml": b"hello"}, "/somewhere/words"))

    assert "words/welcome/flow.yaml" in {issue.file for issue in library.errors}
    assert {issue.file.partition("/")[0] for issue in library.errors} == {"words"}


def test_files_with_errors_are_refused_with_the_folder_they_came_from() -> None:
    with pytest.raises(SaysoError, match=r"^The conversations in /somewhere/words cannot be used:"):
        require_library(Files({}, "/somewhere/words"))


@given(st.dictionaries(PATH, st.binary(max_size=200), max_size=8))
def test_files_come_back_from_a_folder_byte_for_byte(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_files(files, Path(folder))

        assert read_files(Path(folder)) == files


def test_reading_and_writing_the_shipped_folder_changes_no_byte(tmp_path: Path) -> None:
    write_files(read_files(SHIPPED), tmp_path)

    # The file that says which edition a folder is stays behind: a checkout has it once somebody pushed from there.
    shipped = {name: content for name, content in contents(SHIPPED).items() if name != MARK}
    assert contents(tmp_path) == shipped


def test_writing_leaves_every_other_file_as_it_is(tmp_path: Path) -> None:
    write_files({"patient/flow.yaml": b"1\r\n", "patient/words/en.yaml": b"\xff"}, tmp_path)
    (tmp_path / MARK).write_text("3\n", "utf-8")

    write_files({"patient/flow.yaml": b"2\n", "carer/flow.yaml": b"3"}, tmp_path)

    assert contents(tmp_path) == {
        MARK: b"3\n",
        "carer/flow.yaml": b"3",
        "patient/flow.yaml": b"2\n",
        "patient/words/en.yaml": b"\xff",
    }


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../elsewhere.yaml",
        "patient/../../elsewhere.yaml",
        "patient/../carer/flow.yaml",
        "/elsewhere.yaml",
        "//elsewhere.yaml",
        "patient//flow.yaml",
        "./flow.yaml",
        "patient/",
        "patient\\flow.yaml",
        "patient/flow.yaml\0",
        ".hidden",
        "patient/.git/config",
        "link/elsewhere.yaml",
        "link.yaml",
        "patient/up/up/elsewhere.yaml",
    ],
)
def test_a_path_that_leads_out_of_the_folder_is_refused_and_nothing_is_written(path: str, tmp_path: Path) -> None:
    folder, outside = tmp_path / "conversations", tmp_path / "outside"
    for place in (folder / "patient", outside):
        place.mkdir(parents=True)
    (outside / "kept.yaml").write_text("kept", "utf-8")
    (folder / "link").symlink_to(outside)
    (folder / "link.yaml").symlink_to(outside / "kept.yaml")
    (folder / "patient" / "up").symlink_to(folder.parent)
    before = contents(tmp_path)

    with pytest.raises(SaysoError, match=r"leads out of .*conversations, or is hidden\. Nothing was written\."):
        write_files({"carer/flow.yaml": b"1", path: b"2"}, folder)

    assert contents(tmp_path) == before


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    write_files({"welcome/flow.yaml": b"1"}, tmp_path)
    (tmp_path / ".git").mkdir()
    for path in (".git/config", MARK, "welcome/.flow.yaml.swp"):
        (tmp_path / path).write_text("x", "utf-8")

    assert read_files(tmp_path) == {"welcome/flow.yaml": b"1"}


def test_a_folder_that_does_not_exist_is_refused_with_the_setting_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"There is no folder .*nowhere\. .*SAYSO_CONVERSATIONS_DIR"):
        read_files(tmp_path / "nowhere")


def test_a_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    (tmp_path / "film.yaml").write_bytes(b"x" * (LARGEST_FILE + 1))

    with pytest.raises(SaysoError, match=r"film\.yaml is one file too many, or larger than 1 MB"):
        read_files(tmp_path)


def test_a_folder_with_too_many_files_is_refused(tmp_path: Path) -> None:
    write_files({f"common/{number}.yaml": b"" for number in range(MOST_FILES + 1)}, tmp_path)

    with pytest.raises(SaysoError, match="is one file too many"):
        read_files(tmp_path)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "carer").write_text("a file, and no folder", "utf-8")

    with pytest.raises(SaysoError, match=r"carer/flow\.yaml cannot be written \("):
        write_files({"carer/flow.yaml": b"1"}, tmp_path)
