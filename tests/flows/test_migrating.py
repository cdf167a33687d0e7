"""Files of an older format become files of today's, one frozen step after another, and a newer format is refused."""

import pytest

from bot.flows.files import Files, hash_of, hashes_of
from bot.flows.library import parse_library
from bot.flows.migrating import FORMAT, MIGRATIONS, migrate, parse_edition
from bot.flows.migrations import to_1
from tests.usecases.publishing.shelf import shipped

BLOCK = "language: English\nmonths:\n  - January\n  - February\n# steps\nsteps: {}\n"
FLUSH = "months:\n- January\n- February\nlanguage: English\n"
FLOW = "language: English\nmonths: [January,\n  February]\nsteps: {}\n"
LAST = "language: English\nmonths: [January, February]\n"


def test_every_format_before_todays_has_a_step_to_the_next() -> None:
    assert len(MIGRATIONS) == FORMAT == 1, "add a step, and never change one"


@pytest.mark.parametrize("text", [BLOCK, FLUSH, FLOW, LAST])
def test_the_names_of_months_are_taken_out_of_words_files(text: str) -> None:
    files = Files({"common/words/en.yaml": text.encode(), "patient/flow.yaml": b"months: 3\n"})
    migrated = to_1.migrate(files)
    assert "months" not in migrated["common/words/en.yaml"].decode()
    assert "language: English" in migrated["common/words/en.yaml"].decode()
    assert migrated["patient/flow.yaml"] == files["patient/flow.yaml"]


@pytest.mark.parametrize("text", ["", "months", "- months", "months: [", "language: Welsh\n", "{{{", "\x00"])
def test_other_words_files_stay_as_they_are(text: str) -> None:
    files = Files({"common/words/en.yaml": text.encode()})
    assert migrate(files, 0) == files


def test_a_migration_gives_the_same_bytes_for_ever() -> None:
    files = Files({f"{number}/words/en.yaml": each.encode() for number, each in enumerate((BLOCK, FLUSH, FLOW, LAST))})
    assert hash_of(hashes_of(migrate(files, 0))) == "8850b2944f30db2bb407e0afaafd79e5e2e6fb921ee6ae943bd440359c4e5a29"


def test_files_of_todays_format_are_not_touched() -> None:
    assert migrate(shipped(), FORMAT) is shipped()
    assert parse_edition(shipped(), FORMAT) == parse_library(shipped())


def test_a_newer_format_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="format 7 is newer"):
        migrate(shipped(), 7)
    (issue,) = parse_edition(shipped(), 7).errors
    assert "format 7 is not known - update Sayso to read it" in str(issue)


def test_a_flow_of_an_older_format_is_also_known_by_the_revision_it_had() -> None:
    library = parse_edition(shipped(), 0)
    assert set(library.former_revisions) == set(library.flows)
    assert all(library.flows[flow].revision != revision for flow, revision in library.former_revisions.items())
    assert parse_edition(shipped(), FORMAT).former_revisions == {}
