"""What can be taken out of a text, and where it stands. No IO."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was taken out, in the words that stand in its place: a name becomes `[name]`."""

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
    kind: Kind


def settle(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as spans that are in order and do not overlap.

    Overlapping spans become one that covers them all, and the longest of them says what it is.

    >>> settle([Span(4, 9, Kind.NUMBER), Span(0, 6, Kind.EMAIL)])
    (Span(start=0, end=9, kind=<Kind.EMAIL: 'email address'>),)
    """
    settled: list[Span] = []
    longest = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        size = span.end - span.start
        if not settled or span.start >= settled[-1].end:
            settled.append(span)
            longest = size
            continue
        last = settled.pop()
        settled.append(Span(last.start, max(last.end, span.end), span.kind if size > longest else last.kind))
        longest = max(longest, size)
    return tuple(settled)
