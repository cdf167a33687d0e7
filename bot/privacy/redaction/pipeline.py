"""The rules in their order, over and over until they find nothing more. No network, no clock.

`redact` is all of it: the rules and, where it is installed, the model that finds names which are in no list.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from bot.privacy.redaction import rampart
from bot.privacy.redaction.dates import dates
from bot.privacy.redaction.details import details
from bot.privacy.redaction.draft import draft
from bot.privacy.redaction.finders import NameFinder
from bot.privacy.redaction.identifiers import identifiers
from bot.privacy.redaction.normalise import normalise
from bot.privacy.redaction.people import names_of_people
from bot.privacy.redaction.places import places
from bot.privacy.redaction.spans import Kind, Span
from bot.privacy.redaction.words import fold

LONGEST = 8_000
"""Characters, once normalised, that are looked at; the rest goes. One character can stand for many."""

MOST_ROUNDS = 20
"""How often the rules are run. One or two rounds are usual."""

RULES_ALONE = (
    "Names are found by rules alone: the model that finds most names in no list is not installed, so more names"
    " will be missed. Install it: make setup"
)
"""What to say where `names_by_model` is false."""

NewFinder = Callable[[], NameFinder]
"""Makes a finder for one text."""

Rule = Callable[[str], Iterable[Span]]


class TooMuchToSearch(ValueError):  # noqa: N818 - it says what the text is
    """A text that cannot be searched in time. It must not be kept."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may be shown to its author: what is kept, and what was taken out of it.

    `taken_out` has each kind once, in the order of first appearance, and is empty if the words are all kept.
    """

    text: str
    taken_out: tuple[Kind, ...]


Redact = Callable[[str], Redacted]
"""Takes a person's own words and gives what may be kept of them."""


def make_redactor(*, finders: Sequence[NewFinder] = (), ward_names: Iterable[str] = ()) -> Redact:
    """A redactor by rules that also asks `finders` for names, and that leaves the names of wards alone.

    >>> make_redactor(ward_names=["Mary Rose"])("Mary said I like Mary Rose ward").text
    '[name] said I like Mary Rose ward'
    """
    plain = (tuple(map(fold, name.split())) for name in ward_names)
    wards = frozenset(tuple(word for word in name if word != "ward") for name in plain) - {()}

    def redact_with_rules(text: str) -> Redacted:
        people = partial(names_of_people, finders=[new() for new in finders], wards=wards)
        rules: tuple[Rule, ...] = (identifiers, dates, places, people, details)
        kept = draft(normalise(text)[:LONGEST])
        # Taking one thing out can uncover another. Each round that finds anything puts a mark in place of
        # words, and no rule matches a mark, so the rounds end; nearly always the second finds nothing.
        for _ in range(MOST_ROUNDS):
            before = kept
            for rule in rules:
                kept = kept.without(rule(kept.text))
            if kept == before:
                return Redacted(kept.words(), kept.taken_out())
        raise TooMuchToSearch("The text changes too often while it is redacted.")

    return redact_with_rules


def redact(text: str, ward_names: Sequence[str] = ()) -> Redacted:
    """What may be kept of a person's own words; the names of wards are left alone.

    By the rules and, where it is installed, the model. Whatever it raises, the text must not be kept.

    >>> redact("ring 07700 900123").text
    'ring [phone number]'
    """
    return _redactor_for(tuple(ward_names))(text)


def redacted_text(text: str) -> str:
    """The same as `redact`, as text only.

    >>> redacted_text("my nurse sarah is here")
    'my nurse [name] is here'
    """
    return redact(text).text


def names_by_model() -> bool:
    """Whether the model looks for names too, and not the rules alone. Nothing is loaded to find out."""
    return rampart.model_folder() is not None


# Keyed by the names of wards, never by what anybody wrote.
@lru_cache(maxsize=4)
def _redactor_for(ward_names: tuple[str, ...]) -> Redact:
    folder = rampart.model_folder()
    finders = () if folder is None else (partial(rampart.RampartNames, folder),)
    return make_redactor(finders=finders, ward_names=ward_names)
