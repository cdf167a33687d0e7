"""Compares the findings of the rules with the labels."""

from functools import cache

from bot.flows.files import read_files
from bot.writing.list_reader import read_lists
from bot.writing.lists import WordLists
from bot.writing.registry import TEXT_RULES
from bot.writing.text import Passage, TextRole
from tests.flows.conversations import SHIPPED
from tests.writing.labelled import LABELLED, Labelled

BY_ID = {rule.id: rule for rule in TEXT_RULES}


@cache
def shipped_lists() -> WordLists:
    lists, issues = read_lists(read_files(SHIPPED))
    assert issues == ()
    return lists


def is_found(labelled: Labelled) -> bool:
    """Tell whether the labelled rule finds something in the text."""
    rule = BY_ID[labelled.rule]
    role = labelled.role if labelled.role in rule.roles else TextRole.SCREEN
    passage = Passage(text=labelled.text, register=labelled.register, role=role, asks=labelled.asks)
    assert rule.applies_to(passage, "en"), f"{rule.id} does not apply to {labelled}"
    return any(True for _ in rule.check(passage, shipped_lists()))


def of_rule(rule: str, *, breaks: bool) -> list[Labelled]:
    return [labelled for labelled in LABELLED if labelled.rule == rule and labelled.breaks is breaks]
