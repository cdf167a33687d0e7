"""Names of people: from the gazetteers, from cues, from further recognisers, and by expansion from all of these.

Names of the further recognisers join those of the rules before expansion. Words that can only be an ordinary word, a
drug, a day or the name of a ward are dropped.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.privacy.redaction.cues import find_cued_names
from bot.privacy.redaction.doc import Doc, Wards, parse
from bot.privacy.redaction.expansion import expand_names
from bot.privacy.redaction.recognisers import NameRecogniser
from bot.privacy.redaction.spans import EntityKind, Span
from bot.privacy.redaction.words import word_list

_MIN_NAME_LENGTH = 2


def find_names(text: str, *, recognisers: Sequence[NameRecogniser], wards: Wards = frozenset()) -> Iterator[Span]:
    """Yield the names in a text. Exceptions of a recogniser are raised, since names may have been missed."""
    doc = parse(text, wards=wards)
    known = {index for index in range(len(doc.tokens)) if _known(doc, index)} | set(find_cued_names(doc))
    names = expand_names(doc, known | set(_recognised(doc, text, recognisers, known)))
    start: int | None = None
    for index in sorted(names):
        token = doc.tokens[index]
        start = token.start if start is None else start
        if index + 1 not in names or doc.gap(index + 1) not in {" ", ". "}:
            yield Span(start, token.end, EntityKind.NAME)
            start = None


def _known(doc: Doc, index: int) -> bool:
    return doc.is_name(index) and (doc.is_first_name(index) or doc.capitalised(index))


def _recognised(doc: Doc, text: str, recognisers: Sequence[NameRecogniser], known: set[int]) -> Iterator[int]:
    """Yield the words that a recogniser takes for names, if they could be."""
    starts = [token.start for token in doc.tokens]
    candidates = [
        Span(token.start, token.end, EntityKind.NAME)
        for index, token in enumerate(doc.tokens)
        if index not in known and len(token.fold) >= _MIN_NAME_LENGTH and _is_candidate(doc, index)
    ]
    for recogniser in recognisers:
        for span in recogniser.find(text, candidates):
            if not 0 <= span.start < span.end <= len(text):
                raise ValueError(
                    f"A name recogniser returned {span} in a text of {len(text)} characters: fix the recogniser."
                )
            yield from _overlapping(doc, span, starts)


def _overlapping(doc: Doc, span: Span, starts: list[int]) -> Iterator[int]:
    """Yield the words that overlap the span and could be names."""
    first = max(0, bisect_right(starts, span.start) - 1)
    for index in range(first, bisect_right(starts, span.end - 1)):
        if doc.tokens[index].end > span.start and _is_candidate(doc, index):
            yield index


def _is_candidate(doc: Doc, index: int) -> bool:
    """Tell whether a recogniser decides about this word. For "grace" in lower case the cues decide alone."""
    only_a_word = doc.may_be_name(index) and not doc.tokens[index].capital
    return doc.could_be_name(index) and not only_a_word and not _is_place(doc, index)


def _is_place(doc: Doc, index: int) -> bool:
    """As in "Hawthorn ward has a quiet room", where Hawthorn looks like a surname."""
    building = doc.gap(index + 1) == " " and doc.word(index + 1) in word_list("buildings")
    return building and doc.tokens[index].capital and not doc.is_first_name(index)
