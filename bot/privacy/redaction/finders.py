"""A port: whatever else can find names in a text, such as a local model. No IO here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # The redaction package imports this port, so the port cannot import it back at run time.
    from collections.abc import Iterable, Sequence

    from bot.privacy.redaction.spans import Span


class NameFinder(Protocol):
    """Finds the names of people in one text, for which it is made: it is asked again as the text is redacted.

    What a finder raises is not caught: a text that could not be searched must not be kept. A finder has a bound on
    its time; a word that it cannot look at within it counts as a name.
    """

    def find(self, text: str, words: Sequence[Span]) -> Iterable[Span]:
        """The names among these words of the text, in any order; they may overlap and cover other words too.

        The text is normalised, and each thing that was already taken out of it is one
        `bot.privacy.redaction.draft.MARK`. `words`, in order, could be names, and nothing else has shown them to be.
        """
        ...
