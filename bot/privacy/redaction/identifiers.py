"""Numbers and codes that identify one person. No IO.

Formats: National Insurance numbers as in HMRC's manual NIM39110; postcodes as in the Royal Mail's
Programmers' Guide to the Postcode Address File; registration marks as in DVLA's INF104.
"""

import re
from collections.abc import Iterator

from bot.privacy.redaction.numbers import find_long_numbers
from bot.privacy.redaction.online import find_online
from bot.privacy.redaction.spans import EntityKind, Span
from bot.privacy.redaction.words import word_list

_WHOSE = (
    r"(?:hospital|hosp|nhs|patient|client|case|rio|unit|ni|national insurance|passport|driving licen[cs]e"
    r"|account|badge|staff|payroll|membership|registration|bank|card|reference|ref|my|her|his|bus pass|prison"
    r"|phone|door)"
)
_VALUE = r"[\W_]{0,3}(?:(?:is|was|it's|its)[\W_]{1,3})?(?P<value>[a-z]{0,3}[-/]?\d[\d/-]*[a-z\d])(?!\w)"
_IDENTIFIERS = (
    re.compile(rf"\b{_WHOSE} (?:number|num|no\.?|nr|id|pin|code|ref)\b{_VALUE}", re.IGNORECASE),
    re.compile(
        r"\b(?:mrn|ref|reference|id|pin|nmc|gmc)\b[\W_]{0,3}(?:(?:is|was|number|no)[\W_]{1,3}){0,2}"
        r"(?P<value>[a-z]{0,3}[-/]?\d{3}[\d/-]*[a-z]?)(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![a-z\d])(?P<value>[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d])(?![a-z\d])", re.IGNORECASE),
    re.compile(r"(?<![a-z\d])(?P<value>[a-z]{1,3}\d{6,10}[a-z]?)(?![a-z\d])", re.IGNORECASE),
)
_POSTCODE = re.compile(r"(?<![a-z\d])([a-z]{1,2})\d[a-z\d]? ?\d([abd-hjlnp-uw-z]{2})(?![a-z\d])", re.IGNORECASE)
_OUTWARD = re.compile(
    r"\b(?:post ?code(?: is)?|(?:live|lives|lived|living) (?:in|near)):? "
    r"(?P<value>([a-z]{1,2})\d[a-z\d]?)(?![a-z\d])",
    re.IGNORECASE,
)
_NOT_INWARD = frozenset({"st", "nd", "rd", "th", "hr"})
_PLATE = re.compile(r"(?<![a-z\d])[a-z]{2}\d\d ?[a-z]{3}(?![a-z\d])", re.IGNORECASE)
_OLD_PLATE = re.compile(r"(?<![a-z\d])(?:[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,4}[a-z]?)(?![a-z\d])", re.IGNORECASE)
_CAR = re.compile(r"\b(?:car|van|reg|plate|registration|vehicle|drives|motorbike|bmw|audi|ford)\b", re.IGNORECASE)


def find_identifiers(text: str) -> Iterator[Span]:
    """Yield long numbers, labelled identifiers, online addresses, postcodes and number plates."""
    yield from find_long_numbers(text)
    for rule in _IDENTIFIERS:
        for match in rule.finditer(text):
            yield Span(match.start("value"), match.end("value"), EntityKind.NUMBER)
    yield from _postcodes(text)
    yield from _plates(text)
    yield from find_online(text)


def _postcodes(text: str) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        looks_like_words = match[2] in _NOT_INWARD and " " in match[0]
        if match[1].lower() in word_list("postcode_areas") and not looks_like_words:
            yield Span(match.start(), match.end(), EntityKind.POSTCODE)
    for match in _OUTWARD.finditer(text):
        if match[2].lower() in word_list("postcode_areas"):
            yield Span(match.start("value"), match.end("value"), EntityKind.POSTCODE)


def _plates(text: str) -> Iterator[Span]:
    has_car = bool(_CAR.search(text))
    for match in _PLATE.finditer(text):
        if has_car or match[0].isupper():
            yield Span(match.start(), match.end(), EntityKind.PLATE)
    if has_car:
        for match in _OLD_PLATE.finditer(text):
            if match[0].isupper() or " " not in match[0]:
                yield Span(match.start(), match.end(), EntityKind.PLATE)
