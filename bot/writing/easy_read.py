"""Easy-read words that staff write outside the conversation files. A person decides; a rule only points."""

from collections.abc import Iterator

from bot.engine.wording import Register
from bot.writing import initials, sentences, signs, vocabulary
from bot.writing.lists import Lists
from bot.writing.rules import TextRule
from bot.writing.text import Part, Text

POINTED_AT = ("L01", "L13", "L18", "L09", "L16")
"""What anybody can put right at once. Which words are hard is for the people who write the conversations to list."""

_RULES: dict[str, TextRule] = {
    each.id: each for each in (*initials.RULES, *sentences.RULES, *signs.RULES, *vocabulary.RULES)
}


def easy_read_warnings(text: str, lists: Lists) -> Iterator[str]:
    """Yield what to look at again in an easy-read text, in plain words.

    >>> list(easy_read_warnings("We have two cooks & a garden", Lists()))
    ['write “two” in digits', 'write “and”']
    """
    looked_at = Text(text=text, register=Register.EASY_READ, part=Part.NOTICE)
    for rule in POINTED_AT:
        yield from dict.fromkeys(found.instead for found in _RULES[rule].check(looked_at, lists))
