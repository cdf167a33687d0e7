"""A new conversation starts from a template that is sound, told in notes, and held by journeys."""

from pathlib import Path

import pytest

from bot.engine.ids import FlowId, StepId
from bot.engine.issues import Severity
from bot.engine.wording import Register
from bot.errors import SaysoError
from bot.flows.journeys import read_journey
from bot.flows.library import load, load_sound
from bot.privacy.redaction import redact
from bot.usecases.authoring.new_flow import new_flow
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.replay import replay
from tests.flows.conversations import Copy


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_new_conversation_has_no_fault_and_is_a_draft_in_both_wordings(copy: Copy) -> None:
    made = new_flow(copy.root, "visitors", redact)

    assert [file.relative_to(copy.root / "visitors").as_posix() for file in made] == [
        "flow.yaml",
        "journeys/straight-through-easy-read.yaml",
        "journeys/straight-through.yaml",
        "words/en.easy-read.yaml",
        "words/en.yaml",
    ]
    library = load(copy.root)
    assert library.errors == ()
    assert [each for each in library.issues if "visitors" in each.file and each.severity is Severity.WARNING] == []
    words = library.flows[FlowId("visitors")].words
    assert {wording.register for wording in words} == set(Register)
    assert all(each.draft for each in words.values())


def test_its_files_explain_themselves_and_name_their_schema(copy: Copy) -> None:
    made = new_flow(copy.root, "visitors", redact)

    for file in (each for each in made if each.parent.name != "journeys"):
        lines = file.read_text("utf-8").splitlines()
        assert sum(1 for line in lines if line.lstrip().startswith("#")) >= 4, file
        pointer = lines[-1].removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / pointer).is_file(), file


def test_its_journeys_go_through_to_the_end_in_each_register(copy: Copy) -> None:
    made = new_flow(copy.root, "visitors", redact)
    journeys = [read_journey(file) for file in made if file.parent.name == "journeys"]

    assert {each.wording.register for each in journeys} == set(Register)
    for journey in journeys:
        rehearsal = Rehearsal(load_sound(copy.root), redact)
        differences = [difference for _, _, difference in replay(journey, rehearsal)]
        assert differences == [""] * len(differences)
        assert rehearsal.sent is not None
        submission, comments = rehearsal.sent
        assert submission.answers[StepId("listened")] == ("yes",)
        assert [each.text for each in comments] == ["They are kind."]


@pytest.mark.parametrize("name", ["Visitors", "two words", "common", "../elsewhere", "", "a" * 21, ".hidden"])
def test_a_name_that_cannot_be_one_is_refused(name: str, copy: Copy) -> None:
    before = sorted(copy.root.parent.rglob("*"))

    with pytest.raises(SaysoError, match=r"cannot be the name of a conversation\. Use lower case letters"):
        new_flow(copy.root, name, redact)

    assert sorted(copy.root.parent.rglob("*")) == before


def test_nothing_that_is_there_is_written_over(copy: Copy) -> None:
    before = {file: file.read_bytes() for file in copy.root.rglob("*") if file.is_file()}

    with pytest.raises(SaysoError, match="patient is there already"):
        new_flow(copy.root, "patient", redact)

    assert {file: file.read_bytes() for file in copy.root.rglob("*") if file.is_file()} == before


def test_where_the_common_files_have_no_such_scale_it_says_so(copy: Copy) -> None:
    for name in ("patient", "carer"):
        text = copy.file(f"{name}/flow.yaml").read_text("utf-8")
        copy.file(f"{name}/flow.yaml").write_text(text.replace("of: agree", "of: consent"), "utf-8")
    for name in ("scales.yaml", "words/en.yaml", "words/en.easy-read.yaml"):
        copy.change(f"common/{name}", "agree:", "consent:")

    with pytest.raises(SaysoError, match="was made, but it does not fit conversations/common as yours is") as raised:
        new_flow(copy.root, "visitors", redact)

    assert "steps.1.of: there is no scale “agree”" in str(raised.value)


def test_nothing_is_made_among_conversations_with_faults(copy: Copy) -> None:
    copy.change("patient/flow.yaml", "format: 1", "format: 2")

    with pytest.raises(SaysoError, match="format 2 is not known"):
        new_flow(copy.root, "visitors", redact)

    assert not copy.file("visitors").exists()
