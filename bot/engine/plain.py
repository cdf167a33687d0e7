"""Text in a form in which what people type can be compared with what an author wrote. No IO."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`´]")
# The vowels of Indian scripts are marks, which Python does not count to words. U+0964 and U+0965 are full stops.
_NOT_WORDS = re.compile("(?:(?![\u0900-\u0963\u0966-\u0dff])[\\W_])+")
_STYLE_MARKS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
_ONE_LETTER = str.maketrans("يىكہ", "ییکه")
"""Letters of Arabic, Urdu and Persian keyboards that look the same to who types them."""

_STRETCHED = re.compile(r"(.)\1{2,}")


def plain(text: str) -> str:
    """Return the text in lower case, without accents, apostrophes and punctuation, words separated by a space.

    Text with no letters or digits, such as an emoji, keeps its characters but not skin tone or style.

    >>> plain("  I DON'T know!! ")
    'i dont know'
    """
    folded = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", text).casefold())
    without_accents = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _NOT_WORDS.sub(" ", without_accents.translate(_ONE_LETTER)).strip()
    return words or _STYLE_MARKS.sub("", text).strip()


def unstretched(text: str) -> tuple[str, ...]:
    """Return the plain text and, where letters are drawn out, what it is likely to mean.

    >>> unstretched("yesss")
    ('yesss', 'yess', 'yes')
    """
    doubled, single = _STRETCHED.sub(r"\1\1", text), _STRETCHED.sub(r"\1", text)
    return tuple(dict.fromkeys((text, doubled, single)))


def edits(one: str, other: str, most: int) -> int:
    """Return how many letters to add, drop, change or swap; anything above `most` is `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    second_last: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, counterpart in enumerate(other, 1):
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (letter != counterpart),
            )
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart
            if swapped:
                cost = min(cost, second_last[column - 2] + 1)
            current.append(cost)
        second_last, previous = previous, current
    return min(previous[-1], most + 1)
