"""Words of languages that are read from right to left, made ready to be shown.

Their authors write them as they are. A phone number, a web address or an English word in them is read the other way
round and is kept apart (`bot.engine.conventions`), and a line with nothing else in it is said to be one of these words.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.engine.conventions import APART, TOGETHER, apart, reads_from_the_right
from bot.engine.wording import StepWords, Words

KeyT = TypeVar("KeyT")

RIGHT_TO_LEFT_MARK = "\u200f"

_OTHER_WAY_ROUND = re.compile(r"\{[^{}]*\}|[A-Za-z0-9]+(?:[ .:/@_+-]+[A-Za-z0-9]+)*")
_APART = re.compile(f"{APART}[^{TOGETHER}]*{TOGETHER}")


def ready_words(words: Words) -> Words:
    """Return all words as they are to be shown."""
    return replace(
        words,
        steps={step: _ready_step(says) for step, says in words.steps.items()},
        controls=_each(words.controls),
        notices=_each(words.notices),
        kinds=_each(words.kinds),
        pictures=_each(words.pictures),
    )


def ready(text: str) -> str:
    """Return a text as it is to be shown. `{…}` stays as it is: what comes in its place is set apart then."""
    return "\n".join(map(_ready, text.split("\n")))


def _ready(line: str) -> str:
    marked = _OTHER_WAY_ROUND.sub(lambda match: match[0] if match[0][0] == "{" else apart(match[0]), line)
    alone = line.strip() and not reads_from_the_right(_APART.sub("", marked))
    return RIGHT_TO_LEFT_MARK + marked if alone else marked


def _ready_step(says: StepWords) -> StepWords:
    return replace(
        says,
        prompt=ready(says.prompt),
        title=ready(says.title),
        hint=ready(says.hint),
        explain=ready(says.explain),
        labels=_each(says.labels),
    )


def _each(texts: Mapping[KeyT, str]) -> dict[KeyT, str]:
    return {name: ready(text) for name, text in texts.items()}
