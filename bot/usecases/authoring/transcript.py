"""Events as plain text: what a journey file holds, and what a terminal without colours could show."""

from collections.abc import Iterable, Sequence

from bot.engine.events import Cleared, Event, Forget, Redraw, Say, Settle, Show
from bot.engine.screen import Button, Picture, Screen


def transcript(events: Iterable[Event]) -> tuple[str, ...]:
    """Return what a person sees of the events, one text a message.

    A picture is written as its words in round brackets, a button as its label in square ones.
    """
    return tuple(text for event in events if (text := _text(event)))


def _text(event: Event) -> str:
    match event:
        case Say(text, picture):
            return _joined([_picture(picture), text])
        case Show(screen) | Redraw(screen):
            return screen_text(screen)
        case Settle(text):
            return f"✓ {text}" if text else ""
        case Forget():
            return "(what you just wrote is taken out of the chat)"
        case Cleared():
            return "(the chat is cleared)"
        case _:
            return ""


def screen_text(screen: Screen) -> str:
    """Return a screen as text."""
    return _joined([_picture(screen.picture), screen.text, _row(screen.choices), _row(screen.controls)])


def _row(buttons: Sequence[Button]) -> str:
    return " ".join(f"[{'✓ ' if button.picked else ''}{button.label}]" for button in buttons)


def _picture(picture: Picture | None) -> str:
    return "" if picture is None else f"({picture.alt})"


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
