"""Reading held comments one by one, and deciding about each: shown, hidden, or with words taken out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from bot.engine.flow import ServiceCode
from bot.engine.plain import plain, unstretched
from bot.errors import SaysoError
from bot.privacy.redaction import EntityKind
from bot.usecases.staff.ports import Comments, HeldComment, Services, State

TAKEN_OUT = "[taken out]"
"""Stands for words that whoever read the comment took out."""

_OUT_BEFORE = re.compile(
    "(" + "|".join(re.escape(each) for each in (TAKEN_OUT, *(f"[{kind}]" for kind in EntityKind))) + ")"
)
_APOSTROPHE = "['’]"


class Ended(Enum):
    """How something that was to be done about a comment ended."""

    DONE = auto()
    ELSEWHERE = auto()
    """Somebody else decided meanwhile, it was taken back, or it got a new id: nothing was changed."""
    NOT_THERE = auto()
    """The words to take out do not stand in it."""
    NO_COMMENT = auto()
    """There is none left to decide about."""
    NOTHING_TO_UNDO = auto()


@dataclass(frozen=True, slots=True)
class _Change:
    before: HeldComment
    text: str = field(repr=False)
    state: State


@dataclass(slots=True)
class Review:
    """One go through the comments that wait. What was changed can be undone as long as this is there, not later.

    Comments with one of the phrases in `first`, which are in plain form, come first: they may tell of harm. The order
    is an aid to reading and no judgement, and nothing about it is kept.
    """

    comments: Comments
    first: Sequence[str]
    ward: ServiceCode | None = None
    _queue: list[HeldComment] = field(default_factory=list)
    _passed: Counter[HeldComment] = field(default_factory=Counter)
    _changes: list[_Change] = field(default_factory=list)

    async def begin(self, services: Services) -> None:
        """Look what waits. Raises SaysoError where there is no such ward."""
        if self.ward is not None and all(each.service.code != self.ward for each in await services.listed()):
            raise SaysoError(f"There is no service with the code {self.ward}. See: sayso services list")
        await self._look()

    @property
    def current(self) -> HeldComment | None:
        """Return the comment to decide about; None where there is none left."""
        return self._queue[0] if self._queue else None

    @property
    def left(self) -> int:
        """Return how many are left to be read in this go, the current one among them."""
        return len(self._queue)

    @property
    def waiting(self) -> int:
        """Return how many wait to be decided about, those that were passed over among them."""
        return len(self._queue) + self._passed.total()

    @property
    def can_undo(self) -> bool:
        """Tell whether something was changed that can be undone."""
        return bool(self._changes)

    async def show(self) -> Ended:
        """Decide that the current comment may be shown."""
        return await self._decide("shown")

    async def hide(self) -> Ended:
        """Decide that the current comment may not be shown."""
        return await self._decide("hidden")

    async def black_out(self, words: str) -> Ended:
        """Take these words out of the current comment wherever they stand as they are, in capitals or not.

        It goes on waiting, and is the current one. What was taken out before stays as it is.
        """
        if self.current is None:
            return Ended.NO_COMMENT
        text = without(self.current.text, words)
        return Ended.NOT_THERE if text == self.current.text else await self._change(text, "held")

    def pass_over(self) -> Ended:
        """Leave the current comment for another time."""
        if self.current is None:
            return Ended.NO_COMMENT
        self._passed[_said(self._queue.pop(0))] += 1
        return Ended.DONE

    async def undo(self) -> Ended:
        """Put back what was changed last, also words that were taken out; that comment is the current one again."""
        if not self._changes:
            return Ended.NOTHING_TO_UNDO
        change = self._changes.pop()
        before = change.before
        if not await self.comments.put_back(before.id, change.text, change.state, before.text):
            await self._look()
            return Ended.ELSEWHERE
        if change.state == "held":
            self._forget(replace(before, text=change.text))
        self._queue.insert(0, before)
        return Ended.DONE

    async def _decide(self, state: State) -> Ended:
        return Ended.NO_COMMENT if self.current is None else await self._change(self.current.text, state)

    async def _change(self, text: str, state: State) -> Ended:
        before = self._queue[0]
        if not await self.comments.decide(before.id, before.text, text, state):
            await self._look()
            return Ended.ELSEWHERE
        self._changes.append(_Change(before, text, state))
        self._queue[:1] = [replace(before, text=text)] if state == "held" else []
        return Ended.DONE

    def _forget(self, comment: HeldComment) -> None:
        """Take a comment out of what is still to be read, or was passed over."""
        if comment in self._queue:
            self._queue.remove(comment)
        else:
            self._passed -= Counter([_said(comment)])

    async def _look(self) -> None:
        """Read again what waits. Those that were passed over are known by what they say: their ids may be new."""
        passed, self._passed, self._queue = self._passed, Counter(), []
        for each in in_order(await self.comments.held(self.ward), self.first):
            if self._passed[_said(each)] < passed[_said(each)]:
                self._passed[_said(each)] += 1
            else:
                self._queue.append(each)


def in_order(comments: Iterable[HeldComment], first: Sequence[str]) -> list[HeldComment]:
    """Return those that hold one of the phrases before the others, and each of both by random id."""
    return sorted(comments, key=lambda each: (not _holds(each.text, first), each.id))


def without(text: str, words: str) -> str:
    """Return the text without these words, as whole words, in capitals or not; unchanged where they are not there.

    >>> without("Ann and [name] said: planning is for ANN", "ann")
    '[taken out] and [name] said: planning is for [taken out]'
    """
    wanted = r"\s+".join(re.sub("['’]", lambda _: _APOSTROPHE, re.escape(word)) for word in words.split())
    if not wanted:
        return text
    # What was taken out before stands at every odd place.
    parts = _OUT_BEFORE.split(text)
    found = re.compile(rf"(?<!\w){wanted}(?!\w)", re.IGNORECASE)
    parts[::2] = [found.sub(TAKEN_OUT, part) for part in parts[::2]]
    return "".join(parts)


def _holds(text: str, phrases: Sequence[str]) -> bool:
    said = [f" {each} " for each in unstretched(plain(text))]
    return any(f" {phrase} " in each for each in said for phrase in phrases)


def _said(comment: HeldComment) -> HeldComment:
    return replace(comment, id="")
