"""Pages of buttons, where a channel shows a limited number at once. No IO."""

from collections.abc import Sized

from bot.engine.flow import Flow
from bot.engine.screen import Button
from bot.engine.session import Session


def has_pages(flow: Flow, choices: Sized) -> bool:
    """Tell whether these are too many for one screen of the channel."""
    size = flow.abilities.page_size
    return size is not None and len(choices) > size


def on_page(flow: Flow, session: Session, buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """Return the buttons of the present page. After the last page comes the first."""
    size = flow.abilities.page_size
    if size is None:
        return buttons
    pages = max(1, -(-len(buttons) // size))
    start = session.page % pages * size
    return buttons[start : start + size]
