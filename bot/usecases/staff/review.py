"""Reviewing comments: which to read next, and decisions about them. Nothing is remembered between two calls."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.engine.flow import ServiceCode
from bot.usecases.actor import Actor
from bot.usecases.staff.comment_filter import CommentFilter
from bot.usecases.staff.highlights import PLACEHOLDERS, TAKEN_OUT, ConcernPhrases, make_ranker
from bot.usecases.staff.log import Action, LogEntry
from bot.usecases.staff.ports import Comments, CommentState, ReviewComment, SeenComment
from bot.usecases.staff.problems import (
    CommentNotShown,
    NoSuchComment,
    SeveralComments,
    StaleDecision,
    WordsNotInComment,
)

UNDECIDED: frozenset[CommentState] = frozenset({"held"})
DECIDED: frozenset[CommentState] = frozenset({"shown", "hidden", "passed"})

_MARKS = re.compile(f"({PLACEHOLDERS.pattern})")
_APOSTROPHE = "['’]"
_ACTIONS: dict[CommentState, Action] = {
    "shown": Action.SHOW_COMMENT,
    "hidden": Action.HIDE_COMMENT,
    "held": Action.HOLD_COMMENT,
    "passed": Action.PASS_COMMENT_ON,
}


EVERY_COMMENT = CommentFilter()


@dataclass(frozen=True, slots=True)
class WardQueue:
    """How many comments about a ward are left in this sitting, and the month of the oldest."""

    ward: ServiceCode | None
    left: int
    oldest: str


@dataclass(frozen=True, slots=True)
class NextComment:
    """The comment to read next, if any; how many are left in this sitting, it included; how many there are in all."""

    comment: ReviewComment | None
    left: int
    total: int
    wards: tuple[WardQueue, ...] = ()


async def next_comment(
    comments: Comments,
    phrases: ConcernPhrases,
    *,
    states: Collection[CommentState] = UNDECIDED,
    which: CommentFilter = EVERY_COMMENT,
    passed_over: Iterable[ReviewComment] = (),
    stay_with: str | None = None,
) -> NextComment:
    """Return which of the comments in these states to read next.

    Comments with one of the phrases come first: they may tell of harm. `passed_over` is what the reviewer left for
    another sitting, recognised by its content, because ids change. `stay_with` is the id of the comment on the screen,
    which stays the next one as long as it is in one of the states.
    """
    ordered = in_order(filter(which.fits, await comments.listed(states, which.ward)), phrases)
    passed, queue = Counter(map(_content, passed_over)), list[ReviewComment]()
    for comment in ordered:
        if passed[_content(comment)] > 0:
            passed[_content(comment)] -= 1
        else:
            queue.append(comment)
    first = next((comment for comment in queue if comment.id == stay_with), queue[0] if queue else None)
    return NextComment(first, len(queue), len(ordered), _by_ward(queue))


async def find_comment(comments: Comments, beginning: str) -> ReviewComment:
    """Return the comment whose id begins so. Raises NoSuchComment and SeveralComments."""
    every = await comments.listed(UNDECIDED | DECIDED, None)
    found = [comment for comment in every if beginning and comment.id.startswith(beginning)]
    if not found:
        raise NoSuchComment(beginning)
    if len(found) > 1:
        raise SeveralComments(beginning)
    return found[0]


async def unshow(comments: Comments, beginning: str, *, actor: Actor, today: date) -> SeenComment:
    """Hide a comment that was shown, so that it is in no file exported later; return it as it is now.

    Raises NoSuchComment, SeveralComments, CommentNotShown and StaleDecision.
    """
    seen = (await find_comment(comments, beginning)).seen
    if seen.state != "shown":
        raise CommentNotShown
    return await _change(comments, seen, replace(seen, state="hidden"), _logged(Action.UNSHOW_COMMENT, actor, today))


async def decide(
    comments: Comments, seen: SeenComment, state: CommentState, *, actor: Actor, today: date
) -> SeenComment:
    """Show, hide, hold or pass on a comment, whatever was decided before; return it as it is now. Raises StaleDecision.

    One that belongs to a release can still be held or hidden: it is then missing from every file exported later.
    """
    return await _change(comments, seen, replace(seen, state=state), _logged(_ACTIONS[state], actor, today))


async def black_out(comments: Comments, seen: SeenComment, words: str, *, actor: Actor, today: date) -> SeenComment:
    """Replace these words wherever they are in a comment, whatever their case; return it as it is now.

    What was taken out earlier stays as it is, and so does the state. Raises WordsNotInComment and StaleDecision.
    """
    text = without(seen.text, words)
    if text == seen.text:
        raise WordsNotInComment
    return await _change(comments, seen, replace(seen, text=text), _logged(Action.BLACK_OUT_WORDS, actor, today))


async def put_back(
    comments: Comments, now: SeenComment, previous: SeenComment, *, actor: Actor, today: date
) -> SeenComment:
    """Undo a decision; `previous` is the comment as it was, which only the caller still has. Raises StaleDecision."""
    return await _change(comments, now, previous, _logged(Action.PUT_COMMENT_BACK, actor, today))


async def _change(comments: Comments, seen: SeenComment, becomes: SeenComment, logged: LogEntry) -> SeenComment:
    if not await comments.change(seen, becomes, logged):
        raise StaleDecision
    return becomes


def _logged(action: Action, actor: Actor, today: date) -> LogEntry:
    # Without the note: it could repeat what was blacked out.
    return LogEntry(day=today, role=actor.role, action=action)


def in_order(comments: Iterable[ReviewComment], phrases: ConcernPhrases) -> list[ReviewComment]:
    """Return comments by what was found in them, then by ward, month and question, then by their random ids."""
    rank = make_ranker(phrases)
    return sorted(
        comments,
        key=lambda one: (rank(one.text), one.service or "", one.month, one.flow, one.question, one.id),
    )


def _by_ward(queue: Iterable[ReviewComment]) -> tuple[WardQueue, ...]:
    months: dict[ServiceCode | None, list[str]] = {}
    for comment in queue:
        months.setdefault(comment.service, []).append(comment.month)
    return tuple(
        WardQueue(ward, len(its), min(its)) for ward, its in sorted(months.items(), key=lambda one: one[0] or "")
    )


def without(text: str, words: str) -> str:
    """Return the text without these words, as whole words in any case; unchanged where they are not in it.

    >>> without("Ann and [name] said: planning is for ANN", "ann")
    '[taken out] and [name] said: planning is for [taken out]'
    """
    wanted = r"\s+".join(re.sub("['’]", lambda _: _APOSTROPHE, re.escape(word)) for word in words.split())
    if not wanted:
        return text
    # Splitting by a group puts what was taken out earlier at every odd place.
    parts = _MARKS.split(text)
    pattern = re.compile(rf"(?<!\w){wanted}(?!\w)", re.IGNORECASE)
    parts[::2] = [pattern.sub(TAKEN_OUT, part) for part in parts[::2]]
    return "".join(parts)


def _content(comment: ReviewComment) -> ReviewComment:
    return replace(comment, id="", themes=(), decision=None, release=None)
