"""A screen's buttons, in rows that fit a small phone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from bot.engine.screen import Button, Screen

ROW_WIDTH = 30
"""Characters of all the labels in a row that a small phone shows without cutting them off."""

PER_ROW = 4


class InlineButton(TypedDict):
    """A button as the Bot API takes it."""

    text: str
    callback_data: str


class Keyboard(TypedDict):
    """An inline keyboard as the Bot API takes it."""

    inline_keyboard: list[list[InlineButton]]


NO_KEYBOARD: Keyboard = {"inline_keyboard": []}


def keyboard(screen: Screen) -> Keyboard:
    """Return the screen's keyboard: each choice in a row of its own, so that they read from top to bottom;
    beneath them the controls, as many in a row as fit.
    """  # noqa: D205 - one sentence that needs two lines
    rows = [[_inline(screen, button)] for button in screen.choices]
    rows += [[_inline(screen, button) for button in row] for row in _packed(screen.controls)]
    return {"inline_keyboard": rows}


def _inline(screen: Screen, button: Button) -> InlineButton:
    mark = "✓ " if button.picked else ""
    emoji = f"{button.emoji} " if button.emoji else ""
    return {"text": f"{mark}{emoji}{button.label}", "callback_data": f"{screen.key}.{button.id}"}


def _packed(buttons: Iterable[Button]) -> Iterator[Sequence[Button]]:
    row: list[Button] = []
    for button in buttons:
        # Telegram makes every button of a row as wide as the widest.
        widest = max(len(other.label) for other in [*row, button])
        if row and (len(row) == PER_ROW or widest * (len(row) + 1) > ROW_WIDTH):
            yield row
            row = []
        row.append(button)
    if row:
        yield row
