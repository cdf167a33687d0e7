"""Spans of a text that identify somebody, and their kinds. No IO."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """A kind of identifying span, in the words of its placeholder: a name becomes `[name]`."""

    NAME = "name"
    PHONE = "phone number"
    NUMBER = "number"
    EMAIL = "email address"
    WEB = "web address"
    USERNAME = "username"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PLATE = "number plate"
    DATE = "date"
    DATE_OF_BIRTH = "date of birth"
    AGE = "age"
    ROOM = "room"
    DETAIL = "something that could show who you are"


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to, and not including, `end`."""

    start: int
    end: int
    kind: EntityKind


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, overlapping ones merged into one of the longest one's kind.

    >>> merge([Span(4, 9, EntityKind.NUMBER), Span(0, 6, EntityKind.EMAIL)])
    (Span(start=0, end=9, kind=<EntityKind.EMAIL: 'email address'>),)
    """
    merged: list[Span] = []
    longest = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        size = span.end - span.start
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
            longest = size
            continue
        last = merged.pop()
        merged.append(Span(last.start, max(last.end, span.end), span.kind if size > longest else last.kind))
        longest = max(longest, size)
    return tuple(merged)
