"""A YAML file with the place of everything in it, so that an issue can name its line and column."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from yaml import Node, ScalarNode

from bot.engine.issues import Issue, Severity
from bot.flows.yaml_text import UnreadableError, inside, read_yaml

ModelT_co = TypeVar("ModelT_co", covariant=True)

KeyPath = tuple[str | int, ...]
"""The way to a place in a file: keys, and indexes of list items from 0."""

_LARGEST = 1_000_000
_INDENT = 2


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[ModelT_co]):
    """One file: its name as an author sees it, what it holds, and the YAML nodes that it was read from."""

    name: str
    model: ModelT_co
    root: Node | None = None

    def issue(
        self,
        path: KeyPath,
        what: str,
        suggestion: str = "",
        severity: Severity = Severity.ERROR,
        *,
        rule: str = "",
        text_line: int | None = None,
    ) -> Issue:
        """Return an issue at a path in this file; `text_line` is the line, from 0, of the text at that path."""
        line, column, node = self._find(path)
        # The lines of a block (“|”) begin below its key; any other text has the place of its key.
        if text_line is not None and isinstance(node, ScalarNode) and node.style == "|":
            line, column = line + 1 + text_line, column + _INDENT
        where = ".".join(map(str, path)) or "file"
        return Issue(self.name, line, column, where, what, suggestion, severity, rule)

    def _find(self, path: KeyPath) -> tuple[int, int, Node | None]:
        """Return line and column, from 1, of the key or item at the path, and its node.

        Where there is nothing at the path, return the place of the nearest node above, and None.
        """
        line, column, node = 0, 0, self.root
        for part in path:
            entry = inside(node, part)
            if entry is None:
                return line + 1, column + 1, None
            start, node = entry
            line, column = start.line, start.column
        return line + 1, column + 1, node


def read_source(content: bytes | None, name: str) -> tuple[SourceFile[object], tuple[Issue, ...]]:
    """Read a YAML file; None where there is no such file.

    A file that cannot be read gives an empty source and one issue that says why.
    """
    if content is None:
        return _unread(name, UnreadableError("there is no such file", "make it, or correct its name"))
    try:
        text = text_of(content)
    except UnicodeDecodeError:
        return _unread(name, UnreadableError("the file is not UTF-8 text", "save it as UTF-8"))
    if len(text) > _LARGEST:
        return _unread(name, UnreadableError("the file is larger than 1 MB", "split it"))
    try:
        data, root = read_yaml(text)
    except UnreadableError as error:
        return _unread(name, error)
    if data is None:
        return _unread(name, UnreadableError("the file is empty", "see conversations/README.md"))
    return SourceFile(name, data, root), ()


def text_of(content: bytes) -> str:
    """Return the text of a file, with every line ending as a line feed. Raises UnicodeDecodeError."""
    return content.decode().replace("\r\n", "\n").replace("\r", "\n")


def _unread(name: str, why: UnreadableError) -> tuple[SourceFile[object], tuple[Issue]]:
    return SourceFile(name, None), (Issue(name, why.line, why.column, "file", why.what, why.suggestion),)
