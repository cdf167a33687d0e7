"""What Babel knows of languages: how they write dates, lists and numbers, and what they call themselves.

Babel carries the Unicode Common Locale Data Repository (CLDR).
"""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from bot.engine.conventions import WESTERN, Conventions

_BRITISH = {"en": "en_GB"}
_SOME_DAY, _SOME_YEAR = 17, 2003
_ZEROES = {"arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "deva": 0x0966}
"""By CLDR's name of a numbering system. The others that we know of count with Western digits."""


def conventions(locale: str) -> Conventions:
    """Return how a language writes; one that Babel does not know writes as English does.

    >>> conventions("pl").day("2026-02-08"), conventions("pl").month("2026-02")
    ('8 lutego 2026', 'luty 2026')
    """
    language = _found(locale) or Locale.parse(_BRITISH["en"])
    firsts = [date(_SOME_YEAR, month, _SOME_DAY) for month in range(1, 13)]
    separator, _, after = str(language.list_patterns["standard"]["middle"]).partition("{0}")
    zero = _ZEROES.get(language.default_numbering_system, ord(WESTERN[0]))
    return Conventions(
        days=tuple(_blank(format_date(day, "long", language)) for day in firsts),
        months=tuple(_blank(format_skeleton("yMMMM", day, locale=language)) for day in firsts),
        comma=separator + after.removesuffix("{1}"),
        digits="".join(map(chr, range(zero, zero + 10))),
        right_to_left=language.text_direction == "rtl",
    )


def name_of(locale: str) -> str:
    """Return what a language calls itself; empty where Babel does not know it.

    >>> name_of("cy"), name_of("xx")
    ('Cymraeg', '')
    """
    language = _found(locale)
    name = "" if language is None else language.get_language_name(language) or ""
    return name[:1].upper() + name[1:]


def _found(locale: str) -> Locale | None:
    try:
        return Locale.parse(_BRITISH.get(locale, locale), sep="-" if "-" in locale else "_")
    except (UnknownLocaleError, ValueError):
        return None


def _blank(written: str) -> str:
    return written.replace(str(_SOME_YEAR), "{year}").replace(str(_SOME_DAY), "{day}")
