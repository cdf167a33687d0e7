"""Every row of the threat model names tests, and every test that it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.code_base.repository import ROOT

DOCUMENT = ROOT / "docs" / "threat-model.md"
FEWEST = 28
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def rows() -> list[tuple[int, str, str]]:
    """Return number, threat and tests of each row."""
    return [(int(row[0]), row[1], row[3]) for row in ROW.findall(DOCUMENT.read_text("utf-8"))]


@cache
def found_in(file: Path) -> frozenset[str]:
    """Return the names of the tests in a file; none where there is no such file."""
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text("utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(each.name for each in functions if each.name.startswith("test_"))


def test_there_are_rows_to_look_at_numbered_without_a_gap() -> None:
    numbers = [number for number, _, _ in rows()]
    assert len(numbers) >= FEWEST
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_row_names_a_test() -> None:
    assert [f"{number}: {threat}" for number, threat, tests in rows() if not NAMED.search(tests)] == []


def test_every_test_that_is_named_exists() -> None:
    named = {(number, file, test) for number, _, tests in rows() for file, test in NAMED.findall(tests)}
    assert len(named) > FEWEST
    assert sorted(each for each in named if each[2] not in found_in(ROOT / "tests" / each[1])) == []


def test_nothing_in_the_column_of_tests_is_anything_else() -> None:
    left = [(number, NAMED.sub("", tests).strip(" ,")) for number, _, tests in rows()]
    assert [each for each in left if each[1]] == []


def test_looking_for_a_test_that_is_not_there_finds_none() -> None:
    assert "test_every_row_names_a_test" in found_in(Path(__file__))
    assert "test_that_nobody_wrote" not in found_in(Path(__file__))
    assert found_in(ROOT / "tests" / "nowhere.py") == frozenset()
