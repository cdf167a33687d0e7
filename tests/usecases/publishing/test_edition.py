"""The files of an edition: they come out of a folder and go into another byte for byte."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SaysoError
from bot.flows.library import load
from bot.usecases.publishing.edition import MARK, hash_of, hashes_of, load_files, read_files, write_files
from tests.usecases.publishing.shelf import SHIPPED, changed, shipped

NAME = st.from_regex(r"[a-z][a-z0-9-]{0,8}\.yaml", fullmatch=True)
PATH = st.builds("/".join, st.tuples(st.sampled_from(["patient", "carer/words", "common"]), NAME))


@given(st.dictionaries(PATH, st.binary(max_size=200), max_size=8))
def test_what_is_pulled_and_pushed_is_the_same_byte_for_byte(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_files(files, Path(folder))
        (Path(folder) / MARK).write_text("1\n", "utf-8")
        again = read_files(Path(folder))
    assert again == files
    assert hash_of(hashes_of(again)) == hash_of(hashes_of(files))


def test_the_shipped_files_are_read_the_same_from_their_bytes_as_from_their_folder() -> None:
    from_bytes, from_folder = load_files(shipped()), load(SHIPPED)
    assert from_bytes.flows == from_folder.flows
    assert from_bytes.pictures == from_folder.pictures
    assert from_bytes.issues == from_folder.issues


def test_one_letter_makes_another_edition() -> None:
    other = changed("patient/flow.yaml", "# What patients are asked.", "# What patients are asked!")
    assert hash_of(hashes_of(other)) != hash_of(hashes_of(shipped()))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="There is no folder"):
        read_files(tmp_path / "nowhere")


def test_a_file_that_cannot_be_one_of_the_conversations_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "film.yaml").write_bytes(b"x" * 1_000_001)
    with pytest.raises(SaysoError, match=r"film\.yaml is one file too many, or larger than 1 MB"):
        read_files(tmp_path)
