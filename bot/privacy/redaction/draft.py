"""A text while things are being taken out of it. No IO.

Each thing taken out is one character, `MARK`, that no rule matches: rules never read the words of a
placeholder, so redacting a text twice changes nothing the second time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.privacy.redaction.spans import Kind, Span, settle

MARK = "\ufffc"
"""Stands for one thing that was taken out. `normalise` lets none in from outside."""

_PLACEHOLDER = re.compile(r"\[(" + "|".join(kind.value for kind in Kind) + r")\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one `MARK` stands for. Placeholders that were there from the start are not `fresh`."""

    kind: Kind
    fresh: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` with one `MARK` for each of `marks`, in order."""

    text: str
    marks: tuple[Mark, ...] = ()

    def without(self, spans: Iterable[Span]) -> "Draft":
        """The draft with these characters taken out; a mark inside a span goes with it."""
        pieces: list[str] = []
        marks: list[Mark] = []
        old = iter(self.marks)
        position = 0
        for span in settle(spans):
            before, inside = self.text[position : span.start], self.text[span.start : span.end]
            pieces += [before, MARK]
            marks += [next(old) for _ in range(before.count(MARK))]
            for _ in range(inside.count(MARK)):
                next(old)
            marks.append(Mark(span.kind, fresh=True))
            position = span.end
        pieces.append(self.text[position:])
        return Draft("".join(pieces), (*marks, *old))

    def words(self) -> str:
        """The text with its placeholders written out."""
        marks = iter(self.marks)
        return re.sub(MARK, lambda _: f"[{next(marks).kind}]", self.text)

    def taken_out(self) -> tuple[Kind, ...]:
        """What was taken out, in order of first appearance, each kind once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks if mark.fresh))


def draft(text: str) -> Draft:
    """A draft of normalised text, with a mark for each placeholder that is already in it."""
    marks = tuple(Mark(Kind(found[1]), fresh=False) for found in _PLACEHOLDER.finditer(text))
    return Draft(_PLACEHOLDER.sub(MARK, text), marks)
