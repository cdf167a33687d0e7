"""Conversation files are written as people write them, and what did not change stays as it was."""

from pathlib import Path

import pytest

from bot.flows.files import read_files
from bot.flows.sources import FlowSources, read_sources
from bot.flows.writer import flow_text, words_text
from tests.flows.conversations import SHIPPED

FLOWS = read_sources(read_files(SHIPPED)).flows


def text(name: str) -> str:
    return Path(SHIPPED / name).read_text("utf-8")


def lines_that_differ(before: str, after: str) -> list[str]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in new if line not in old]


@pytest.mark.parametrize(("name", "files"), FLOWS.items())
def test_a_file_in_which_nothing_changed_is_written_as_it_was(name: str, files: FlowSources) -> None:
    assert flow_text(files.flow.model, text(f"{name}/flow.yaml")) == text(f"{name}/flow.yaml")
    for wording, words in files.words.items():
        before = text(f"{name}/words/{wording}.yaml")
        assert words_text(words.model, before) == before


def test_a_changed_prompt_is_all_that_changes_in_a_words_file() -> None:
    words = FLOWS["patient"].words
    model = next(each.model for wording, each in words.items() if str(wording) == "en")
    rights = model.steps["rights"].model_copy(update={"prompt": "Do you know your rights?", "explain": ""})
    before = text("patient/words/en.yaml")

    after = words_text(model.model_copy(update={"steps": model.steps | {"rights": rights}}), before)

    assert lines_that_differ(before, after) == ["    prompt: Do you know your rights?"]
    assert "# The words of the Friends and Family Test are fixed: do not change them." in after
    assert "For example, you may have the right to an advocate." not in after


def test_a_changed_step_is_all_that_changes_in_a_flow_file() -> None:
    model = FLOWS["patient"].flow.model
    steps = [step.model_copy(update={"required": True}) if step.scale == "say" else step for step in model.steps]
    before = text("patient/flow.yaml")

    after = flow_text(model.model_copy(update={"steps": steps}), before)

    assert lines_that_differ(before, after) == ["    required: true"]
    assert after.startswith("# What patients are asked.")


def test_a_new_file_is_laid_out_as_the_shipped_ones_are() -> None:
    def bare(written: str) -> list[str]:
        return [line for line in written.splitlines() if not line.lstrip().startswith("#")]

    assert bare(flow_text(FLOWS["welcome"].flow.model)) == bare(text("welcome/flow.yaml"))
    assert bare(flow_text(FLOWS["co-production"].flow.model)) == bare(text("co-production/flow.yaml"))
