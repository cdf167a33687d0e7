"""What a channel can do, for the engine to offer no more than that. No IO."""

from dataclasses import dataclass

from bot.engine.wording import Control


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a channel can do. The defaults fit a page, which shows every choice and has no earlier messages.

    `page_size` is how many services or answers are offered at once, with a button for more; None offers all.
    `clears`: the whole chat can be deleted. `forgets`: the message that was just written can be deleted.
    """

    page_size: int | None = None
    clears: bool = False
    forgets: bool = False

    def can(self, control: Control) -> bool:
        """Tell whether the channel can do what the control asks for."""
        return control is not Control.CLEAR or self.clears
