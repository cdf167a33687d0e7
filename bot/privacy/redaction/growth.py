"""From one name to those beside it: surnames, initials, and the others of a list. No IO."""

from collections.abc import Iterable, Iterator

from bot.privacy.redaction.page import Page
from bot.privacy.redaction.words import is_ordinary, word_list

_AND = frozenset({"and", "n", "or", "plus"})
_COMMAS = frozenset({", ", ",", " , ", " & ", "&", "/", " / ", " + ", "+"})
_SHORTEST_REPEATED = 3


def grow(page: Page, seeds: Iterable[int]) -> frozenset[int]:
    """These words and all that they show to be names as well."""
    names = set(seeds)
    fresh = sorted(names)
    while fresh:
        beside = {found for index in fresh for found in _beside(page, index)}
        again = _repeated(page, {page.word(index) for index in fresh})
        fresh = sorted((beside | again) - names)
        names.update(fresh)
    return frozenset(names)


def _beside(page: Page, index: int) -> Iterator[int]:
    yield from _surname(page, index)
    yield from _forename(page, index)
    yield from _next_in_list(page, index)
    yield from _last_in_list(page, index)


def _surname(page: Page, index: int) -> Iterator[int]:
    """As in "Sarah Green", "sarah jones", "Sarah K", "Fatima al Hassan"."""
    after = index + 1
    if page.gap(after) != " " or page.tokens[index].possessive:
        return
    if (
        page.word(after) in word_list("particles")
        and page.gap(after + 1) == " "
        and (page.name(after + 1) or page.strange(after + 1))
    ):
        yield from (after, after + 1)
        return
    written = page.capital(after) and (page.initial(after) or page.could_be_a_name(after))
    also = page.also_a_name(after) and page.verb(after + 1)
    if written or also or page.surname(after):
        yield after


def _forename(page: Page, index: int) -> Iterator[int]:
    """As in "Xanthe Smith", "J. Smith"."""
    before = index - 1
    if not page.has(before) or page.gap(index) not in {" ", ". "} or not page.tokens[index].capital:
        return
    strange = page.tokens[before].capital and not is_ordinary(page.word(before)) and page.gap(index) == " "
    if page.initial(before) or (strange and len(page.word(before)) > 1):
        yield before


def _next_in_list(page: Page, index: int) -> Iterator[int]:
    """As in "Priya and Tomasz", "Priya, Tomasz and Grace"."""
    after = index + 1
    if page.gap(after) in _COMMAS:
        yield from _listed(page, after, sure=False)
    if page.word(after) in _AND and page.gap(after) in {" ", ", "} and page.gap(after + 1) == " ":
        yield from _listed(page, after + 1, sure=True)


def _last_in_list(page: Page, index: int) -> Iterator[int]:
    before = index - 1
    if page.gap(index) in _COMMAS:
        yield from _listed(page, before, sure=False)
    if page.word(before) in _AND and page.gap(index) == " " and page.gap(before) in {" ", ", "}:
        yield from _listed(page, before - 1, sure=True)


def _listed(page: Page, index: int, *, sure: bool) -> Iterator[int]:
    """This word, if it may stand in a list of names. After a comma it has to be a known one."""
    also = page.also_a_name(index) and (page.capital(index) or page.verb(index + 1))
    if page.name(index) or also or (sure and page.strange(index)):
        yield index


def _repeated(page: Page, words: set[str]) -> set[int]:
    """Where the same names stand again; a word that is also a name only where it is written as one."""
    alike = {
        index
        for index, token in enumerate(page.tokens)
        if token.fold in words and len(token.fold) >= _SHORTEST_REPEATED and page.has(index)
    }
    return {index for index in alike if _written_as_name(page, index)}


def _written_as_name(page: Page, index: int) -> bool:
    word = page.word(index)
    written = page.capital(index) or (page.tokens[index].capital and page.verb(index + 1))
    return not is_ordinary(word) or (written and word not in word_list("function_words"))
