"""The words of a text, and whether their capitals mean anything. No IO."""

import re
from dataclasses import dataclass

from bot.privacy.redaction.words import fold, word_list

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")
_POSSESSIVE = ("'s", "’s")
_GAP_WITHIN_SENTENCE = re.compile(r"[ ,&/+'’\-\ufffc]*")
_MIN_WORDS = 5
_CAPITALS_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class WordToken:
    """One word, without a possessive ending.

    `gap` is the characters between the previous word and this one. `capital` tells whether the word has a capital that
    means anything: not in initialisms such as CQC, and nowhere in a text in capitals.
    """

    start: int
    end: int
    fold: str
    gap: str
    capital: bool
    opening: bool
    possessive: bool


def tokenise(text: str) -> tuple[WordToken, ...]:
    """Return the words of a text, in order."""
    matches = list(_WORD.finditer(text))
    capitals_count = not _capitals_everywhere([match[0] for match in matches])
    tokens: list[WordToken] = []
    after = 0
    for match in matches:
        gap = text[after : match.start()]
        after = match.end()
        possessive = match[0].endswith(_POSSESSIVE)
        word = match[0][:-2] if possessive else match[0]
        tokens.append(
            WordToken(
                start=match.start(),
                end=match.start() + len(word),
                fold=fold(word),
                gap=gap,
                capital=capitals_count and word[0].isupper() and (len(word) == 1 or not word.isupper()),
                opening=not tokens or not _carries_on(tokens[-1].fold, gap),
                possessive=possessive,
            )
        )
    return tuple(tokens)


def _carries_on(previous: str, gap: str) -> bool:
    """Tell whether the sentence goes on after this gap: the stop of "Dr." and "J." does not end it."""
    shortened = gap == ". " and (len(previous) == 1 or previous in word_list("titles"))
    return shortened or bool(_GAP_WITHIN_SENTENCE.fullmatch(gap))


def _capitals_everywhere(words: list[str]) -> bool:
    with_capital = sum(word[0].isupper() for word in words)
    return len(words) >= _MIN_WORDS and with_capital > _CAPITALS_SHARE * len(words)
