"""The code speaks as its field does: one noun for one type, plain phrases, names that say what a thing is."""

import ast
import io
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator

import typer
from typer.core import TyperGroup

from bot.cli import app
from tests.code_base.repository import files, texts

MODULES = texts([file for file in files(".py", under="bot/") if "migrations" not in file.parts])
PAGES = texts(files(".md", under="docs/"))
VAGUE = {"before", "each", "found", "its", "said", "told"}
MOST_VAGUE, MOST_ODD = 190, 9
ODD = re.compile(
    r"\bstands?\b(?! for\b)|\b(?:is|are|was|were|be) told\b|\bpeople (?:do not )?meet\b|\bheld back\b|\bparted by\b"
    r"|\bhave people\b|\bwhat is [a-z ]{1,40} is\b|\blies?\b(?= (?:in|on|with|beside|over|there|together))"
    r"|\bby now\b|\banew\b|\bso many\b|\bas they came\b|\bcannot be asked\b|\blook(?:ed|ing)? after\b"
    r"|\bwords that nobody\b",
    re.IGNORECASE,
)


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


def odd_phrases(among: dict[str, str]) -> list[str]:
    """Return each phrase that nobody would write, with its file and line."""
    return [
        f"{name}:{number}: {phrase[0]}"
        for name, text in among.items()
        for number, line in enumerate(text.splitlines(), 1)
        for phrase in ODD.finditer(line)
    ]


def helps(group: TyperGroup, words: str = "sayso") -> Iterator[tuple[str, str]]:
    """Yield each command of a group, and of those within it, with its help."""
    for name, command in group.commands.items():
        yield f"{words} {name}", command.get_help(typer.Context(command, info_name=name))
        if isinstance(command, TyperGroup):
            yield from helps(command, f"{words} {name}")


def test_looking_finds_what_it_looks_for() -> None:
    assert types_of("Row = tuple[str, ...]\nclass _Sheet: ...\nT = TypeVar('T')\nWIDTH = 3\n") == {"Row", "_Sheet"}
    assert odd_phrases({"a.py": "It stands for x.\nIt stands in a file, as they came."}) == [
        "a.py:2: stands",
        "a.py:2: as they came",
    ]
    assert len(MODULES) > 200
    assert len(PAGES) > 10


def test_every_type_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for module, text in MODULES.items():
        for name in types_of(text):
            homes[name].append(module)

    assert len(homes) > 300
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


def test_names_say_what_a_thing_is() -> None:
    vague: Counter[str] = Counter()
    for module, text in MODULES.items():
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        vague[module] += sum(token.type == tokenize.NAME and token.string in VAGUE for token in tokens)

    assert vague.total() <= MOST_VAGUE, vague.most_common(20)


def test_code_and_docs_have_next_to_no_phrases_that_nobody_would_write() -> None:
    odd = odd_phrases(MODULES | PAGES)

    assert len(odd) <= MOST_ODD, odd


def test_no_help_has_a_phrase_that_nobody_would_write() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    every = dict(helps(group))

    assert len(every) > 40
    assert odd_phrases(every) == []
