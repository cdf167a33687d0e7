"""Modules are short, say what they are for, and are tested with fakes."""

import ast
from functools import cache
from itertools import pairwise
from statistics import median

from tests.code_base.repository import files, texts

MODULES = texts(files(".py", under="bot/"))
TESTS = texts(files(".py", under="tests/"))
LONGEST, MEDIAN = 300, 80
TOP = {"__init__", "__main__", "bootstrap", "errors", "hardening", "installation", "logs", "settings"}
NOT_OUR_WORDS = ("Dialog", "Reply", "Script", "User")


@cache
def tree(text: str) -> ast.Module:
    """Return a module parsed, once for all tests here."""
    return ast.parse(text)


def test_there_are_modules_and_tests_to_look_at() -> None:
    assert len(MODULES) > 80
    assert len(TESTS) > 40


def test_every_module_says_what_it_is_for() -> None:
    silent = [name for name, text in (MODULES | TESTS).items() if text.strip() and not ast.get_docstring(tree(text))]

    assert silent == []


def test_no_module_is_too_long_to_read() -> None:
    lines = {name: text.count("\n") for name, text in MODULES.items()}

    assert {name: count for name, count in lines.items() if count > LONGEST} == {}
    assert median(lines.values()) <= MEDIAN


def test_the_top_of_the_program_has_the_few_modules_that_put_it_together() -> None:
    assert {name.removeprefix("bot/").removesuffix(".py") for name in MODULES if name.count("/") == 1} == TOP


def test_no_class_is_named_with_a_word_that_means_something_else_here() -> None:
    classes = [
        node.name for text in MODULES.values() for node in ast.walk(tree(text)) if isinstance(node, ast.ClassDef)
    ]

    assert len(classes) > 80
    assert [each for each in classes if each.startswith(NOT_OUR_WORDS) or each.endswith(NOT_OUR_WORDS)] == []


def test_doubles_are_fakes_and_not_mocks() -> None:
    banned = {"unittest.mock", "mock", "pytest_mock"}
    imported = {
        (name, module) for name, text in TESTS.items() for node in ast.walk(tree(text)) for module in _imported(node)
    }

    assert ("tests/code_base/test_modules.py", "ast") in imported
    assert sorted(name for name, module in imported if module in banned) == []


def test_every_test_asserts_something() -> None:
    tests = 0
    silent: list[str] = []
    for name, text in TESTS.items():
        functions: dict[str, ast.AST] = {
            node.name: node for node in ast.walk(tree(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for function, node in functions.items():
            if function.startswith("test_"):
                tests += 1
                silent += [] if _asserts(node, functions) else [f"{name}: {function}"]

    assert tests > 200
    assert silent == []


def test_no_test_hides_another_of_the_same_name() -> None:
    for name, text in TESTS.items():
        names = sorted(
            node.name for node in tree(text).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )
        assert [one for one, other in pairwise(names) if one == other] == [], name


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom) and node.module is not None:
        return [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    return []


def _asserts(test: ast.AST, helpers: dict[str, ast.AST]) -> bool:
    """Tell whether a test asserts, raises or expects, itself or in a function of its module that it calls."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            others = {name: each for name, each in helpers.items() if name != called}
            if called in {"raises", "warns"} or called.startswith("expect"):
                return True
            if called in helpers and _asserts(helpers[called], others):
                return True
    return False
