"""How one edition differs from another: flow by flow and step by step, with the words of both side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows.differences import Difference
from bot.flows.differences import differences as flow_differences
from bot.flows.library import Library
from bot.flows.pictures import PictureSource

_SHARED = frozenset({"controls", "notices", "kinds", "pictures", "words"})
"""Parts of the words that several flows share."""


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """One difference and the flow that it is in. A difference in shared words is listed once."""

    flow: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between two editions, by number."""

    earlier: int
    later: int
    differences: tuple[EditionDifference, ...]


def differences(earlier: Library, later: Library) -> Iterator[EditionDifference]:
    """Yield every difference between two editions."""
    shared: set[Difference] = set()
    for name in dict.fromkeys([*earlier.flows, *later.flows]):
        old, new = earlier.flows.get(name), later.flows.get(name)
        if old is None or new is None:
            kind = "a conversation"
            yield EditionDifference(name, Difference("", "conversation", kind if old else "", kind if new else ""))
            continue
        for difference in flow_differences(old, new):
            if difference.where not in _SHARED:
                yield EditionDifference(name, difference)
            elif difference not in shared:
                shared.add(difference)
                yield EditionDifference("shared words", difference)
    for picture in sorted({*earlier.pictures, *later.pictures}):
        sources = (earlier.pictures.get(picture), later.pictures.get(picture))
        if sources[0] != sources[1]:
            was, now = map(_describe, sources)
            now = "another drawing" if was == now else now
            yield EditionDifference("pictures", Difference(picture, "drawing", was, now))
    if earlier.review_first != later.review_first:
        was, now = (", ".join(library.review_first) for library in (earlier, later))
        yield EditionDifference("review", Difference("", "words that are read first", was, now))


def _describe(picture: PictureSource | None) -> str:
    return "" if picture is None else picture.emoji or "a drawing of your own"
