"""An edition is made of files, and of nothing else in their folder."""

from pathlib import Path

from bot.flows.files import hash_of, hashes_of, read_files, write_files
from bot.usecases.publishing.edition import MARK, make_edition
from tests.usecases.publishing.shelf import BY, DAY, changed, shipped


def test_one_letter_makes_another_edition() -> None:
    other = changed("patient/flow.yaml", "# What patients are asked.", "# What patients are asked!")
    assert hash_of(hashes_of(other)) != hash_of(hashes_of(shipped()))


def test_what_is_pulled_and_pushed_unchanged_is_the_same_edition(tmp_path: Path) -> None:
    write_files(shipped(), tmp_path)
    (tmp_path / MARK).write_text("1\n", "utf-8")

    first, second = (make_edition(1, files, BY, day=DAY, base=None) for files in (shipped(), read_files(tmp_path)))
    assert first == second
