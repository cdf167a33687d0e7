"""A port: whatever else can find names in a text, such as a local model. No IO here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # The redaction package imports this port, so the port cannot import it back at run time.
    from collections.abc import Iterable

    from bot.privacy.redaction.spans import Span


class NameFinder(Protocol):
    """Finds the names of people in a text.

    The text is one passage of what a person wrote. It has been normalised, and each thing that was already taken
    out of it is one `bot.privacy.redaction.draft.MARK`. Spans are counted in characters of the passage. What a
    finder raises is not caught: a text that could not be searched must not be kept.
    """

    def find(self, text: str) -> Iterable[Span]:
        """The names in `text`, in any order; they may overlap."""
        ...
