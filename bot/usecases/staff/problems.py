"""What staff's use cases refuse, as values. Each face words them."""

from dataclasses import dataclass

from bot.errors import Problem


@dataclass(eq=False)
class NoSuchService(Problem):
    """No service has this code."""

    service: str


@dataclass(eq=False)
class BadServiceName(Problem):
    """A service's name is empty or too long for a button."""

    longest: int


@dataclass(eq=False)
class BadServiceCode(Problem):
    """A service's code has characters that do not belong in a link, or too few or too many."""


@dataclass(eq=False)
class ServiceNameTaken(Problem):
    """Another service has this name."""

    name: str


@dataclass(eq=False)
class ServiceCodeTaken(Problem):
    """Another service has this code."""

    service: str


@dataclass(eq=False)
class NoSuchChange(Problem):
    """No change has this id."""

    change: str


@dataclass(eq=False)
class ChangeTextMissing(Problem):
    """One of the four texts of a change is empty."""


@dataclass(eq=False)
class ChangeTextTooLong(Problem):
    """A text of a change is longer than fits a message."""

    beginning: str
    length: int
    longest: int


@dataclass(eq=False)
class BadMonth(Problem):
    """A month is not written as `present` is."""

    present: str


@dataclass(eq=False)
class MonthInFuture(Problem):
    """A month is later than the present one."""

    month: str


@dataclass(eq=False)
class NoSuchQuestion(Problem):
    """No published conversation has this question. `suggestion` asks whether a similar one was meant, or is empty."""

    question: str
    suggestion: str


@dataclass(eq=False)
class BadTokenName(Problem):
    """A token's name is empty or too long."""

    longest: int


@dataclass(eq=False)
class TokenNameTaken(Problem):
    """Another token has this name."""

    name: str


@dataclass(eq=False)
class NoSuchToken(Problem):
    """No token has this name."""

    name: str


@dataclass(eq=False)
class StaleDecision(Problem):
    """The comment is no longer as it was when it was read: decided elsewhere, withdrawn, or given a new id."""


@dataclass(eq=False)
class NoSuchComment(Problem):
    """No comment has this id, or one that begins so."""

    comment: str


@dataclass(eq=False)
class SeveralComments(Problem):
    """The ids of several comments begin so."""

    comment: str


@dataclass(eq=False)
class CommentNotShown(Problem):
    """The comment was not shown, so that there is nothing to take back."""


@dataclass(eq=False)
class BadThemeName(Problem):
    """A theme's name is empty, too long, a number, or has signs other than those between words."""

    longest: int


@dataclass(eq=False)
class WordsNotInComment(Problem):
    """The words to black out are not in the comment."""
