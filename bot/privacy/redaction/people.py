"""Names of people: known ones, those that a cue gives away, those a finder sees, and all that these lead to.

The finders' names are joined with the rules' before growing, and what can only be an ordinary word, a drug, a
day or the name of a ward is dropped from either.
"""

from collections.abc import Iterator, Sequence

from bot.privacy.names import NameFinder
from bot.privacy.redaction.cues import named_by_cues
from bot.privacy.redaction.growth import grow
from bot.privacy.redaction.page import Page, Wards, read
from bot.privacy.redaction.spans import Kind, Span


def names_of_people(text: str, *, finders: Sequence[NameFinder] = (), wards: Wards = frozenset()) -> Iterator[Span]:
    """The names in a text. What stands in the way of a finder is raised: names may have been missed."""
    page = read(text, wards=wards)
    known = {index for index in range(len(page.tokens)) if _known(page, index)}
    found = {index for finder in finders for span in finder.find(text) for index in _touched(page, span, text)}
    names = grow(page, known | set(named_by_cues(page)) | found)
    start: int | None = None
    for index in sorted(names):
        token = page.tokens[index]
        start = token.start if start is None else start
        if index + 1 not in names or page.gap(index + 1) not in {" ", ". "}:
            yield Span(start, token.end, Kind.NAME)
            start = None


def _known(page: Page, index: int) -> bool:
    return page.name(index) and (page.first_name(index) or page.capital(index))


def _touched(page: Page, span: Span, text: str) -> Iterator[int]:
    """The words that a finder's span touches and that could be names."""
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"A name finder gave {span}, but the text has {len(text)} characters: mend the finder.")
    for index, token in enumerate(page.tokens):
        if token.start < span.end and span.start < token.end and page.could_be_a_name(index):
            yield index
