"""How well the rules find what is labelled."""

from functools import cache

from bot.flows.files import read_files
from bot.writing.list_reader import read_lists
from bot.writing.lists import Lists
from bot.writing.registry import TEXT_RULES
from bot.writing.text import Part, Text
from tests.flows.conversations import SHIPPED
from tests.writing.labelled import ASKED, Labelled

BY_ID = {rule.id: rule for rule in TEXT_RULES}


@cache
def shipped_lists() -> Lists:
    lists, issues = read_lists(read_files(SHIPPED))
    assert issues == ()
    return lists


def is_found(labelled: Labelled) -> bool:
    """Tell whether the labelled rule finds something in the text."""
    rule = BY_ID[labelled.rule]
    part = labelled.part if labelled.part in rule.parts else Part.SCREEN
    text = Text(text=labelled.text, register=labelled.register, part=part, asks=labelled.asks)
    assert rule.holds_for(text, "en"), f"{rule.id} does not look at {labelled}"
    return any(True for _ in rule.check(text, shipped_lists()))


def of_rule(rule: str, *, breaks: bool) -> list[Labelled]:
    return [each for each in ASKED if each.rule == rule and each.breaks is breaks]
