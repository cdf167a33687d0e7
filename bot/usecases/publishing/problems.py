"""What the use cases of publishing refuse, as values. Each face words them."""

from dataclasses import dataclass

from bot.errors import Problem
from bot.usecases.actor import Actor


@dataclass(eq=False)
class NoEditionYet(Problem):
    """Nothing was pushed yet."""


@dataclass(eq=False)
class NoSuchEdition(Problem):
    """There is no edition of this number, only 1 to `newest`."""

    edition: int
    newest: int


@dataclass(eq=False)
class NothingChanged(Problem):
    """The files are those of the newest edition."""

    edition: int


@dataclass(eq=False)
class PushedMeanwhile(Problem):
    """Somebody pushed an edition since the files were pulled from `base`, so publishing them would undo that work.

    `base` is None where nothing says which edition the files were made from.
    """

    newest: int
    by: Actor
    base: int | None


@dataclass(eq=False)
class PublishedMeanwhile(Problem):
    """Somebody else published at the same time. Nothing was changed."""


@dataclass(eq=False)
class NothingPublished(Problem):
    """No edition was published yet."""


@dataclass(eq=False)
class AlreadyPublished(Problem):
    """This edition is live."""

    edition: int


@dataclass(eq=False)
class EditionDamaged(Problem):
    """A file of an edition is missing from the database, or not as it was put in."""

    edition: int
    file: str


@dataclass(eq=False)
class EditionIsNewer(Problem):
    """The files of an edition have a format that this version does not know."""

    edition: int
    format: int


@dataclass(eq=False)
class EditionHasErrors(Problem):
    """The files of an edition have errors, each with its file, line and what to do."""

    edition: int
    errors: tuple[str, ...]


@dataclass(eq=False)
class NotSignedOff(Problem):
    """Words in these files were changed since anybody signed them off, and no reason was given."""

    files: tuple[str, ...]


@dataclass(eq=False)
class NothingToRollBackTo(Problem):
    """Only one edition was ever published."""


@dataclass(eq=False)
class CannotRollBackTo(Problem):
    """This edition is live, or was never published; `published` are those that were."""

    edition: int
    is_live: bool
    published: tuple[int, ...]


@dataclass(eq=False)
class FirstConversation(Problem):
    """Everybody starts in this conversation, so it cannot be unpublished."""

    flow: str


@dataclass(eq=False)
class LastConversation(Problem):
    """No other conversation would be left."""

    flow: str


@dataclass(eq=False)
class AlreadyUnpublished(Problem):
    """This conversation is unpublished."""

    flow: str


@dataclass(eq=False)
class NotUnpublished(Problem):
    """This conversation is published, so there is nothing to undo."""

    flow: str
