"""Reading YAML: what a text says, node by node with its place, and in plain words what is wrong with it.

libyaml parses it, 30 times as fast as parsers written in Python. Plain scalars are resolved here, as in
YAML 1.2: “no” is a word, where YAML 1.1 took it for “false”.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from yaml import CBaseLoader, MarkedYAMLError, Node, ScalarNode, SequenceNode, compose
from yaml.error import Mark
from yaml.reader import ReaderError

_PLAIN: Final[Mapping[re.Pattern[str], Callable[[str], object]]] = {
    re.compile("|~|null|Null|NULL"): lambda _: None,
    re.compile("true|True|TRUE|false|False|FALSE"): lambda word: word.lower() == "true",
    re.compile(r"[-+]?\d+", re.ASCII): int,
    re.compile("0o[0-7]+|0x[0-9a-fA-F]+"): lambda word: int(word, 0),
    re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII): float,
    re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"): lambda word: float(word.replace(".", "")),
    re.compile(r"\d{4}-\d\d-\d\d", re.ASCII): date.fromisoformat,
}
"""How a plain scalar is resolved, by its form; any other is text."""

_UNTAGGED = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}

_QUOTES = "put quotes around the whole text"
_INDENT = (
    "this does not fit the lines above",
    "check its indentation, and the “:” and the quotes of the lines above",
)
_TOO_DEEP = ("lists are nested too deep to be read", "see conversations/README.md")
_WHERE_IT_IS_MET: Final[Mapping[str, tuple[str, str]]] = {
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "found character that cannot start any token": ("a text cannot begin with this character", _QUOTES),
    "exceeded maximum nesting depth": _TOO_DEEP,
    "found undefined alias": ("a text cannot begin with “*”", _QUOTES),
    "but found another document": ("“---” begins a second text here", "take it out"),
    "mapping values are not allowed in this context": (
        "a “:” is not expected here",
        f"{_QUOTES}, or see whether the line above lacks a “:”",
    ),
}
_WHERE_IT_BEGINS: Final[Mapping[str, tuple[str, str]]] = {
    "did not find expected ',' or ']'": ("the list that opens here is never closed", "close it with “]”"),
    "did not find expected ',' or '}'": ("the “{” that opens here is never closed", "close it with “}”"),
    "could not find expected ':'": ("there is no “:” after this", "put “: ” between the key and its value"),
    "found unexpected end of stream": ("the quote that opens here is never closed", "close it at the end of the text"),
}
"""What libyaml says, in plain words; of these it tells where it gave up, which may be the end of the file."""


@dataclass(eq=False)
class UnreadableError(Exception):
    """What is wrong with a text, what to do about it, and the place: line and column from 1."""

    what: str
    suggestion: str = ""
    line: int = 1
    column: int = 1


def read_yaml(text: str) -> tuple[object, Node | None]:
    """Return what a text says, and the nodes it is made of. Raises UnreadableError for what cannot be read.

    YAML's aliases (“*”) and tags (“!”) are not supported.
    """
    try:
        root = compose(text, CBaseLoader)
        return (None if root is None else _value(root, root.start_mark, set())), root
    except MarkedYAMLError as error:
        raise _plain_words(error, text) from None
    except ReaderError as error:
        raise _unprintable(error, text) from None
    except RecursionError:
        raise UnreadableError(*_TOO_DEEP) from None


def inside(node: Node | None, part: str | int) -> tuple[Mark, Node] | None:
    """Return the place of a key or an item in a node, and its value; None where there is none."""
    if isinstance(node, SequenceNode):
        has_it = isinstance(part, int) and part < len(node.value)
        return (node.value[part].start_mark, node.value[part]) if has_it else None
    if node is None or isinstance(node, ScalarNode):
        return None
    return next(((key.start_mark, value) for key, value in node.value if _scalar(key) == part), None)


def _plain_words(error: MarkedYAMLError, text: str) -> UnreadableError:
    problem, mark = error.problem or "", error.problem_mark
    if "tab character" in problem or (mark and text[mark.index : mark.index + 1] == "\t"):
        advice = ("there is a tab where YAML wants spaces", "put spaces in its place")
    elif problem in _WHERE_IT_BEGINS:
        advice, mark = _WHERE_IT_BEGINS[problem], error.context_mark
    else:
        unknown = (f"this is not YAML: {problem}", "check the indentation and the quotes")
        advice = _WHERE_IT_IS_MET.get(problem, unknown)
    return _at(mark, *advice)


def _unprintable(error: ReaderError, text: str) -> UnreadableError:
    *above, line = text.encode()[: error.position].decode().split("\n")
    what = f"the character U+{error.character:04X} cannot be shown"
    return UnreadableError(what, "take it out", len(above) + 1, len(line) + 1)


def _at(mark: Mark | None, what: str, suggestion: str) -> UnreadableError:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return UnreadableError(what, suggestion, line + 1, column + 1)


def _value(node: Node, place: Mark, met: set[Node]) -> object:
    """Return what a node says. `place` is that of its key; `met` is every node before it."""
    if node in met:
        raise _at(place, "YAML aliases (*) are not supported", "repeat the text here")
    met.add(node)
    if node.tag not in _UNTAGGED:
        raise _at(node.start_mark, f"“{node.tag}” is not used here", f"take it out, or {_QUOTES}")
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_value(item, item.start_mark, met) for item in node.value]
    return _mapping(node, met)


def _mapping(node: Node, met: set[Node]) -> dict[object, object]:
    mapping: dict[object, object] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise _at(key.start_mark, "a key must be one word", "see conversations/README.md")
        name = _value(key, key.start_mark, met)
        if name in mapping:
            raise _at(key.start_mark, f"the key “{key.value}” is here twice", "keep one")
        mapping[name] = _value(value, key.start_mark, met)
    return mapping


def _scalar(node: ScalarNode) -> object:
    if node.style:
        return node.value
    convert = next((reading for look, reading in _PLAIN.items() if look.fullmatch(node.value)), str)
    try:
        return convert(node.value)
    except ValueError as error:
        raise _at(node.start_mark, f"this cannot be read: {error}", "correct it, or put it in quotes") from None
