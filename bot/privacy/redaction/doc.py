"""A tokenised text, and what a word shows without its context: a listed name, a capital. No IO."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.redaction.gazetteer import all_names, first_names, surnames
from bot.privacy.redaction.tokens import WordToken, tokenise
from bot.privacy.redaction.words import is_only_a_word, is_ordinary, may_be_a_name, word_list

Wards = frozenset[tuple[str, ...]]
"""The folded words of the names of wards."""

_MAX_PLACE_WORDS = 3
_MIN_STEM_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Doc:
    """The words of one text. Those whose index is in `guarded` are part of the name of a place, never of a person."""

    tokens: tuple[WordToken, ...]
    guarded: frozenset[int]
    ward_words: frozenset[str]

    def has_word(self, index: int) -> bool:
        """Tell whether there is a word here that may be part of a person's name."""
        return 0 <= index < len(self.tokens) and index not in self.guarded

    def word(self, index: int) -> str:
        """Return the folded word here, or an empty string."""
        return self.tokens[index].fold if 0 <= index < len(self.tokens) else ""

    def gap(self, index: int) -> str:
        """Return the characters between the previous word and this one; a new line if there is no such word."""
        return self.tokens[index].gap if 0 < index < len(self.tokens) else "\n"

    def capitalised(self, index: int) -> bool:
        """Tell whether the word is capitalised without opening a sentence."""
        return self.has_word(index) and self.tokens[index].capital and not self.tokens[index].opening

    def is_initial(self, index: int) -> bool:
        """Tell whether this is an initial, as in "Sarah K"."""
        return (
            self.has_word(index)
            and self.tokens[index].capital
            and len(self.word(index)) == 1
            and self.word(index) != "i"
        )

    def is_first_name(self, index: int) -> bool:
        """Tell whether this is a common first name and not an ordinary word."""
        return self._is_listed(index, first_names())

    def is_surname(self, index: int) -> bool:
        """Tell whether this is a surname and not an ordinary word."""
        return self._is_listed(index, surnames())

    def is_name(self, index: int) -> bool:
        """Tell whether this is a name of any locale and not an ordinary word."""
        return self._is_listed(index, all_names())

    def may_be_name(self, index: int) -> bool:
        """Tell whether this is an ordinary word that is also a name, such as Grace or Will."""
        return self.has_word(index) and may_be_a_name(self.word(index))

    def unknown_capital(self, index: int) -> bool:
        """Tell whether this is capitalised inside a sentence and not an ordinary word."""
        return self.capitalised(index) and not is_ordinary(self.word(index)) and self.word(index) not in self.ward_words

    def could_be_name(self, index: int) -> bool:
        """Tell whether nothing about the word itself rules out a name."""
        return self.has_word(index) and not is_only_a_word(self.word(index))

    def is_verb(self, index: int) -> bool:
        """Tell whether this is a verb that people take, directly after the previous word."""
        return self.gap(index) == " " and self.word(index) in word_list("agent_verbs", "be_verbs")

    def _is_listed(self, index: int, names: frozenset[str]) -> bool:
        word = self.word(index)
        if not self.has_word(index) or word in self.ward_words:
            return False
        parts = [word] if word in names else word.split("-")
        return all(part in names and not is_ordinary(part) for part in parts) or self._lacks_apostrophe(word)

    def _lacks_apostrophe(self, word: str) -> bool:
        """Tell whether this is a possessive without an apostrophe, as in "sarahs attitude"."""
        stem = word.removesuffix("s")
        known = stem != word and len(stem) >= _MIN_STEM_LENGTH and stem in first_names()
        return known and not is_ordinary(word) and not is_ordinary(stem)


def parse(text: str, *, wards: Wards = frozenset()) -> Doc:
    """Return the words of a text, with the names of wards and other places guarded."""
    tokens = tokenise(text)
    folds = [token.fold for token in tokens]
    guarded = frozenset(_ward_names(folds, wards)) | frozenset(_place_names(tokens))
    return Doc(tokens, guarded, frozenset(name[0] for name in wards if len(name) == 1))


def _ward_names(folds: list[str], wards: Wards) -> Iterator[int]:
    for name in wards:
        for start in range(len(folds) - len(name) + 1) if len(name) > 1 else ():
            if tuple(folds[start : start + len(name)]) == name:
                yield from range(start, start + len(name))


def _place_names(tokens: tuple[WordToken, ...]) -> Iterator[int]:
    """Yield the words between "on" and "ward", "at" and "hospital" and the like, if they are few."""
    for end, token in enumerate(tokens):
        if token.fold not in word_list("buildings"):
            continue
        for start in range(end - 1, max(-1, end - 2 - _MAX_PLACE_WORDS), -1):
            if tokens[start].fold in word_list("towards"):
                yield from range(start + 1, end)
                break
            if tokens[start + 1].gap != " " or (start < end - 1 and not tokens[start].capital):
                break
