"""The port for further recognisers of names, such as a local model. No IO here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # The redaction package imports this port, so the port cannot import it back at run time.
    from collections.abc import Iterable, Sequence

    from bot.privacy.redaction.spans import Span


class NameRecogniser(Protocol):
    """Recognises names of people. It is created for one text, and called repeatedly while that text is redacted.

    Its exceptions are not caught: a text that could not be searched must not be stored. Its time is bounded, and a word
    that it has no time for counts as a name.
    """

    def find(self, text: str, words: Sequence[Span]) -> Iterable[Span]:
        """Return the names among these candidate words, in any order; spans may overlap and cover other words too.

        The text is normalised, and every span redacted so far is one `bot.privacy.redaction.masking.MARK`. `words`, in
        order, are those that could be names and that no rule has recognised.
        """
        ...
