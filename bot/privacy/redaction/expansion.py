"""Expansion from recognised names to those beside them: surnames, initials, the rest of a list. No IO."""

from collections.abc import Iterable, Iterator

from bot.privacy.redaction.doc import Doc
from bot.privacy.redaction.words import is_ordinary, word_list

_AND = frozenset({"and", "n", "or", "plus"})
_COMMAS = frozenset({", ", ",", " , ", " & ", "&", "/", " / ", " + ", "+"})
_MIN_REPEATED_LENGTH = 3


def expand_names(doc: Doc, seeds: Iterable[int]) -> frozenset[int]:
    """Return these words and all others that they imply to be names."""
    names = set(seeds)
    fresh = sorted(names)
    while fresh:
        beside = {neighbour for index in fresh for neighbour in _neighbours(doc, index)}
        repeated = _repeated(doc, {doc.word(index) for index in fresh})
        fresh = sorted((beside | repeated) - names)
        names.update(fresh)
    return frozenset(names)


def _neighbours(doc: Doc, index: int) -> Iterator[int]:
    yield from _surname(doc, index)
    yield from _forename(doc, index)
    yield from _next_in_list(doc, index)
    yield from _last_in_list(doc, index)


def _surname(doc: Doc, index: int) -> Iterator[int]:
    """As in "Sarah Green", "sarah jones", "Sarah K", "Fatima al Hassan"."""
    following = index + 1
    if doc.gap(following) != " " or doc.tokens[index].possessive:
        return
    if (
        doc.word(following) in word_list("particles")
        and doc.gap(following + 1) == " "
        and (doc.is_name(following + 1) or doc.unknown_capital(following + 1))
    ):
        yield from (following, following + 1)
        return
    written = doc.capitalised(following) and (doc.is_initial(following) or doc.could_be_name(following))
    may_be_name = doc.may_be_name(following) and doc.is_verb(following + 1)
    if written or may_be_name or doc.is_surname(following):
        yield following


def _forename(doc: Doc, index: int) -> Iterator[int]:
    """As in "Xanthe Smith", "J. Smith"."""
    previous = index - 1
    if not doc.has_word(previous) or doc.gap(index) not in {" ", ". "} or not doc.tokens[index].capital:
        return
    strange = doc.tokens[previous].capital and not is_ordinary(doc.word(previous)) and doc.gap(index) == " "
    if doc.is_initial(previous) or (strange and len(doc.word(previous)) > 1):
        yield previous


def _next_in_list(doc: Doc, index: int) -> Iterator[int]:
    """As in "Priya and Tomasz", "Priya, Tomasz and Grace"."""
    following = index + 1
    if doc.gap(following) in _COMMAS:
        yield from _listed(doc, following, certain=False)
    if doc.word(following) in _AND and doc.gap(following) in {" ", ", "} and doc.gap(following + 1) == " ":
        yield from _listed(doc, following + 1, certain=True)


def _last_in_list(doc: Doc, index: int) -> Iterator[int]:
    previous = index - 1
    if doc.gap(index) in _COMMAS:
        yield from _listed(doc, previous, certain=False)
    if doc.word(previous) in _AND and doc.gap(index) == " " and doc.gap(previous) in {" ", ", "}:
        yield from _listed(doc, previous - 1, certain=True)


def _listed(doc: Doc, index: int, *, certain: bool) -> Iterator[int]:
    """Yield this word if it may be part of a list of names. After a comma it must be a known name."""
    may_be_name = doc.may_be_name(index) and (doc.capitalised(index) or doc.is_verb(index + 1))
    if doc.is_name(index) or may_be_name or (certain and doc.unknown_capital(index)):
        yield index


def _repeated(doc: Doc, words: set[str]) -> set[int]:
    """Return further occurrences of these names; an ordinary word only where it is written as a name."""
    alike = {
        index
        for index, token in enumerate(doc.tokens)
        if token.fold in words and len(token.fold) >= _MIN_REPEATED_LENGTH and doc.has_word(index)
    }
    return {index for index in alike if _written_as_name(doc, index)}


def _written_as_name(doc: Doc, index: int) -> bool:
    word = doc.word(index)
    written = doc.capitalised(index) or (doc.tokens[index].capital and doc.is_verb(index + 1))
    return not is_ordinary(word) or (written and word not in word_list("function_words"))
