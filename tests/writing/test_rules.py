"""The rules for writing: each is published somewhere, its examples hold, and it finds more than its examples."""

import pytest

from bot.engine.issues import Severity
from bot.engine.wording import Register
from bot.flows.files import read_files
from bot.writing.check import check
from bot.writing.registry import BY_ID, RULES, TEXT_RULES
from bot.writing.rules import FlowRule, Rule, TextRule
from bot.writing.text import STEM, Text
from tests.flows.conversations import SHIPPED, Copy
from tests.writing.labelled import ASKED, Labelled
from tests.writing.scoring import is_found, of_rule, shipped_lists

FLOW_RULES = [rule for rule in RULES if isinstance(rule, FlowRule)]
COPIED = [rule for rule in FLOW_RULES if rule.id != "L34"]
"""L34 looks at a sign-off, which is made and broken below."""


def example(rule: TextRule, text: str) -> Text:
    return Text(text=text, register=min(rule.severity), part=rule.example, asks=rule.parts == STEM)


def test_there_are_38_rules_and_none_twice() -> None:
    assert [rule.id for rule in RULES] == [f"L{number:02}" for number in range(1, 39)]
    assert len(BY_ID) == 38


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_asks_of_whom_and_where_that_is_published(rule: Rule) -> None:
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert len(rule.source) > 4
    assert set(rule.severity) <= set(Register)
    assert rule.severity
    assert rule.passes != rule.fails


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.id)
def test_what_a_rule_shows_as_wrong_it_finds_and_says_what_to_write_instead(rule: TextRule) -> None:
    found = list(rule.check(example(rule, rule.fails), shipped_lists()))

    assert found
    assert all(each.what and each.instead for each in found)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.id)
def test_what_a_rule_shows_as_right_no_rule_finds_fault_with(rule: TextRule) -> None:
    text = example(rule, rule.passes)

    assert list(rule.check(text, shipped_lists())) == []
    others = [each for each in TEXT_RULES if each.holds_for(text, "en")]
    assert [
        (each.id, list(each.check(text, shipped_lists()))) for each in others if list(each.check(text, shipped_lists()))
    ] == []


@pytest.mark.parametrize("rule", COPIED, ids=lambda rule: rule.id)
def test_a_flow_that_breaks_a_rule_as_its_example_does_is_told_where(rule: FlowRule, copy: Copy) -> None:
    assert rule.id not in {issue.rule for issue in check(read_files(copy.root)).issues}

    copy.change(rule.file, rule.passes, rule.fails)

    told = [issue for issue in check(read_files(copy.root)).issues if issue.rule == rule.id]
    assert told
    assert all(issue.line >= 1 and issue.column >= 1 and issue.suggestion for issue in told)


@pytest.mark.parametrize("labelled", ASKED, ids=lambda each: f"{each.rule}: {each.text[:40]}")
def test_a_sentence_that_breaks_a_rule_is_found_and_one_that_does_not_is_left_alone(labelled: Labelled) -> None:
    assert is_found(labelled) is labelled.breaks


def test_every_rule_about_words_is_held_to_sentences_that_are_not_its_examples() -> None:
    assert len(ASKED) > 300
    examples = {(rule.id, text) for rule in TEXT_RULES for text in (rule.passes, rule.fails)}
    assert [each for each in ASKED if (each.rule, each.text) in examples] == []
    few = [
        rule.id
        for rule in TEXT_RULES
        if len(of_rule(rule.id, breaks=True)) < 2 or len(of_rule(rule.id, breaks=False)) < 2
    ]
    assert few == []


def test_the_shipped_conversations_break_no_rule_and_need_no_exception() -> None:
    checked = check(read_files(SHIPPED))

    assert [str(issue) for issue in checked.issues if issue.severity is not Severity.NOTE] == []
    assert checked.excepted == ()


def test_the_lists_hold_nothing_twice_and_nothing_that_contradicts() -> None:
    lists = shipped_lists()

    assert 1500 <= len(lists.common) <= 2000
    assert not {word for word in lists.hard_words if word in lists.common}
    assert not {word for word in lists.synonyms if word in lists.common}
    explained = {word for word, instead in lists.hard_words.items() if not instead}
    assert explained
    assert sorted(explained - set(lists.glossary)) == []


@pytest.mark.parametrize("word", sorted(shipped_lists().glossary))
def test_the_sentence_that_explains_a_word_is_easy_to_read_itself(word: str) -> None:
    text = Text(text=shipped_lists().glossary[word])
    strict = [each for each in TEXT_RULES if each.holds_for(text, "en")]

    assert [
        (each.id, list(each.check(text, shipped_lists()))) for each in strict if list(each.check(text, shipped_lists()))
    ] == []
