"""Where help is: on every help card, with numbers that somebody has checked (L35)."""

import re
from collections.abc import Iterator

from bot.engine.flow import Check, Message
from bot.engine.issues import Issue
from bot.engine.wording import Control, Notice, Wording
from bot.flows.build import BuiltFlow
from bot.flows.format import WordsFile
from bot.flows.source import SourceFile
from bot.flows.sources import COMMON
from bot.writing.lists import FOLDER, Lists, digits
from bot.writing.rules import ALL_ERROR, FlowRule

_NUMBER = r"(\d(?:[\d ]*\d)?)"
_DIGITS = re.compile(_NUMBER)
_CALLED = re.compile(
    rf"\b(?:call|ring|phone|dial)\s+(?:\w+\s+on\s+)?{_NUMBER}\b|\btext\b[^.\n]*?\bto\s+{_NUMBER}\b"
    rf"|\bnumber is\s+{_NUMBER}\b|\bon\s+((?:\d{{3,}}[ ]?)+)\b|(?<!\d)(0\d[\d ]{{7,}}\d)\b",
    re.IGNORECASE,
)


def numbers(text: str) -> list[str]:
    """Return the phone numbers that a text tells people to use, as they stand.

    >>> numbers("Call Samaritans on 116 123, or text SHOUT to 85258. You have 2 days.")
    ['116 123', '85258']
    """
    return [next(group for group in hit.groups() if group).strip() for hit in _CALLED.finditer(text)]


def _without_help(read: BuiltFlow, lists: Lists) -> Iterator[Issue]:
    for wording, own in read.files.words.items():
        if wording not in read.sources.words:
            continue
        common = read.sources.words[wording]
        if wording.locale == "en":  # In other languages nothing tells a phone number from any other.
            yield from _unknown_numbers(own, lists)
            yield from _unknown_numbers(common, lists)
        card = own if Notice.HELP in own.model.notices else common
        named = {digits(each) for each in _DIGITS.findall(card.model.notices.get(Notice.HELP, ""))}
        for number in sorted(each for each, must in lists.help_numbers.items() if must and each not in named):
            what = f"the help card does not say “{number}”"
            yield card.issue(("notices", "help"), what, f"add it, or change {COMMON}/{FOLDER}/help-numbers.yaml")
        yield from _opening_without_help(read, wording, own)


def _unknown_numbers(file: SourceFile[WordsFile], lists: Lists) -> Iterator[Issue]:
    if not lists.help_numbers:
        return
    for path, text in file.model.texts():
        for number in dict.fromkeys(numbers(text)):
            if digits(number) not in lists.help_numbers:
                what = f"nobody has checked the number “{number}”"
                instead = f"correct it, or check it and add it to {COMMON}/{FOLDER}/help-numbers.yaml"
                yield file.issue(path, what, instead)


def _opening_without_help(read: BuiltFlow, wording: Wording, own: SourceFile[WordsFile]) -> Iterator[Issue]:
    """A flow that keeps answers says where help is before its first kept question."""
    kept = [step for step in read.flow.steps if not isinstance(step, Message | Check) and step.kept]
    if not kept:
        return
    words = read.flow.words[wording]
    control = words.controls.get(Control.HELP, "Help")
    opening = read.flow.steps[: read.flow.steps.index(kept[0])]
    said = "\n".join(f"{words.steps[each.id].prompt}\n{words.steps[each.id].hint}" for each in opening)
    if control not in said:
        what = "nothing before the first question says where help is"
        yield own.issue(("steps",), what, f"say it, such as “If you need help now, press {control}.”")


RULES = (
    FlowRule(
        id="L35",
        title="Where help is stands at the start and on every help card, with numbers that were checked",
        severity=ALL_ERROR,
        source="NHS England, NHS 111 for mental health; Samaritans; Shout: the numbers stand in help-numbers.yaml",
        file="common/words/en.easy-read.yaml",
        passes="    The number is 116 123.\n",
        fails="    The number is 116 124.\n",
        check=_without_help,
    ),
)
