"""The words of a text, with what their capitals say. No IO."""

import re
from dataclasses import dataclass

from bot.privacy.redaction.words import fold, word_list

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")
_POSSESSIVE = ("'s", "’s")
_GAP_INSIDE_A_SENTENCE = re.compile(r"[ ,&/+'’\-\ufffc]*")
_ENOUGH_TO_TELL = 5
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Token:
    """One word, without a possessive ending.

    `gap` is what stands between the word before and this one. `capital` is whether a capital letter means
    something here: not in initials such as CQC, and nowhere in a text that is written in capitals.
    """

    start: int
    end: int
    fold: str
    gap: str
    capital: bool
    opening: bool
    possessive: bool


def tokenise(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    found = list(_WORD.finditer(text))
    capitals_count = not _capitals_everywhere([match[0] for match in found])
    tokens: list[Token] = []
    after = 0
    for match in found:
        gap = text[after : match.start()]
        after = match.end()
        possessive = match[0].endswith(_POSSESSIVE)
        word = match[0][:-2] if possessive else match[0]
        tokens.append(
            Token(
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


def _carries_on(before: str, gap: str) -> bool:
    """Whether the sentence goes on after this gap: the stop of "Dr." and "J." does not end it."""
    shortened = gap == ". " and (len(before) == 1 or before in word_list("titles"))
    return shortened or bool(_GAP_INSIDE_A_SENTENCE.fullmatch(gap))


def _capitals_everywhere(words: list[str]) -> bool:
    with_capital = sum(word[0].isupper() for word in words)
    return len(words) >= _ENOUGH_TO_TELL and with_capital > _MOSTLY * len(words)
