"""Where to get help: on every help card, with checked phone numbers (L35)."""

import re
from collections.abc import Iterator

from bot.engine.flow import Check, Message
from bot.engine.issues import Issue
from bot.engine.wording import Control, Notice, Wording
from bot.flows.build import BuiltFlow
from bot.flows.format import WordsFile
from bot.flows.source import SourceFile
from bot.flows.sources import COMMON
from bot.writing.lists import FOLDER, WordLists, digits
from bot.writing.rules import ALL_ERROR, FlowRule

_NUMBER = r"(\d(?:[\d ]*\d)?)"
_DIGITS = re.compile(_NUMBER)
_CALLED = re.compile(
    rf"\b(?:call|ring|phone|dial)\s+(?:\w+\s+on\s+)?{_NUMBER}\b|\btext\b[^.\n]*?\bto\s+{_NUMBER}\b"
    rf"|\bnumber is\s+{_NUMBER}\b|\bon\s+((?:\d{{3,}}[ ]?)+)\b|(?<!\d)(0\d[\d ]{{7,}}\d)\b",
    re.IGNORECASE,
)


def numbers(text: str) -> list[str]:
    """Return the phone numbers that a text tells people to use, as written.

    >>> numbers("Call Samaritans on 116 123, or text SHOUT to 85258. You have 2 days.")
    ['116 123', '85258']
    """
    return [next(group for group in hit.groups() if group).strip() for hit in _CALLED.finditer(text)]


def _without_help(built: BuiltFlow, lists: WordLists) -> Iterator[Issue]:
    for wording, own in built.files.words.items():
        if wording not in built.sources.words:
            continue
        common = built.sources.words[wording]
        if wording.locale == "en":  # Phone numbers are only recognised in English.
            yield from _unknown_numbers(own, lists)
            yield from _unknown_numbers(common, lists)
        card = own if Notice.HELP in own.model.notices else common
        named = {digits(number) for number in _DIGITS.findall(card.model.notices.get(Notice.HELP, ""))}
        required = {number for number, on_card in lists.help_numbers.items() if on_card}
        for number in sorted(required - named):
            what = f"the help card lacks the number “{number}”"
            yield card.issue(("notices", "help"), what, f"add it, or change {COMMON}/{FOLDER}/help-numbers.yaml")
        yield from _opening_without_help(built, wording, own)


def _unknown_numbers(file: SourceFile[WordsFile], lists: WordLists) -> Iterator[Issue]:
    if not lists.help_numbers:
        return
    for path, text in file.model.texts():
        for number in dict.fromkeys(numbers(text)):
            if digits(number) not in lists.help_numbers:
                what = f"the number “{number}” has not been checked"
                suggestion = f"correct it, or check it and add it to {COMMON}/{FOLDER}/help-numbers.yaml"
                yield file.issue(path, what, suggestion)


def _opening_without_help(built: BuiltFlow, wording: Wording, own: SourceFile[WordsFile]) -> Iterator[Issue]:
    """Report a flow that does not say where to get help before the first question whose answer is kept."""
    kept = [step for step in built.flow.steps if not isinstance(step, Message | Check) and step.kept]
    if not kept:
        return
    words = built.flow.words[wording]
    control = words.controls.get(Control.HELP, "Help")
    opening = built.flow.steps[: built.flow.steps.index(kept[0])]
    text = "\n".join(f"{words.steps[step.id].prompt}\n{words.steps[step.id].hint}" for step in opening)
    if control not in text:
        what = "nothing before the first question says where to get help"
        yield own.issue(("steps",), what, f"add a sentence such as “If you need help now, press {control}.”")


RULES = (
    FlowRule(
        id="L35",
        title="The start of a conversation and every help card say where to get help, with checked phone numbers",
        severity=ALL_ERROR,
        source="NHS England, NHS 111 for mental health; Samaritans; Shout: the numbers are in help-numbers.yaml",
        file="common/words/en.easy-read.yaml",
        passes="    The number is 116 123.\n",
        fails="    The number is 116 124.\n",
        check=_without_help,
    ),
)
