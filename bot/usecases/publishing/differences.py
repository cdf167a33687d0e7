"""How one edition differs from another: flow by flow and step by step, with the words of both side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows.differences import Difference
from bot.flows.differences import differences as of_flow
from bot.flows.library import Library

_GROUPS = frozenset({"controls", "notices", "kinds", "pictures", "words"})
"""Where words stand that several flows share."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that is otherwise, and in which flow. What is shared is told of the first flow that has it."""

    flow: str
    difference: Difference


def differences(before: Library, after: Library) -> Iterator[Changed]:
    """Yield every difference. Words that several flows share are told once."""
    told: set[Difference] = set()
    for name in dict.fromkeys([*before.flows, *after.flows]):
        one, other = before.flows.get(name), after.flows.get(name)
        if one is None or other is None:
            there = "a conversation"
            yield Changed(name, Difference("", "conversation", there if one else "", there if other else ""))
            continue
        for each in of_flow(one, other):
            if each.where not in _GROUPS:
                yield Changed(name, each)
            elif each not in told:
                told.add(each)
                yield Changed("shared words", each)
    for picture in sorted({*before.pictures, *after.pictures}):
        drawn, now = (library.pictures.get(picture) for library in (before, after))
        if drawn != now:
            was, is_ = ("" if each is None else each.emoji or "a drawing of your own" for each in (drawn, now))
            yield Changed("pictures", Difference(picture, "drawing", was, "another drawing" if was == is_ else is_))
    if before.review_first != after.review_first:
        was, is_ = (", ".join(library.review_first) for library in (before, after))
        yield Changed("review", Difference("", "words that are read first", was, is_))
