"""One sitting of a reviewer: what they passed over and what they can still undo. It is gone when they quit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.engine.flow import ServiceCode
from bot.usecases.actor import Actor
from bot.usecases.staff.ports import Comments, CommentState, ReviewComment, SeenComment
from bot.usecases.staff.problems import StaleDecision
from bot.usecases.staff.review import DECIDED, UNDECIDED, NextComment, black_out, decide, next_comment, put_back


@dataclass(slots=True)
class Sitting:
    """Reads comments one at a time. The words that were blacked out are kept here, for undo, and nowhere else."""

    comments: Comments
    review_first: Sequence[str]
    actor: Actor
    today: Callable[[], date]
    decided: bool = False
    ward: ServiceCode | None = None
    upcoming: NextComment = field(default=NextComment(None, 0, 0), init=False)
    _passed_over: list[ReviewComment] = field(default_factory=list, init=False)
    _undo: list[tuple[SeenComment, SeenComment]] = field(default_factory=list, init=False)

    @property
    def current(self) -> ReviewComment | None:
        """Return the comment to decide about; None where none is left."""
        return self.upcoming.comment

    @property
    def can_undo(self) -> bool:
        """Return whether a decision of this sitting can be undone."""
        return bool(self._undo)

    async def look(self, stay_with: str | None = None) -> None:
        """Read again what there is, and stay with the comment that has this id."""
        states = DECIDED if self.decided else UNDECIDED
        self.upcoming = await next_comment(
            self.comments,
            self.review_first,
            states=states,
            ward=self.ward,
            passed_over=self._passed_over,
            stay_with=stay_with,
        )

    async def decide(self, comment: ReviewComment, state: CommentState) -> None:
        """Show, hide or hold the comment. Raises StaleDecision."""
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
