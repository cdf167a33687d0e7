"""A guide in docs/ as something that can be followed: its commands with what they print, and its changes to files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHANGE = re.compile(r"^# (\S+), (before|after)$")
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Command:
    """A command, without `sayso` in front, and what it prints. `…` stands for what is left out."""

    words: str
    prints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of a file and those that take their place."""

    file: str
    before: str
    after: str


def steps(page: Path, heading: str) -> Iterator[Command | Change]:
    """Yield what is to be done under a heading of the second order, in order."""
    text = page.read_text("utf-8")
    _, _, rest = text.partition(f"\n## {heading}\n")
    assert rest, f"{page.name} has no heading “{heading}”"
    part = rest.partition("\n## ")[0]
    before = ""
    for kind, block in _BLOCK.findall(part):
        if kind == "console":
            yield from _commands(block)
            continue
        first, _, lines = block.partition("\n")
        found = _CHANGE.match(first)
        if found is None:
            continue
        if found[2] == "before":
            before = lines
        else:
            yield Change(found[1], before, lines)


def make(change: Change, folder: Path) -> None:
    """Change a file as the guide says. AssertionError where its lines are not there once."""
    file = folder / change.file
    text = file.read_text("utf-8")
    assert text.count(change.before) == 1, change
    file.write_text(text.replace(change.before, change.after), "utf-8")


def differences(wanted: tuple[str, ...], printed: str) -> list[str]:
    """Return the lines that the guide has and that were not printed, in its order; `…` stands for anything."""
    rest = [line.rstrip() for line in printed.splitlines()]
    missing = []
    for line in wanted:
        if line.strip() == LEFT_OUT:
            continue
        pattern = re.compile(".*".join(map(re.escape, line.rstrip().split(LEFT_OUT))))
        place = next((at for at, said in enumerate(rest) if pattern.fullmatch(said)), None)
        if place is None:
            missing.append(line)
        else:
            rest = rest[place + 1 :]
    return missing


def _commands(block: str) -> Iterator[Command]:
    words = ""
    prints: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            if words:
                yield Command(words, tuple(prints))
            words, prints = line.removeprefix("$ ").removeprefix("sayso "), []
        elif words.endswith("\\"):
            words = f"{words[:-1].rstrip()} {line.strip()}"
        else:
            prints.append(line)
    if words:
        yield Command(words, tuple(prints))
