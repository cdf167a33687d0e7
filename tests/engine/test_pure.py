"""The engine does no IO: what its modules import and call, and what comes along when they are imported."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.engine

ENGINE = Path(bot.engine.__file__).parent
MODULES = sorted(ENGINE.rglob("*.py"))

ALLOWED = {"collections.abc", "dataclasses", "enum", "itertools", "json", "re", "typing", "unicodedata"}
"""What the engine may use of the standard library: nothing here reads a clock, a file, chance or the network."""

FORBIDDEN_CALLS = {"open", "print", "input", "eval", "exec", "compile", "__import__", "breakpoint", "globals"}

IMPORT_EVERYTHING = """
import importlib, json, sys
before = set(sys.modules)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def is_allowed(name: str) -> bool:
    return name in ALLOWED or name == "bot.engine" or name.startswith("bot.engine.")


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def module_name(file: Path) -> str:
    parts = file.relative_to(ENGINE.parents[1]).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_there_are_modules_to_look_at() -> None:
    assert {"advance.py", "moves.py", "screens.py", "session.py"} <= {file.name for file in MODULES}


@pytest.mark.parametrize("file", MODULES, ids=module_name)
def test_a_module_imports_only_the_engine_and_what_is_pure(file: Path) -> None:
    names = set(imported(ast.parse(file.read_text(encoding="utf-8"))))

    assert {name for name in names if not is_allowed(name)} == set()


@pytest.mark.parametrize("file", MODULES, ids=module_name)
def test_a_module_calls_nothing_that_reads_writes_or_runs(file: Path) -> None:
    names = set(called(ast.parse(file.read_text(encoding="utf-8"))))

    assert names & FORBIDDEN_CALLS == set()


@pytest.mark.parametrize("file", MODULES, ids=module_name)
def test_a_module_says_first_that_it_does_no_io(file: Path) -> None:
    says = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""

    assert "No IO." in says


def test_the_looking_finds_what_it_looks_for() -> None:
    impure = ast.parse("import os.path\nfrom time import time\nfrom . import flow\nasync def f(): print(open('x'))\n")

    assert [name for name in imported(impure) if is_allowed(name)] == []
    assert list(imported(impure)) == ["os.path", "time", "."]
    assert set(called(impure)) == {"print", "open"}


def test_importing_the_engine_brings_nothing_else_along() -> None:
    names = json.dumps([module_name(file) for file in MODULES])
    ran = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", IMPORT_EVERYTHING, names],
        cwd=ENGINE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    brought = json.loads(ran.stdout)
    outside = {name.partition(".")[0] for name in brought} - set(sys.stdlib_module_names)

    assert ran.stderr == ""
    assert "bot.engine.advance" in brought
    assert outside == {"bot"}
    assert {name for name in brought if name.startswith("bot") and not is_allowed(name)} == {"bot"}
