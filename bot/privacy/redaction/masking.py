"""A text during redaction. No IO.

Every redacted span becomes one character, `MARK`, that no recogniser matches. So they never read the words of a
placeholder, and redacting a text twice is the same as redacting it once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.privacy.redaction.spans import EntityKind, Span, merge

MARK = "\ufffc"
"""Replaces one redacted span. `normalise` removes any that the text contained."""

_PLACEHOLDER = re.compile(r"\[(" + "|".join(kind.value for kind in EntityKind) + r")\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind of one `MARK`. `fresh` is false for placeholders that the text contained from the start."""

    kind: EntityKind
    fresh: bool


@dataclass(frozen=True, slots=True)
class MaskedText:
    """`text` contains one `MARK` for every one of `marks`, in order."""

    text: str
    marks: tuple[Mark, ...] = ()

    def without(self, spans: Iterable[Span]) -> "MaskedText":
        """Return the text with these spans redacted; a mark inside a span is replaced with it."""
        pieces: list[str] = []
        marks: list[Mark] = []
        existing = iter(self.marks)
        position = 0
        for span in merge(spans):
            kept, inside = self.text[position : span.start], self.text[span.start : span.end]
            pieces += [kept, MARK]
            marks += [next(existing) for _ in range(kept.count(MARK))]
            for _ in range(inside.count(MARK)):
                next(existing)
            marks.append(Mark(span.kind, fresh=True))
            position = span.end
        pieces.append(self.text[position:])
        return MaskedText("".join(pieces), (*marks, *existing))

    def with_placeholders(self) -> str:
        """Return the text with placeholders for its marks."""
        marks = iter(self.marks)
        return re.sub(MARK, lambda _: f"[{next(marks).kind}]", self.text)

    def kinds(self) -> tuple[EntityKind, ...]:
        """Return the kinds of what was redacted, every kind once, in order of first appearance."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks if mark.fresh))


def mask_placeholders(text: str) -> MaskedText:
    """Return the normalised text with marks for the placeholders that it contains."""
    marks = tuple(Mark(EntityKind(match[1]), fresh=False) for match in _PLACEHOLDER.finditer(text))
    return MaskedText(_PLACEHOLDER.sub(MARK, text), marks)
