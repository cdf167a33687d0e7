"""A YAML file and the place of everything in it, so that a fault can be shown where it stands."""

from dataclasses import dataclass
from pathlib import Path as FilePath

from yaml import Node, ScalarNode

from bot.engine.issues import Issue, Severity
from bot.flows.yaml_text import UnreadableError, inside, read_yaml

Path = tuple[str | int, ...]
"""The way to a place in a file: keys, and numbers of list items from 0."""

_LARGEST = 1_000_000
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name as shown to an author, what it says, and where."""

    name: str
    data: object = None
    root: Node | None = None

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
        line, column, node = self._find(path)
        # A text that is no block (“|”) has the place of its key.
        if text_line is not None and isinstance(node, ScalarNode) and node.style == "|":
            line, column = line + 1 + text_line, column + _INDENT
        where = ".".join(map(str, path)) or "file"
        return Issue(self.name, line, column, where, what, suggestion, severity, rule)

    def _find(self, path: Path) -> tuple[int, int, Node | None]:
        """Return line and column, from 1, of the key or item at the path, and what stands there.

        Where there is nothing at the path, they are of the nearest thing above, and None.
        """
        line, column, node = 0, 0, self.root
        for part in path:
            found = inside(node, part)
            if found is None:
                return line + 1, column + 1, None
            start, node = found
            line, column = start.line, start.column
        return line + 1, column + 1, node


def read_source(file: FilePath, name: str) -> tuple[Source, tuple[Issue, ...]]:
    """Read a YAML file. A file that cannot be read gives an empty source and one issue that says why."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _unread(name, UnreadableError("there is no such file", "make it, or correct its name"))
    except UnicodeDecodeError:
        return _unread(name, UnreadableError("the file is not UTF-8 text", "save it as UTF-8"))
    except OSError as error:
        return _unread(name, UnreadableError(f"the file cannot be read ({error.strerror})", "check its permissions"))
    if len(text) > _LARGEST:
        return _unread(name, UnreadableError("the file is larger than 1 MB", "split it"))
    try:
        data, root = read_yaml(text)
    except UnreadableError as error:
        return _unread(name, error)
    if data is None:
        return _unread(name, UnreadableError("the file is empty", "see conversations/README.md"))
    return Source(name, data, root), ()


def _unread(name: str, why: UnreadableError) -> tuple[Source, tuple[Issue]]:
    return Source(name), (Issue(name, why.line, why.column, "file", why.what, why.suggestion),)
