"""Gazetteers of first names and surnames, from Faker (MIT) and our own lists: read once, when first needed.

Only Faker's lists are read; creating a fake person would load far more.
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
"""Locales whose first names are recognised even in lower case."""

_LISTS = re.compile(r"(?:first|last|middle|male|female|unisex)_\w*names\w*")
_LATIN = re.compile(r"[a-z]{2,}(?:['-][a-z]{2,})?")


@cache
def first_names() -> frozenset[str]:
    """Return folded first names that are common where English is spoken, or are in our own list."""
    listed = (name for locale in _COMMON for name in _names(locale, "first"))
    return _latin(listed) | word_list("first_names")


@cache
def surnames() -> frozenset[str]:
    """Return folded surnames of all locales, and our own."""
    return _latin(name for locale in _locales() for name in _names(locale, "last")) | word_list("surnames")


@cache
def all_names() -> frozenset[str]:
    """Return folded first names and surnames of all locales."""
    listed = (name for locale in _locales() for name in _names(locale, "first"))
    return _latin(listed) | first_names() | surnames()


def _latin(names: Iterable[str]) -> frozenset[str]:
    # Locales share most of their names.
    return frozenset(folded for name in set(names) if _LATIN.fullmatch(folded := fold(name)))


def _locales() -> tuple[str, ...]:
    return tuple(locale.name for locale in iter_modules(import_module(_PERSON).__path__))


def _names(locale: str, part: str) -> Iterator[str]:
    """Yield the "first" or "last" names of one locale."""
    provider = import_module(f"{_PERSON}.{locale}").Provider
    for attribute, value in vars(provider).items():
        about_last = "last" in attribute
        if _LISTS.fullmatch(attribute) and about_last == (part == "last") and isinstance(value, Iterable):
            yield from (name for name in value if isinstance(name, str))
