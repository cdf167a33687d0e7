"""The commands that Sayso prints: in messages, help, documents and examples; and whether they run as printed."""

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from bot.cli import app
from tests.code_base.repository import files, name, texts

DOCUMENTS = ("README.md", "SECURITY.md", "CONTRIBUTING.md", "docs/", "conversations/README.md", ".env.example")

PLACEHOLDERS = {
    # What documents write in capitals or brackets.
    "…": "text",
    **dict.fromkeys(("CODE", "FLOW", "ID", "NAME", "QUESTION"), "patient"),
    **dict.fromkeys(("[FLOW]", "[FOLDER]"), ""),
    **dict.fromkeys(("FILE", "FOLDER", "URL"), "folder/file.svg"),
    # What messages fill in.
    **dict.fromkeys(("{base}", "{edition}", "{newest}", "{number}"), "2"),
    **dict.fromkeys(("{baseline}", "{change}", "{code}", "{flow}", "{id}", "{locale}", "{name}"), "carer"),
    **dict.fromkeys(("{conversations}", "{file}", "{folder}", "{out}", "{previous}", "{root}"), "words"),
}
"""What stands for a value in a printed command, and a value for it."""

_START = r"(?<![\w/-])(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?sayso (?=[a-z])"
_COMMAND = re.compile(rf"({_START}(?:\"[^\"\n]*\"|[^\s\"”)`;,]+(?<![.:])|[ ](?=\S))+)")
_SPAN = re.compile(r"`([^`\n]+)`")
_BLOCK = re.compile(r"^ *```(?:console|sh)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"^ *[$#] (.*?)(?: {2,}#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A command and where it is printed. A mention names a command without saying how it is called."""

    where: str
    command: str
    is_mention: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.command}"


def in_messages() -> Iterator[Printed]:
    """Yield every command in a text of the program that is not a docstring."""
    for file in files(".py", under="bot/"):
        tree = ast.parse(file.read_text("utf-8"))
        skipped = {id(node) for node in _docstrings(tree)}
        for node in ast.walk(tree):
            if id(node) in skipped or not isinstance(node, ast.JoinedStr | ast.Constant):
                continue
            skipped.update(id(part) for part in ast.walk(node))
            yield from _commands_in(f"{name(file)}:{node.lineno}", _text(node))


def in_help() -> Iterator[Printed]:
    """Yield every command in the help of every command."""
    for path, command in commands():
        helps = [command.help or "", *(getattr(param, "help", "") or "" for param in command.params)]
        for text in helps:
            yield from _commands_in(f"{path} --help", text)


def in_documents() -> Iterator[Printed]:
    """Yield every command in a code block or span of the documents."""
    for where, text in texts([file for file in files() if name(file).startswith(DOCUMENTS)]).items():
        for block in _BLOCK.findall(text):
            for typed in _TYPED.findall(block.replace("\\\n", " ")):
                for part in typed.split(" | "):
                    yield from (Printed(where, found) for found in re.findall(rf"{_START}.*", part))
        for span in _SPAN.findall(_BLOCK.sub("", text)):
            if re.match(_START, span):
                yield Printed(where, span, is_mention=bool(re.fullmatch(rf"{_START}[a-z-]+(?: [a-z-]+)?", span)))


def makes() -> Iterator[tuple[str, str]]:
    """Yield every target of make in a message or document, and where."""
    for where, text in texts([file for file in files() if name(file).startswith(("bot/", *DOCUMENTS))]).items():
        yield from ((where, target) for target in re.findall(r"(?:`|\$ )make ([a-z-]+)", text))


def commands() -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Yield every command with its path, such as `sayso services add`."""
    yield from _walk("sayso", _sayso())


def fault(printed: Printed) -> str:
    """Return why a command does not run as printed; empty where it does."""
    if re.search("[“”‘’]", printed.command):
        return "a shell does not take these quotes"
    try:
        words = shlex.split(_filled_in(printed.command))
    except ValueError as error:
        return str(error)
    while "=" in words[0]:
        words.pop(0)
    return _parse(words[1:], mention=printed.is_mention)


def _parse(words: list[str], *, mention: bool) -> str:
    command = _sayso()
    while isinstance(command, TyperGroup):
        if command.invoke_without_command and (not words or words[0].startswith("-")):
            break
        if not words:
            return "" if mention else "it names a group of commands, not one of them"
        if words[0] not in command.commands:
            return f"there is no command {words[0]}"
        command, words = _known(command.commands[words[0]]), words[1:]
    if mention and not words:
        return ""
    try:
        command.make_context(command.name, words)
    except TyperException as error:
        return str(error)
    return ""


def _walk(path: str, command: TyperCommand | TyperGroup) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    yield path, command
    if isinstance(command, TyperGroup):
        for part, below in command.commands.items():
            yield from _walk(f"{path} {part}", _known(below))


@cache
def _sayso() -> TyperCommand | TyperGroup:
    return _known(typer.main.get_command(app))


def _known(command: object) -> TyperCommand | TyperGroup:
    assert isinstance(command, TyperCommand | TyperGroup)
    return command


def _commands_in(where: str, text: str) -> Iterator[Printed]:
    for match in _COMMAND.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        yield Printed(where, match[1].strip(), is_mention=around in {"“”", "``"})


def _filled_in(command: str) -> str:
    for placeholder, value in PLACEHOLDERS.items():
        command = re.sub(rf"(?<![\w-]){re.escape(placeholder)}(?![\w-])", value, command)
    return command


def _text(node: ast.expr) -> str:
    """Return a text, with the last name of each expression for its value: `{self.flow}` is `{flow}`."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    assert isinstance(node, ast.JoinedStr)
    return "".join(_text(part) if isinstance(part, ast.Constant) else f"{{{_last_name(part)}}}" for part in node.values)


def _last_name(part: ast.expr) -> str:
    names: list[str] = re.findall(r"\w+", ast.unparse(part.value if isinstance(part, ast.FormattedValue) else part))
    return names[-1]


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield every docstring, those of attributes included."""
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
