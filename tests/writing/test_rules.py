"""The rules for writing: each has a source, its examples are right, and it finds more than its examples."""

import pytest

from bot.engine.issues import Severity
from bot.engine.wording import Register
from bot.flows.files import read_files
from bot.writing.check import check
from bot.writing.registry import BY_ID, RULES, TEXT_RULES
from bot.writing.rules import FlowRule, Rule, TextRule
from bot.writing.text import STEM, Passage
from tests.flows.conversations import SHIPPED, Copy
from tests.writing.labelled import LABELLED, Labelled
from tests.writing.scoring import is_found, of_rule, shipped_lists

FLOW_RULES = [rule for rule in RULES if isinstance(rule, FlowRule)]
COPIED = [rule for rule in FLOW_RULES if rule.id != "L34"]
"""L34 is about sign-offs, which tests/writing/test_check.py makes and invalidates."""


def example(rule: TextRule, text: str) -> Passage:
    return Passage(text=text, register=min(rule.severity), role=rule.example_role, asks=rule.roles == STEM)


def test_there_are_38_rules_and_none_twice() -> None:
    assert [rule.id for rule in RULES] == [f"L{number:02}" for number in range(1, 39)]
    assert len(BY_ID) == 38


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_title_a_source_registers_and_two_examples(rule: Rule) -> None:
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert len(rule.source) > 4
    assert set(rule.severity) <= set(Register)
    assert rule.severity
    assert rule.passes != rule.fails


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.id)
def test_a_rule_reports_its_bad_example_with_a_suggestion(rule: TextRule) -> None:
    findings = list(rule.check(example(rule, rule.fails), shipped_lists()))

    assert findings
    assert all(finding.what and finding.suggestion for finding in findings)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.id)
def test_no_rule_reports_the_good_example_of_a_rule(rule: TextRule) -> None:
    text = example(rule, rule.passes)

    assert list(rule.check(text, shipped_lists())) == []
    others = [other for other in TEXT_RULES if other.applies_to(text, "en")]
    assert [(other.id, finding) for other in others for finding in other.check(text, shipped_lists())] == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", COPIED, ids=lambda rule: rule.id)
def test_a_flow_changed_to_a_bad_example_is_reported_with_its_position(rule: FlowRule, copy: Copy) -> None:
    assert rule.id not in {issue.rule for issue in check(read_files(copy.root)).issues}

    copy.change(rule.file, rule.passes, rule.fails)

    reported = [issue for issue in check(read_files(copy.root)).issues if issue.rule == rule.id]
    assert reported
    assert all(issue.line >= 1 and issue.column >= 1 and issue.suggestion for issue in reported)


@pytest.mark.parametrize("labelled", LABELLED, ids=lambda labelled: f"{labelled.rule}: {labelled.text[:40]}")
def test_a_labelled_sentence_is_reported_only_if_it_breaks_the_rule(labelled: Labelled) -> None:
    assert is_found(labelled) is labelled.breaks


def test_every_rule_about_words_has_labelled_sentences_besides_its_examples() -> None:
    assert len(LABELLED) > 300
    examples = {(rule.id, text) for rule in TEXT_RULES for text in (rule.passes, rule.fails)}
    assert [labelled for labelled in LABELLED if (labelled.rule, labelled.text) in examples] == []
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


def test_the_word_lists_do_not_contradict_each_other() -> None:
    lists = shipped_lists()

    assert 1500 <= len(lists.common) <= 2000
    assert not {word for word in lists.hard_words if word in lists.common}
    assert not {word for word in lists.synonyms if word in lists.common}
    explained = {word for word, instead in lists.hard_words.items() if not instead}
    assert explained
    assert sorted(explained - set(lists.glossary)) == []


@pytest.mark.parametrize("word", sorted(shipped_lists().glossary))
def test_the_explanations_in_the_glossary_follow_every_rule(word: str) -> None:
    text = Passage(text=shipped_lists().glossary[word])
    others = [other for other in TEXT_RULES if other.applies_to(text, "en")]

    assert [(other.id, finding) for other in others for finding in other.check(text, shipped_lists())] == []
