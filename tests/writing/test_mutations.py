"""30 broken files: an author gets lines with a place, or the change is one that breaks nothing; never a traceback."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.engine.issues import Severity
from bot.flows.files import read_files
from bot.writing.check import check
from tests.flows.conversations import Copy
from tests.writing.mutations import SEEDS, Mutation, mutate

FREE = ("common/understood/", "common/distress/", "common/review-first/", "common/rules/")
"""Lists, in which a line more or less is as sound."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("shared"))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_file_is_told_with_its_place_or_is_not_broken(seed: int, shared: Copy) -> None:
    with mutate(shared, seed) as mutation:
        checked = check(read_files(shared.root))
        lines = {
            f"conversations/{each.relative_to(shared.root).as_posix()}": each.read_text("utf-8").count("\n") + 1
            for each in shared.root.rglob("*.yaml")
        }
    told = [issue for issue in checked.issues if issue.severity is not Severity.NOTE]
    for issue in told:
        assert issue.what
        assert "\n" not in str(issue)
        assert issue.column >= 1
        assert 1 <= issue.line <= lines.get(issue.file, 1), issue
    if not told:
        assert reason(mutation), f"{mutation.how} in {mutation.file}: nothing was told, and no reason is known"


def reason(mutation: Mutation) -> str:
    """Return why a change breaks nothing; empty where it should have been told."""
    before, after = _read(mutation.before), _read(mutation.after)
    if before == after:
        return "it says the same"
    if mutation.file.startswith(FREE):
        return "a list may hold this"
    if _without_words(mutation.file, before) == _without_words(mutation.file, after):
        return "other words, which follow every rule"
    if mutation.file.endswith("flow.yaml") and _is_shorter(before, after):
        return "a conversation need not ask everything"
    return ""


def _is_shorter(before: Any, after: Any) -> bool:  # noqa: ANN401 - YAML is untyped
    """Tell whether a flow has lost steps and is otherwise the same."""
    if not isinstance(before, dict) or not isinstance(after, dict) or {**before, "steps": 0} != {**after, "steps": 0}:
        return False
    left = list(after["steps"])
    return left == [step for step in before["steps"] if step in left]


def _read(text: str) -> object:
    try:
        data: object = YAML(typ="safe").load(StringIO(text))
    except YAMLError:
        return text
    return data


def _without_words(file: str, data: object) -> object:
    """Return what stands in a file without what people read, what may be left out, and the picture of “check”."""
    if isinstance(data, dict):
        of_words = {"hint", "explain", "translated_from"}
        optional = of_words if "/words/" in file else {"picture"} if "check" in data else set()
        return {key: _without_words(file, value) for key, value in data.items() if key not in optional}
    if isinstance(data, list):
        return [_without_words(file, each) for each in data]
    return "" if "/words/" in file and isinstance(data, str) else data


def test_mutations_are_the_same_each_time_and_put_back(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    with mutate(copy, 7) as first:
        assert copy.file(first.file).read_text("utf-8") == first.after
    with mutate(copy, 7) as second:
        assert second == first
    assert copy.file(first.file).read_text("utf-8") == first.before
