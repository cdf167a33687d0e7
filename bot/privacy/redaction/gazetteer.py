"""Names that people have, from Faker's lists (MIT) and our own: read once, when first needed.

Only the lists of names are read; no fake person is made, which would load far more.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.privacy.redaction.words import fold, word_list

_PERSON = "faker.providers.person"
_COMMON = (
    *("en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "en_PK", "en_US"),
    *("ga_IE", "ha_NG", "ig_NG", "pl_PL", "tw_GH", "yo_NG", "zu_ZA"),
)
"""Where the first names come from that are looked for even in small letters."""

_LISTS = re.compile(r"(?:first|last|middle|male|female|unisex)_\w*names\w*")
_LATIN = re.compile(r"[a-z]{2,}(?:['-][a-z]{2,})?")


@cache
def first_names() -> frozenset[str]:
    """Folded first names that are common where English is spoken, or are in our own list."""
    listed = (name for place in _COMMON for name in _names(place, "first"))
    return _latin(listed) | word_list("first_names")


@cache
def surnames() -> frozenset[str]:
    """Folded surnames from everywhere, and our own."""
    return _latin(name for place in _places() for name in _names(place, "last")) | word_list("surnames")


@cache
def all_names() -> frozenset[str]:
    """Folded first names and surnames from everywhere."""
    listed = (name for place in _places() for name in _names(place, "first"))
    return _latin(listed) | first_names() | surnames()


def _latin(names: Iterable[str]) -> frozenset[str]:
    return frozenset(small for name in names if _LATIN.fullmatch(small := fold(name)))


def _places() -> tuple[str, ...]:
    return tuple(place.name for place in iter_modules(import_module(_PERSON).__path__))


def _names(place: str, part: str) -> Iterator[str]:
    """The names of one place in lists about this part: "first" or "last"."""
    provider = import_module(f"{_PERSON}.{place}").Provider
    for attribute, value in vars(provider).items():
        about_last = "last" in attribute
        if _LISTS.fullmatch(attribute) and about_last == (part == "last") and isinstance(value, Iterable):
            yield from (name for name in value if isinstance(name, str))
