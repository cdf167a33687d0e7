"""The recognisers in order, repeated until they find nothing more. No network, no clock.

`redact` runs all of them: the rules and, if it is installed, the model that recognises names that are in no list.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from bot.privacy.redaction import rampart
from bot.privacy.redaction.dates import find_dates
from bot.privacy.redaction.details import find_details
from bot.privacy.redaction.identifiers import find_identifiers
from bot.privacy.redaction.masking import mask_placeholders
from bot.privacy.redaction.normalise import normalise
from bot.privacy.redaction.people import find_names
from bot.privacy.redaction.places import find_places
from bot.privacy.redaction.recognisers import NameRecogniser
from bot.privacy.redaction.spans import EntityKind, Span
from bot.privacy.redaction.words import fold

LONGEST = 8_000
"""The most normalised characters that are read and kept: normalising can make many characters of one."""

MAX_ROUNDS = 20
"""The most rounds of all recognisers. One or two are usual."""

RULES_ALONE = (
    "Names are recognised by rules alone, so more of them will be missed: the model that recognises unlisted names is"
    " not installed. Install it: make setup"
)
"""The note to show if `names_by_model` is false."""

NewRecogniser = Callable[[], NameRecogniser]
"""Creates a recogniser for one text."""

Recogniser = Callable[[str], Iterable[Span]]


class TooMuchToSearch(ValueError):  # noqa: N818 - it says what the text is
    """A text that cannot be searched in time. It must not be stored."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted text, and the kinds of what was redacted: every kind once, in order of first appearance."""

    text: str
    taken_out: tuple[EntityKind, ...]


Redactor = Callable[[str], Redacted]
"""Returns what may be stored of a respondent's words."""


def make_redactor(*, recognisers: Sequence[NewRecogniser] = (), ward_names: Iterable[str] = ()) -> Redactor:
    """Return a redactor by rules that also asks `recognisers` for names, and keeps the names of wards.

    >>> make_redactor(ward_names=["Mary Rose"])("Mary said I like Mary Rose ward").text
    '[name] said I like Mary Rose ward'
    """
    plain = (tuple(map(fold, name.split())) for name in ward_names)
    wards = frozenset(tuple(word for word in name if word != "ward") for name in plain) - {()}

    def redact_with_rules(text: str) -> Redacted:
        people = partial(find_names, recognisers=[new() for new in recognisers], wards=wards)
        steps: tuple[Recogniser, ...] = (find_identifiers, find_dates, find_places, people, find_details)
        masked = mask_placeholders(normalise(text)[:LONGEST])
        # Redacting one span can reveal another. Every round that finds anything replaces words with marks, which no
        # recogniser matches, so the rounds end; nearly always the second finds nothing.
        for _ in range(MAX_ROUNDS):
            previous = masked
            for recogniser in steps:
                masked = masked.without(recogniser(masked.text))
            if masked == previous:
                return Redacted(masked.with_placeholders(), masked.kinds())
        raise TooMuchToSearch("The text changes too often while it is redacted.")

    return redact_with_rules


def redact(text: str, ward_names: Sequence[str] = ()) -> Redacted:
    """Return what may be stored of a respondent's words, by the rules and, if installed, the model.

    The names of wards are kept. If it raises anything, the text must not be stored.

    >>> redact("ring 07700 900123").text
    'ring [phone number]'
    """
    return _redactor_for(tuple(ward_names))(text)


def redacted_text(text: str) -> str:
    """Return the text of `redact`.

    >>> redacted_text("my nurse sarah is here")
    'my nurse [name] is here'
    """
    return redact(text).text


def names_by_model() -> bool:
    """Tell whether the model is installed. Nothing is loaded to find out."""
    return rampart.model_folder() is not None


# Keyed by the names of wards, never by what a respondent wrote.
@lru_cache(maxsize=4)
def _redactor_for(ward_names: tuple[str, ...]) -> Redactor:
    folder = rampart.model_folder()
    recognisers = () if folder is None else (partial(rampart.RampartRecogniser, folder),)
    return make_redactor(recognisers=recognisers, ward_names=ward_names)
