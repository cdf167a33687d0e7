"""The word lists beside this module: read once, when first needed."""

import unicodedata
from functools import cache
from importlib.resources import files

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "ə": "e", "’": "'", "ß": "ss"}
)

_ONLY_WORDS = ("function_words", "ordinary", "titles", "roles", "relations", "agent_verbs", "be_verbs")


@cache
def word_list(*names: str) -> frozenset[str]:
    """Return the folded words of `data/<name>.txt`, for all of these names."""
    folder = files(__package__).joinpath("data")
    texts = (folder.joinpath(f"{name}.txt").read_text(encoding="utf-8") for name in names)
    return frozenset(fold(word) for text in texts for word in text.split())


def fold(word: str) -> str:
    """Return the word in lower case without accents.

    >>> fold("Siân"), fold("Łukasz")
    ('sian', 'lukasz')
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold().translate(_PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def is_function_word(word: str) -> bool:
    """Tell whether this folded word is a function word, such as "the" or "of"."""
    return word in word_list("function_words")


def never_a_name(word: str) -> bool:
    """Tell whether this folded word is a drug, a day, a people, a faith, or a word or initialism of care."""
    return word in word_list("drugs", "calendar", "peoples", "care_words")


def may_be_a_name(word: str) -> bool:
    """Tell whether this folded word is an ordinary word and also a name, such as Grace, Hope or Will."""
    return word in word_list("also_names")


def is_ordinary(word: str) -> bool:
    """Tell whether this folded word is an ordinary word, whether or not it is also a name.

    >>> is_ordinary("kettle"), is_ordinary("grace"), is_ordinary("tomasz")
    (True, True, False)
    """
    return may_be_a_name(word) or is_only_a_word(word)


def is_only_a_word(word: str) -> bool:
    """Tell whether this folded word is an ordinary word and not also a name."""
    return word in word_list(*_ONLY_WORDS) or never_a_name(word)
