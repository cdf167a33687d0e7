"""Names of people: known ones, those that a cue gives away, those a finder sees, and all that these lead to.

The finders' names are joined with the rules' before growing, and what can only be an ordinary word, a drug, a
day or the name of a ward is dropped from either.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.privacy.redaction.cues import named_by_cues
from bot.privacy.redaction.finders import NameFinder
from bot.privacy.redaction.growth import grow
from bot.privacy.redaction.page import Page, Wards, read
from bot.privacy.redaction.spans import Kind, Span
from bot.privacy.redaction.words import word_list

_SHORTEST_NAME = 2


def names_of_people(text: str, *, finders: Sequence[NameFinder], wards: Wards = frozenset()) -> Iterator[Span]:
    """The names in a text. What stands in the way of a finder is raised: names may have been missed."""
    page = read(text, wards=wards)
    known = {index for index in range(len(page.tokens)) if _known(page, index)} | set(named_by_cues(page))
    names = grow(page, known | set(_found(page, text, finders, known)))
    start: int | None = None
    for index in sorted(names):
        token = page.tokens[index]
        start = token.start if start is None else start
        if index + 1 not in names or page.gap(index + 1) not in {" ", ". "}:
            yield Span(start, token.end, Kind.NAME)
            start = None


def _known(page: Page, index: int) -> bool:
    return page.name(index) and (page.first_name(index) or page.capital(index))


def _found(page: Page, text: str, finders: Sequence[NameFinder], known: set[int]) -> Iterator[int]:
    """The words that a finder takes for names and that could be."""
    starts = [token.start for token in page.tokens]
    asked = [
        Span(token.start, token.end, Kind.NAME)
        for index, token in enumerate(page.tokens)
        if index not in known and len(token.fold) >= _SHORTEST_NAME and _believed(page, index)
    ]
    for finder in finders:
        for span in finder.find(text, asked):
            if not 0 <= span.start < span.end <= len(text):
                raise ValueError(
                    f"A name finder gave {span}, but the text has {len(text)} characters: mend the finder."
                )
            yield from _touched(page, span, starts)


def _touched(page: Page, span: Span, starts: list[int]) -> Iterator[int]:
    """The words that a finder's span touches and that could be names."""
    first = max(0, bisect_right(starts, span.start) - 1)
    for index in range(first, bisect_right(starts, span.end - 1)):
        if page.tokens[index].end > span.start and _believed(page, index):
            yield index


def _believed(page: Page, index: int) -> bool:
    """Whether a finder may take this word out. It is not asked of "grace" in small letters: there the cues decide."""
    only_a_word = page.also_a_name(index) and not page.tokens[index].capital
    return page.could_be_a_name(index) and not only_a_word and not _a_place(page, index)


def _a_place(page: Page, index: int) -> bool:
    """As in "Hawthorn ward has a quiet room": for a finder that looks like a surname."""
    building = page.gap(index + 1) == " " and page.word(index + 1) in word_list("buildings")
    return building and page.tokens[index].capital and not page.first_name(index)
