"""Seeded mutations of a copy of the shipped conversations: the same seed always makes the same change."""

import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.flows.conversations import Copy

SEEDS = range(int(os.environ.get("SAYSO_TEST_MUTATIONS", "30")))
"""The first 30 make every kind of change; `SAYSO_TEST_MUTATIONS=300` tries more."""

_SCRAPS = ("", "- ", "steps:", "  picture: rights", "{", "]", "null", "~", "&a", "*a", "'", "a: b: c", "---", "<<: *a", "\t", "\x00", "? x", "| ", "[]: {}", "{[1]: 2}", "0x1F", ".inf", "%TAG", "!!python/name:os.x", "yes: no")  # fmt: skip # noqa: E501
_HARD = (
    "It is not impossible & never unsafe, e.g. 75% of the time.",
    "The medication was administered by the multidisciplinary team; it may be discontinued, which is regrettable.",
    "Don't you agree that staff are usually kind and helpful?",
    "At the end of the day (12/05/2026 at 14:00) TWO THIRDS of service users were discharged.",
    "👍",
    "a" * 3000,
    "word " * 900,
    "(((((" * 200,
    "no not never " * 200,
    "and, or, but; which: " * 100,
    "{service}" * 50,
    "é" * 500,
)


@dataclass(frozen=True)
class Mutation:
    """A change to a file."""

    file: str
    how: str
    original: str
    changed: str


@contextmanager
def mutate(copy: Copy, seed: int) -> Iterator[Mutation]:
    """Mutate a file of the copy, and restore it at the end."""
    chance = random.Random(seed)
    names = sorted(file.relative_to(copy.root).as_posix() for file in copy.root.rglob("*.yaml"))
    words = [name for name in names if "/words/" in name]
    name = chance.choice(words if seed % 2 else names)
    original = copy.file(name).read_text("utf-8")
    how, change = chance.choice(list(WAYS.items()))
    changed = change(original, chance)
    copy.file(name).write_text(changed, "utf-8")
    try:
        yield Mutation(name, how, original, changed)
    finally:
        copy.file(name).write_text(original, "utf-8")


def _deleted(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def _doubled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines.insert(at, lines[at])
    return "\n".join(lines)


def _scrapped(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    lines[chance.randrange(len(lines))] = chance.choice(_SCRAPS)
    return "\n".join(lines)


def _indented(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(("  ", " ")) + lines[at]
    return "\n".join(lines)


def _misspelt(text: str, chance: random.Random) -> str:
    keys = list(re.finditer(r"[a-z]{3,}(?=:)", text))
    if not keys:
        return _scrapped(text, chance)
    key = chance.choice(keys)
    return f"{text[: key.start()]}x{text[key.start() + 1 :]}"


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))]


def _moved(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return "\n".join(lines)


def _worded(text: str, chance: random.Random) -> str:
    """Replace good words with hard ones."""
    values = list(re.finditer(r"(?<=: )[A-Z][^\n\"“{}|]+(?=\n)", text))
    if not values:
        return _scrapped(text, chance)
    value = chance.choice(values)
    hard = chance.choice(_HARD).replace('"', "'")
    return f'{text[: value.start()]}"{hard}"{text[value.end() :]}'


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "a line deleted": _deleted,
    "a line doubled": _doubled,
    "a line replaced": _scrapped,
    "a line indented": _indented,
    "a key misspelt": _misspelt,
    "cut off": _cut,
    "a line moved": _moved,
    "hard words": _worded,
}
