"""Free text on a question with buttons, understood where it is plain. No IO.

"yeah", "2", "👎", "dunno" and close misspellings pick the button they mean. Whatever could mean two buttons
means none, and the question is asked again: a wrong guess would put words in someone's mouth.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.engine.plain import edits, plain, unstretched
from bot.engine.screen import Button

_ONE_SLIP_FROM = 4
_TWO_SLIPS_FROM = 8

Phrases = Mapping[str, tuple[str, ...]]


def understand(text: str, buttons: Sequence[Button], phrases: Phrases, *, loosely: bool = False) -> str | None:
    """Return the id of the button that the text plainly means, or None.

    `phrases` maps a button's id to what people type for it, in plain form. With `loosely`, "2" is the second
    button, and close misspellings count; without, as for controls, only the exact words do.

    >>> understand("Yeah!", [Button("yes", "Yes"), Button("no", "No")], {"yes": ("yeah",)})
    'yes'
    """
    spellings = unstretched(plain(text))
    typed = spellings[0]
    if not typed:
        return None
    known = {button.id: set(_phrases(button, phrases)) for button in buttons}
    exact = {button for button, meant in known.items() if meant.intersection(spellings)}
    if exact:
        return _only(exact)
    if not loosely:
        return None
    if typed.isdecimal():
        return _nth(typed, buttons)
    return _only(button for button, meant in known.items() if any(_is_close(typed, phrase) for phrase in meant))


def understand_many(text: str, buttons: Sequence[Button], phrases: Phrases) -> tuple[str, ...]:
    """Return the ids of the buttons that a list such as "1, 3 and food" means; empty if a part is unclear."""
    whole = understand(text, buttons, phrases, loosely=True)
    if whole is not None:
        return (whole,)
    parts = re.split(r" and |[,;،؛\n]", text)
    ids = [understand(part, buttons, phrases, loosely=True) for part in parts if part.strip()]
    return () if None in ids else tuple(dict.fromkeys(button for button in ids if button is not None))


def _phrases(button: Button, phrases: Phrases) -> Iterable[str]:
    yield plain(button.label)
    if button.emoji:
        yield plain(button.emoji)
    yield from phrases.get(button.id, ())


def _only(buttons: Iterable[str]) -> str | None:
    ids = set(buttons)
    return ids.pop() if len(ids) == 1 else None


def _nth(number: str, buttons: Sequence[Button]) -> str | None:
    place = int(number) if len(number) <= len(str(len(buttons))) else 0
    return buttons[place - 1].id if 1 <= place <= len(buttons) else None


def _is_close(typed: str, meant: str) -> bool:
    shorter = min(len(typed), len(meant))
    if shorter < _ONE_SLIP_FROM:
        return False
    slips = 2 if shorter >= _TWO_SLIPS_FROM else 1
    return typed[0] == meant[0] and edits(typed, meant, slips) <= slips
