"""Suggestions for easy-read words that staff write outside the conversation files. Staff decide about them."""

from collections.abc import Iterator

from bot.engine.wording import Register
from bot.writing import initials, sentences, signs, vocabulary
from bot.writing.lists import WordLists
from bot.writing.rules import TextRule
from bot.writing.text import Passage, TextRole

SHOWN_TO_STAFF = ("L01", "L13", "L18", "L09", "L16")
"""Rules whose findings anybody can fix at once. Hard words are a matter for whoever maintains the word lists."""

_RULES: dict[str, TextRule] = {
    rule.id: rule for rule in (*initials.RULES, *sentences.RULES, *signs.RULES, *vocabulary.RULES)
}


def easy_read_warnings(text: str, lists: WordLists) -> Iterator[str]:
    """Yield suggestions for an easy-read text.

    >>> list(easy_read_warnings("We have two cooks & a garden", WordLists()))
    ['write “two” in digits', 'write “and”']
    """
    passage = Passage(text=text, register=Register.EASY_READ, role=TextRole.NOTICE)
    for rule in SHOWN_TO_STAFF:
        yield from dict.fromkeys(finding.suggestion for finding in _RULES[rule].check(passage, lists))
