"""Dates, dates of birth and ages. No IO.

"10/10" is a score: a day and month without a year are a date only after "on", "admitted" or "discharged".
"""

import re
from collections.abc import Iterator

from bot.privacy.redaction.spans import EntityKind, Span

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_SHORT_YEAR = r"(?:19|20)?\d\d"
NUMERIC_DATE = (
    rf"(?:{_DAY} ?/ ?{_DAY} ?/ ?{_SHORT_YEAR}|{_DAY}\.{_DAY}\.{_SHORT_YEAR}|{_DAY} ?- ?{_DAY} ?- ?{_SHORT_YEAR}"
    rf"|(?:19|20)\d\d[/.-]{_DAY}[/.-]{_DAY})"
)
"""A date in figures, with its year first or last."""

_ORDINAL = rf"{_DAY} ?(?:st|nd|rd|th)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_NAMED = (
    rf"(?:(?:{_ORDINAL}|{_DAY})(?: of)?[ -]{{0,2}}{_MONTH}\b(?:[ ,-]{{1,2}}{_YEAR})?"
    rf"|\b{_MONTH}\b\.?[ -](?:the )?(?:{_ORDINAL}\b|{_DAY}(?![\d:/.%]|\w))(?:,? {_YEAR})?"
    rf"|\b{_MONTH}\b,?(?: of)? ?{_YEAR})"
)
_UNAMBIGUOUS = re.compile(r"\d ?(?:st|nd|rd|th)\b| of |the |\d{4}|'\d\d", re.IGNORECASE)
_ALSO_WORDS = re.compile(r"\b(?:may|march|mar)\b")
_WITH_YEAR = re.compile(rf"(?<![\d/.-]){NUMERIC_DATE}(?![\d/])")
_WITH_MONTH = re.compile(rf"(?<![\d/.:-]){_NAMED}(?!\d)", re.IGNORECASE)
_WITH_WEEKDAY = re.compile(rf"\b{_WEEKDAY},? (?:the )?{_ORDINAL}\b", re.IGNORECASE)
_THE_NTH = re.compile(
    rf"\b(?:on|since|from|until|till|by) the ({_ORDINAL})"
    r"(?=\s*(?:$|[^\w\s]|(?:and|but|of|i|it|they|he|she|we|my|to|when)\b))",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(
    rf"\b(?:on|admitted|discharged)(?: on)?(?: the)? ({_DAY}/(?:0?[1-9]|1[0-2]))(?![\d/]| obs)", re.IGNORECASE
)
_BIRTH = re.compile(
    r"(?:\bd\.?o\.?b\b\.?|\bdate of birth|\bbirth ?date|\bbirthday|\bborn)[\s:,-]{0,3}"
    r"(?:(?:is|was|on|in|the)\s){0,3}"
    rf"({NUMERIC_DATE}|{_NAMED}|{_DAY}/{_DAY}|{_ORDINAL}|(?:19|20)\d\d\b|\d\d ?\d\d ?\d\d)(?!\d)",
    re.IGNORECASE,
)
_TENS = r"(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)"
_IN_WORDS = (
    rf"(?:{_TENS}(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|sixteen|seventeen|eighteen|nineteen)"
)
_AGES = (
    re.compile(rf"\bage(?:d| of|:)? ?(\d{{1,3}}|{_IN_WORDS})\b(?!%|/)", re.IGNORECASE),
    re.compile(rf"\b((?:\d{{1,3}}|{_IN_WORDS})[ -]?(?:years?|yrs?)[ -](?:old|of age))\b", re.IGNORECASE),
    re.compile(r"\b(\d{2} ?(?:y/?o|yr old))\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:i am|i'm|im|he is|he's|hes|she is|she's|shes|turned|turning) ((?:[1-9]\d|{_IN_WORDS}))"
        r"(?=\s*(?:$|[.,;!?)](?!\d)|(?:and|but|now|so|next|this|with|years? old)\b))",
        re.IGNORECASE,
    ),
)


def find_dates(text: str) -> Iterator[Span]:
    """Yield dates that name a day, or a month of one year; dates of birth; ages."""
    for match in _BIRTH.finditer(text):
        yield Span(*match.span(1), EntityKind.DATE_OF_BIRTH)
    for match in _WITH_YEAR.finditer(text):
        yield Span(*match.span(), EntityKind.DATE)
    for match in _WITH_MONTH.finditer(text):
        # "2 may help", "march 3": these months in lower case are ordinary words unless something else marks a date.
        if _UNAMBIGUOUS.search(match[0]) or not _ALSO_WORDS.search(match[0]):
            yield Span(*match.span(), EntityKind.DATE)
    for match in _WITH_WEEKDAY.finditer(text):
        yield Span(*match.span(), EntityKind.DATE)
    for rule in (_THE_NTH, _DAY_AND_MONTH):
        for match in rule.finditer(text):
            yield Span(*match.span(1), EntityKind.DATE)
    for rule in _AGES:
        for match in rule.finditer(text):
            yield Span(*match.span(1), EntityKind.AGE)
