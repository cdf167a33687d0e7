"""What can be said of each word of a text on its own: a known name, also a name, a strange capital. No IO."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.redaction.gazetteer import all_names, first_names, surnames
from bot.privacy.redaction.tokens import Token, tokenise
from bot.privacy.redaction.words import is_only_a_word, is_ordinary, may_be_a_name, word_list

Wards = frozenset[tuple[str, ...]]
"""The folded words of each ward's name."""

_LONGEST_WARD_NAME = 3
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one text. Words whose index is in `guarded` name a place and are never a person's name."""

    tokens: tuple[Token, ...]
    guarded: frozenset[int]
    ward_words: frozenset[str]

    def has(self, index: int) -> bool:
        """Whether there is a word here that may be part of someone's name."""
        return 0 <= index < len(self.tokens) and index not in self.guarded

    def word(self, index: int) -> str:
        """The folded word here, or nothing."""
        return self.tokens[index].fold if 0 <= index < len(self.tokens) else ""

    def gap(self, index: int) -> str:
        """What stands before this word; a new line if there is no such word."""
        return self.tokens[index].gap if 0 < index < len(self.tokens) else "\n"

    def capital(self, index: int) -> bool:
        """Whether the word has a capital that its sentence did not ask for."""
        return self.has(index) and self.tokens[index].capital and not self.tokens[index].opening

    def initial(self, index: int) -> bool:
        """Whether this is the one letter of an initial, as in "Sarah K"."""
        return self.has(index) and self.tokens[index].capital and len(self.word(index)) == 1 and self.word(index) != "i"

    def first_name(self, index: int) -> bool:
        """Whether this is a common first name and nothing else."""
        return self._listed(index, first_names())

    def surname(self, index: int) -> bool:
        """Whether this is a surname and not an ordinary word."""
        return self._listed(index, surnames())

    def name(self, index: int) -> bool:
        """Whether this is a name from anywhere and not an ordinary word."""
        return self._listed(index, all_names())

    def also_a_name(self, index: int) -> bool:
        """Whether this is a word such as Grace or Will."""
        return self.has(index) and may_be_a_name(self.word(index))

    def strange(self, index: int) -> bool:
        """Whether this has a capital inside a sentence and is not an ordinary word."""
        return self.capital(index) and not is_ordinary(self.word(index)) and self.word(index) not in self.ward_words

    def could_be_a_name(self, index: int) -> bool:
        """Whether nothing about the word itself rules a name out."""
        return self.has(index) and not is_only_a_word(self.word(index))

    def verb(self, index: int) -> bool:
        """Whether this is something a person is, has or does, close behind the word before."""
        return self.gap(index) == " " and self.word(index) in word_list("agent_verbs", "be_verbs")

    def _listed(self, index: int, names: frozenset[str]) -> bool:
        word = self.word(index)
        if not self.has(index) or word in self.ward_words:
            return False
        parts = [word] if word in names else word.split("-")
        return all(part in names and not is_ordinary(part) for part in parts) or self._missed_apostrophe(word)

    def _missed_apostrophe(self, word: str) -> bool:
        """Whether this is a name as in "sarahs attitude"."""
        stem = word.removesuffix("s")
        known = stem != word and len(stem) >= _SHORTEST_STEM and stem in first_names()
        return known and not is_ordinary(word) and not is_ordinary(stem)


def read(text: str, *, wards: Wards = frozenset()) -> Page:
    """The words of a text, with the names of wards and other places guarded."""
    tokens = tokenise(text)
    folds = [token.fold for token in tokens]
    guarded = frozenset(_ward_names(folds, wards)) | frozenset(_place_names(tokens))
    return Page(tokens, guarded, frozenset(name[0] for name in wards if len(name) == 1))


def _ward_names(folds: list[str], wards: Wards) -> Iterator[int]:
    for name in wards:
        for start in range(len(folds) - len(name) + 1) if len(name) > 1 else ():
            if tuple(folds[start : start + len(name)]) == name:
                yield from range(start, start + len(name))


def _place_names(tokens: tuple[Token, ...]) -> Iterator[int]:
    """The words between "on" and "ward", "at" and "hospital", and so on, if they are few."""
    for end, token in enumerate(tokens):
        if token.fold not in word_list("buildings"):
            continue
        for start in range(end - 1, max(-1, end - 2 - _LONGEST_WARD_NAME), -1):
            if tokens[start].fold in word_list("towards"):
                yield from range(start + 1, end)
                break
            if tokens[start + 1].gap != " " or (start < end - 1 and not tokens[start].capital):
                break
