"""A YAML file and the place of everything in it, so that a fault can be shown where it stands."""

import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path as FilePath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString

from bot.engine.issues import Issue, Severity

Path = tuple[str | int, ...]
"""The way to a place in a file: keys, and numbers of list items from 0."""

_LARGEST = 1_000_000
_INDENT = 2
_QUOTED = re.compile('"(.*?)"')


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name as shown to an author, and what it says. `data` keeps line and column."""

    name: str
    data: Any

    def place(self, path: Path) -> tuple[int, int]:
        """Return line and column, from 1, of the key or item at the path, or of the nearest thing above."""
        line, column, node = 0, 0, self.data
        for part in path:
            found = _position(node, part)
            if found is None:
                break
            line, column = found
            node = node[part]
        return line + 1, column + 1

    def issue(
        self,
        path: Path,
        what: str,
        suggestion: str = "",
        severity: Severity = Severity.ERROR,
        *,
        rule: str = "",
        text_line: int | None = None,
    ) -> Issue:
        """Return an issue at the path in this file, and with `text_line` at that line, from 0, of the text there."""
        line, column = self.place(path) if text_line is None else self._place_in_text(path, text_line)
        where = ".".join(map(str, path)) or "file"
        return Issue(self.name, line, column, where, what, suggestion, severity, rule)

    def _place_in_text(self, path: Path, text_line: int) -> tuple[int, int]:
        """Return the place of a line of a text. One that is no block (“|”) has the place of its key."""
        line, column = self.place(path)
        node = self.data
        for part in path:
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                return line, column
        return (line + 1 + text_line, column + _INDENT) if isinstance(node, LiteralScalarString) else (line, column)


def read_source(file: FilePath, name: str) -> tuple[Source, tuple[Issue, ...]]:
    """Read a YAML file. A file that cannot be read gives an empty source and one issue that says why."""
    empty = Source(name, CommentedMap())
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return empty, (Issue(name, 1, 1, "file", "there is no such file", "make it, or correct its name"),)
    except UnicodeDecodeError:
        return empty, (Issue(name, 1, 1, "file", "the file is not UTF-8 text", "save it as UTF-8"),)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        return empty, (Issue(name, 1, 1, "file", what, "check its permissions"),)
    if len(text) > _LARGEST:
        return empty, (Issue(name, 1, 1, "file", "the file is larger than 1 MB", "split it"),)
    try:
        data = YAML(typ="rt").load(StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return empty, (Issue(name, line, column, "file", *_in_words(error)),)
    except (YAMLError, ValueError, RecursionError) as error:
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        return empty, (Issue(name, 1, 1, "file", f"this is not YAML: {first_line}"),)
    if data is None:
        return empty, (Issue(name, 1, 1, "file", "the file is empty", "see conversations/README.md"),)
    return Source(name, data), ()


def _in_words(error: MarkedYAMLError) -> tuple[str, str]:
    problem = str(error.problem or error.context)
    if isinstance(error, DuplicateKeyError) and (twice := _QUOTED.search(problem)):
        return f"the key “{twice[1]}” stands here twice", "keep one"
    if "'\\t'" in problem:
        return "there is a tab where YAML wants spaces", "put spaces in its place"
    return f"this is not YAML: {problem}", "check the indentation and the quotes"


def _position(node: Any, part: str | int) -> tuple[int, int] | None:  # noqa: ANN401 - YAML is untyped
    try:
        if isinstance(node, CommentedMap) and part in node:
            line, column = node.lc.key(part)
            return line, column
        if isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line, column = node.lc.item(part)
            return line, column
    except (KeyError, TypeError, AttributeError):
        return None  # A merged or aliased key has no place of its own.
    return None
