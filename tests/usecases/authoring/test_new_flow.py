"""A new conversation starts from a template that is sound, told in notes, and held by journeys."""

from pathlib import Path

import pytest

from bot.engine.ids import FlowId, StepId
from bot.engine.issues import Severity
from bot.engine.wording import Register
from bot.errors import SaysoError
from bot.flows.files import read_files, write_files
from bot.flows.journeys import parse_journey
from bot.flows.library import parse_library, require_library
from bot.privacy.redaction import redact
from bot.usecases.authoring.new_flow import NewFlow, new_flow
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.replay import replay
from tests.flows.conversations import Copy


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def start(copy: Copy, name: str = "visitors") -> NewFlow:
    """Start a conversation, and write its files into the copy."""
    made = new_flow(read_files(copy.root), name, redact)
    write_files(made.files, copy.root)
    return made


def test_a_new_conversation_has_no_fault_and_is_a_draft_in_both_wordings(copy: Copy) -> None:
    made = start(copy)

    assert list(made.files) == [
        "visitors/flow.yaml",
        "visitors/journeys/straight-through-easy-read.yaml",
        "visitors/journeys/straight-through.yaml",
        "visitors/words/en.easy-read.yaml",
        "visitors/words/en.yaml",
    ]
    library = parse_library(read_files(copy.root))
    assert library.errors == ()
    assert [each for each in library.issues if "visitors" in each.file and each.severity is Severity.WARNING] == []
    words = library.flows[FlowId("visitors")].words
    assert {wording.register for wording in words} == set(Register)
    assert all(each.draft for each in words.values())


def test_its_files_explain_themselves_and_name_their_schema(copy: Copy) -> None:
    made = start(copy)

    for file in (copy.file(path) for path in made.files if "/journeys/" not in path):
        lines = file.read_text("utf-8").splitlines()
        assert sum(1 for line in lines if line.lstrip().startswith("#")) >= 4, file
        pointer = lines[-1].removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / pointer).is_file(), file


def test_its_journeys_go_through_to_the_end_in_each_register(copy: Copy) -> None:
    made = start(copy)
    journeys = [parse_journey(content, path) for path, content in made.files.items() if "/journeys/" in path]

    assert {each.wording.register for each in journeys} == set(Register)
    for journey in journeys:
        rehearsal = Rehearsal(require_library(read_files(copy.root)), redact)
        differences = [difference for _, _, difference in replay(journey, rehearsal)]
        assert differences == [""] * len(differences)
        assert rehearsal.sent is not None
        submission, comments = rehearsal.sent
        assert submission.answers[StepId("listened")] == ("yes",)
        assert [each.text for each in comments] == ["They are kind."]


@pytest.mark.parametrize("name", ["Visitors", "two words", "common", "../elsewhere", "", "a" * 21, ".hidden"])
def test_a_name_that_cannot_be_one_is_refused(name: str, copy: Copy) -> None:
    with pytest.raises(SaysoError, match=r"cannot be the name of a conversation\. Use lower case letters"):
        new_flow(read_files(copy.root), name, redact)


def test_nothing_that_is_there_is_written_over(copy: Copy) -> None:
    with pytest.raises(SaysoError, match="conversations/patient is there already"):
        new_flow(read_files(copy.root), "patient", redact)


def test_where_the_common_files_have_no_such_scale_it_says_so(copy: Copy) -> None:
    for name in ("patient", "carer"):
        text = copy.file(f"{name}/flow.yaml").read_text("utf-8")
        copy.file(f"{name}/flow.yaml").write_text(text.replace("of: agree", "of: consent"), "utf-8")
    for name in ("scales.yaml", "words/en.yaml", "words/en.easy-read.yaml"):
        copy.change(f"common/{name}", "agree:", "consent:")

    made = start(copy)

    assert ["steps.1.of: there is no scale “agree”" in str(error) for error in made.errors][:1] == [True]
    assert list(made.files) == ["visitors/flow.yaml", "visitors/words/en.easy-read.yaml", "visitors/words/en.yaml"]


def test_nothing_is_made_among_conversations_with_faults(copy: Copy) -> None:
    copy.change("patient/flow.yaml", "format: 1", "format: 2")

    with pytest.raises(SaysoError, match="format 2 is not known"):
        new_flow(read_files(copy.root), "visitors", redact)
