"""One noun, one type."""

import ast
import re
from collections import defaultdict

from tests.code_base.repository import files, texts

MODULES = texts([file for file in files(".py", under="bot/") if "migrations" not in file.parts])


def types_of(text: str) -> set[str]:
    """Return the names of the classes and the aliases of types that a module defines for others to read."""
    names = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and not _is_variable(node.value):
            names.add(node.targets[0].id)
    return {name for name in names if re.fullmatch(r"_?[A-Z][A-Za-z]*[a-z][A-Za-z]*", name)}


def _is_variable(value: ast.expr) -> bool:
    """Tell whether this makes a variable for types, which is a module's own however it is named."""
    return (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in {"ParamSpec", "TypeVar"}
    )


def test_looking_finds_what_it_looks_for() -> None:
    assert types_of("Row = tuple[str, ...]\nclass _Sheet: ...\nT = TypeVar('T')\nWIDTH = 3\n") == {"Row", "_Sheet"}
    assert len(MODULES) > 200


def test_every_type_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for module, text in MODULES.items():
        for name in types_of(text):
            homes[name].append(module)

    assert len(homes) > 300
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}
