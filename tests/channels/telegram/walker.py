"""Somebody who answers every question of the patient conversation, one screen after another."""

from collections.abc import Mapping
from typing import Final

from tests.botapi import Message, Person

COMMENT: Final = "The staff listen when I talk."
KEPT: Final[Mapping[str, list[str] | None]] = {
    "overall": ["good"],
    "rights": ["partly"],
    "say": ["partly"],
    "dignity": ["partly"],
    "identity": ["partly"],
    "limits": ["partly"],
    "benefit": ["partly"],
    "leaving": ["partly"],
    "helped": ["no"],
    "easy-to-use": ["partly"],
}
"""What is kept of a walk."""

THANKS = "Thank you"

_TAPS = {"Which words": "Standard", "Would you like to start": "Yes, start", "Did someone help": "No"}
_LABELS = ("I am a patient", "Good", "Partly", "Keep it", "No, thank you", "Send")


def screen_of(person: Person) -> Message | None:
    """Return the newest message whose buttons still stand."""
    return next((message for message in reversed(person.messages) if message.by_bot and message.labels), None)


def is_over(person: Person) -> bool:
    """Tell whether the person has been thanked."""
    return any(message.by_bot and message.text.startswith(THANKS) for message in person.messages)


def is_to_write(person: Person) -> bool:
    """Tell whether the newest screen asks for what the person would say in their own words."""
    screen = screen_of(person)
    return screen is not None and "What is good?" in screen.text and "Keep it" not in screen.labels


def act(person: Person) -> None:
    """Do the next thing that the newest screen asks for."""
    screen = screen_of(person)
    assert screen is not None, person.chat.transcript()
    if is_to_write(person):
        person.send(COMMENT)
        return
    by_words = next((label for words, label in _TAPS.items() if words in screen.text), None)
    by_label = next((label for label in _LABELS if screen.button(label)), None)
    label = by_words or by_label or "Skip"
    button = screen.button(label) or next(
        (button for row in screen.rows for button in row if button["text"].endswith(label)), None
    )
    assert button is not None, f"no button {label!r}\n{person.chat.transcript()}"
    person.tap_data(screen.id, button["callback_data"])


async def walk(person: Person, *, screens: int = 40) -> None:
    """Answer until thanked, or for so many screens; after each thing done, wait for the next screen."""
    for _ in range(screens):
        if is_over(person):
            return
        person.read_all()
        act(person)
        await person.expect(lambda message: bool(message.labels))


async def begin(person: Person, payload: str = "") -> None:
    """Open the bot, by a link with this payload, and wait for the first screen."""
    person.read_all()
    person.command(f"start {payload}".strip())
    await person.expect(lambda message: bool(message.labels))
