"""Reviewing comments: which to read next, and decisions about them. Nothing is remembered between two calls."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.engine.flow import ServiceCode
from bot.engine.plain import plain, unstretched
from bot.privacy.redaction import EntityKind
from bot.usecases.actor import Actor
from bot.usecases.staff.log import Action, LogEntry
from bot.usecases.staff.ports import Comments, CommentState, ReviewComment, SeenComment
from bot.usecases.staff.problems import StaleDecision, WordsNotInComment

TAKEN_OUT = "[taken out]"
"""Replaces words that a reviewer blacked out."""

UNDECIDED: frozenset[CommentState] = frozenset({"held"})
DECIDED: frozenset[CommentState] = frozenset({"shown", "hidden"})

_KINDS = tuple(f"[{kind}]" for kind in EntityKind)
_MARKS = re.compile("(" + "|".join(map(re.escape, (TAKEN_OUT, *_KINDS))) + ")")
_APOSTROPHE = "['’]"
_ACTIONS: dict[CommentState, Action] = {
    "shown": Action.SHOW_COMMENT,
    "hidden": Action.HIDE_COMMENT,
    "held": Action.HOLD_COMMENT,
}


@dataclass(frozen=True, slots=True)
class NextComment:
    """The comment to read next, if any; how many are left in this sitting, it included; how many there are in all."""

    comment: ReviewComment | None
    left: int
    total: int


async def next_comment(
    comments: Comments,
    review_first: Sequence[str],
    *,
    states: Collection[CommentState] = UNDECIDED,
    ward: ServiceCode | None = None,
    passed_over: Iterable[ReviewComment] = (),
    stay_with: str | None = None,
) -> NextComment:
    """Return which of the comments in these states to read next.

    Comments with one of the phrases in `review_first`, which are in plain form, come first: they may tell of harm.
    The order is an aid to reading and no judgement; nothing about it is stored. `passed_over` is what the reviewer left
    for another sitting, recognised by its content, because ids change. `stay_with` is the id of the comment on the
    screen, which stays the next one as long as it is in one of the states.
    """
    ordered = in_order(await comments.listed(states, ward), review_first)
    passed, queue = Counter(map(_content, passed_over)), list[ReviewComment]()
    for comment in ordered:
        if passed[_content(comment)] > 0:
            passed[_content(comment)] -= 1
        else:
            queue.append(comment)
    first = next((comment for comment in queue if comment.id == stay_with), queue[0] if queue else None)
    return NextComment(first, len(queue), len(ordered))


async def decide(
    comments: Comments, seen: SeenComment, state: CommentState, *, actor: Actor, today: date
) -> SeenComment:
    """Show, hide or hold a comment, whatever was decided before; return it as it is now. Raises StaleDecision.

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
    if not await comments.change(seen, text=becomes.text, state=becomes.state, logged=logged):
        raise StaleDecision
    return becomes


def _logged(action: Action, actor: Actor, today: date) -> LogEntry:
    # Without the note: it could repeat what was blacked out.
    return LogEntry(day=today, role=actor.role, action=action)


def in_order(comments: Iterable[ReviewComment], review_first: Sequence[str]) -> list[ReviewComment]:
    """Return comments with one of the phrases before the others, both in the order of their random ids."""
    # There are about a thousand phrases: the runs of words of a comment are looked up among them, not the reverse.
    phrases, longest = frozenset(review_first), _longest(review_first)
    return sorted(comments, key=lambda comment: (phrases.isdisjoint(_runs_of_words(comment.text, longest)), comment.id))


def phrases_in(text: str, phrases: Sequence[str]) -> tuple[str, ...]:
    """Return which of these phrases, in plain form, are in a text as whole words.

    >>> phrases_in("They HIT  me!", ["abuse", "hit me"])
    ('hit me',)
    """
    runs = set(_runs_of_words(text, _longest(phrases)))
    return tuple(phrase for phrase in phrases if phrase in runs)


def _longest(phrases: Sequence[str]) -> int:
    return max((phrase.count(" ") + 1 for phrase in phrases), default=0)


def _runs_of_words(text: str, longest: int) -> Iterator[str]:
    """Yield every run of words in the plain form of a text, at most `longest` words long."""
    for spelling in unstretched(plain(text)):
        words = spelling.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                yield " ".join(words[start:end])


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
    return replace(comment, id="", decision=None, release=None)
