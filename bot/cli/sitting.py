"""One sitting of a reviewer: what they passed over and what they can still undo. It is gone when they quit."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from bot.usecases.actor import Actor
from bot.usecases.staff.comment_filter import CommentFilter
from bot.usecases.staff.highlights import ConcernPhrases
from bot.usecases.staff.ports import Comments, CommentState, ListedTheme, ReviewComment, SeenComment, Themes
from bot.usecases.staff.problems import StaleDecision
from bot.usecases.staff.review import (
    DECIDED,
    EVERY_COMMENT,
    UNDECIDED,
    NextComment,
    black_out,
    decide,
    next_comment,
    put_back,
)
from bot.usecases.staff.themes import switch_theme


@dataclass(slots=True)
class Sitting:
    """Reads comments one at a time. The words that were blacked out are kept here, for undo, and nowhere else."""

    comments: Comments
    themes: Themes
    phrases: ConcernPhrases
    actor: Actor
    today: Callable[[], date]
    decided: bool = False
    which: CommentFilter = EVERY_COMMENT
    upcoming: NextComment = field(default=NextComment(None, 0, 0), init=False)
    themes_listed: tuple[ListedTheme, ...] = field(default=(), init=False)
    _passed_over: list[ReviewComment] = field(default_factory=list, init=False)
    _undo: list[tuple[SeenComment, SeenComment]] = field(default_factory=list, init=False)

    @property
    def current(self) -> ReviewComment | None:
        """Return the comment to decide about; None where none is left."""
        return self.upcoming.comment

    @property
    def can_undo(self) -> bool:
        """Return whether something done in this sitting can be undone."""
        return bool(self._undo)

    @property
    def done(self) -> int:
        """Return how many decisions were made and not undone."""
        return sum(now.state != previous.state for now, previous in self._undo)

    @property
    def all(self) -> int:
        """Return how many comments this sitting is about, those decided about included."""
        return self.upcoming.total + (0 if self.decided else self.done)

    @property
    def is_searching(self) -> bool:
        """Return whether only comments with some words are read."""
        return bool(self.which.search)

    async def look(self, stay_with: str | None = None) -> None:
        """Read again what there is, and stay with the comment that has this id."""
        states = DECIDED if self.decided else UNDECIDED
        self.themes_listed = await self.themes.listed()
        self.upcoming = await next_comment(
            self.comments,
            self.phrases,
            states=states,
            which=self.which,
            passed_over=self._passed_over,
            stay_with=stay_with,
        )

    async def search(self, words: str) -> None:
        """Read only comments with these words, or again all where there are none."""
        self.which = replace(self.which, search=words)
        await self.look()

    async def decide(self, comment: ReviewComment, state: CommentState) -> None:
        """Show, hide, pass on or hold the comment. Raises StaleDecision."""
        try:
            now = await decide(self.comments, comment.seen, state, actor=self.actor, today=self.today())
        except StaleDecision:
            await self.look()
            raise
        self._undo.append((now, comment.seen))
        if self.decided:
            self._passed_over.append(replace(comment, state=state))
        await self.look()

    async def black_out(self, comment: ReviewComment, words: str) -> None:
        """Black out words of the comment, which stays the current one. Raises WordsNotInComment and StaleDecision."""
        try:
            now = await black_out(self.comments, comment.seen, words, actor=self.actor, today=self.today())
        except StaleDecision:
            await self.look()
            raise
        self._undo.append((now, comment.seen))
        await self.look(stay_with=now.id)

    async def switch_theme(self, comment: ReviewComment, name: str) -> None:
        """Give the comment a theme or take it off; it stays the current one. Raises BadThemeName and StaleDecision."""
        try:
            now = await switch_theme(
                self.comments, self.themes, comment.seen, name, actor=self.actor, today=self.today()
            )
        except StaleDecision:
            await self.look()
            raise
        self._undo.append((now, comment.seen))
        await self.look(stay_with=now.id)

    async def pass_over(self, comment: ReviewComment) -> None:
        """Leave the comment for another sitting."""
        self._passed_over.append(comment)
        await self.look()

    async def undo(self) -> None:
        """Undo the last decision; its comment is the current one again. Raises StaleDecision."""
        now, previous = self._undo.pop()
        try:
            await put_back(self.comments, now, previous, actor=self.actor, today=self.today())
        except StaleDecision:
            await self.look()
            raise
        self._passed_over = [comment for comment in self._passed_over if comment.id != previous.id]
        await self.look(stay_with=previous.id)
