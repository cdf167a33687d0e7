"""The lists of words beside this module: read once, when first needed."""

import unicodedata
from functools import cache
from importlib.resources import files

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "ə": "e", "’": "'", "ß": "ss"}
)

_ONLY_WORDS = ("function_words", "ordinary", "titles", "roles", "relations", "agent_verbs", "be_verbs")


@cache
def word_list(*names: str) -> frozenset[str]:
    """The words of each `data/<name>.txt`, one a line, folded."""
    folder = files(__package__).joinpath("data")
    texts = (folder.joinpath(f"{name}.txt").read_text(encoding="utf-8") for name in names)
    return frozenset(fold(word) for text in texts for word in text.split())


def fold(word: str) -> str:
    """The word in small letters without accents, so that one spelling stands for all.

    >>> fold("Siân"), fold("Łukasz")
    ('sian', 'lukasz')
    """
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.casefold().translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def is_function_word(word: str) -> bool:
    """Whether this folded word is one of the small ones that hold sentences together."""
    return word in word_list("function_words")


def never_a_name(word: str) -> bool:
    """Whether this folded word is a drug, a day, a people, a faith, or one of the words and initials of care."""
    return word in word_list("drugs", "calendar", "peoples", "care_words")


def may_be_a_name(word: str) -> bool:
    """Whether this folded word is also a name, such as Grace, Hope and Will."""
    return word in word_list("also_names")


def is_ordinary(word: str) -> bool:
    """Whether this folded word is an ordinary one, whatever else it may be.

    >>> is_ordinary("kettle"), is_ordinary("grace"), is_ordinary("tomasz")
    (True, True, False)
    """
    return may_be_a_name(word) or is_only_a_word(word)


def is_only_a_word(word: str) -> bool:
    """Whether this folded word is an ordinary one and not also a name."""
    return word in word_list(*_ONLY_WORDS) or never_a_name(word)
