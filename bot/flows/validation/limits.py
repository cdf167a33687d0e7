"""Telegram's limits, so that no screen is ever refused (L36)."""

from collections.abc import Iterator

from bot.engine.flow import Check, Message
from bot.engine.issues import Issue
from bot.flows.build import BuiltFlow
from bot.flows.format import WordsFile
from bot.flows.source import SourceFile

TEXT = 4096
CAPTION = 1024
LABEL = 24
"""Our own: a longer label is cut off on a small phone."""

ROOM_AROUND_A_PROMPT = 200
"""What the engine may put around a prompt: progress, the answer so far, what was just chosen."""


def most_of(place: tuple[str, ...]) -> int:
    """Return how many characters the text at a place of a words file can have."""
    label = place[0] in {"controls", "scales"} or place[2:3] in {("choices",), ("title",)}
    return LABEL if label else TEXT // 2


def check_texts(words: SourceFile[WordsFile]) -> Iterator[Issue]:
    """Yield the texts of one file that are too long for where they are shown."""
    for path, text in words.model.texts():
        most = most_of(path)
        if len(text) > most:
            label = most == LABEL
            kind = "a button's words" if label else "these words"
            what = f"{kind} are {len(text)} characters long"
            yield words.issue(path, what, f"at most {most}", rule="L25" if label else "L36")


def check(read: BuiltFlow) -> Iterator[Issue]:
    """Yield the texts and steps of a flow that do not fit a message (L36)."""
    flow = read.flow
    for wording, own in read.files.words.items():
        if wording not in flow.words:
            continue
        yield from check_texts(own)
        for step in flow.steps:
            if isinstance(step, Check):
                continue
            says = flow.words[wording].steps[step.id]
            most = (TEXT if step.picture is None else CAPTION) - (
                0 if isinstance(step, Message) else ROOM_AROUND_A_PROMPT
            )
            length = sum(len(text.encode("utf-16-le")) // 2 for text in (says.prompt, says.hint))
            if length > most:
                what = f"step “{step.id}” is {length} characters long"
                path: tuple[str, ...] = ("steps", step.id, "prompt") if step.id in own.model.steps else ()
                yield own.issue(path, what, f"at most {most} fit a message here")
