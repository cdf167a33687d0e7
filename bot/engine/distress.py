"""Words that may mean someone is in distress or danger. A safety net, never a judgement. No IO.

A list of phrases misses what is only implied and has false alarms, so its one effect is gentle: the person is shown
where help is. Nothing about it is stored.
"""

from bot.engine.plain import edits, plain, unstretched
from bot.engine.wording import Words

_LONG_WORD = 7
_END = 3
"""Letters at either end of a long word: the two ends have no letter and no swap of neighbours in common."""


def sounds_distressed(text: str, words: Words) -> bool:
    """Tell whether the text holds one of the phrases, as whole words, outside the known false alarms.

    One slip of a letter is forgiven in phrases of one long word.
    """
    padded = f" {plain(text)} "
    for innocent in words.not_distress:
        padded = padded.replace(f" {innocent} ", "  ")
    remaining = " ".join(padded.split())
    return any(_has_phrase(f" {spelling} ", words) for spelling in unstretched(remaining))


def _has_phrase(text: str, words: Words) -> bool:
    if any(f" {phrase} " in text for phrase in words.distress):
        return True
    long_words = [word for word in words.distress if len(word) >= _LONG_WORD and " " not in word]
    tokens = {token for token in text.split() if len(token) >= _LONG_WORD}
    return any(_is_a_slip_of(word, token) for token in tokens for word in long_words)


def _is_a_slip_of(word: str, token: str) -> bool:
    """Tell whether one letter makes the token of a long word. A slip at one end leaves the other end as it was."""
    has_an_end = token[:_END] == word[:_END] or token[-_END:] == word[-_END:]
    return has_an_end and edits(token, word, 1) <= 1
