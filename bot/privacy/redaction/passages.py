"""A text, passage by passage, for finders of names that take their time. No IO.

A finder is asked only about sentences with a word that could be a name, and about none of them twice while a
text is redacted, however many rounds that takes. Long sentences are cut into passages that overlap.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.privacy.names import NameFinder
from bot.privacy.redaction.page import Page
from bot.privacy.redaction.spans import Span

WORDS = 60
"""The most words in a passage; of two passages of one sentence, the second begins with the last of the first."""

OVERLAP = 12

MOST = 16_000
"""The most characters that finders are asked about for one text, all rounds together: some seconds' worth."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s|\n")
_SHORTEST_NAME = 2
_WIDEST_GAP = 12


class TooMuchToSearch(ValueError):  # noqa: N818 - it says what the text is
    """A text that cannot be searched in time. It must not be kept."""


class Search:
    """What finders say of one text. Made for one text and then thrown away, since it remembers its words."""

    def __init__(self, finders: Sequence[NameFinder]) -> None:
        self._finders = finders
        self._found: dict[str, tuple[Span, ...]] = {}
        self._asked = 0

    def names(self, page: Page, text: str) -> Iterator[Span]:
        """The names that finders see in a text, in order of passages; they may overlap."""
        for first, last in _passages(page) if self._finders else ():
            start, end = page.tokens[first].start, min(page.tokens[last].end + 1, len(text))
            for span in self._ask(text[start:end]):
                yield Span(start + span.start, start + span.end, span.kind)

    def _ask(self, passage: str) -> tuple[Span, ...]:
        if passage not in self._found:
            self._asked += len(passage)
            if self._asked > MOST:
                raise TooMuchToSearch("The text is too long, or changes too often while it is redacted.")
            self._found[passage] = tuple(span for finder in self._finders for span in finder.find(passage))
            for span in self._found[passage]:
                if not 0 <= span.start < span.end <= len(passage):
                    raise ValueError(
                        f"A name finder gave {span}, but the text has {len(passage)} characters: mend the finder."
                    )
        return self._found[passage]


def _passages(page: Page) -> Iterator[tuple[int, int]]:
    """The first and the last word of each passage in which there could be a name."""
    starts = [index for index, token in enumerate(page.tokens) if _begins(page, index, token.gap)]
    for start, end in pairwise([*starts, len(page.tokens)]):
        for first in range(start, max(start + 1, end - OVERLAP), WORDS - OVERLAP):
            last = min(first + WORDS, end) - 1
            if any(_candidate(page, index) for index in range(first, last + 1)):
                yield first, last


def _begins(page: Page, index: int, gap: str) -> bool:
    """Whether a sentence begins with this word, or words that have nothing to do with those before it."""
    ended = page.tokens[index].opening and _SENTENCE_END.search(gap)
    return index == 0 or bool(ended) or len(gap) > _WIDEST_GAP


def _candidate(page: Page, index: int) -> bool:
    return len(page.word(index)) >= _SHORTEST_NAME and page.could_be_a_name(index)
