"""Long numbers, in digits or in words. No IO.

Six digits or more are redacted whatever their checksum: NHS numbers have ten, telephone numbers ten or eleven (Ofcom,
National Telephone Numbering Plan), and a mistyped one still identifies its owner.
"""

import re
from collections.abc import Iterator

from bot.privacy.redaction.dates import NUMERIC_DATE
from bot.privacy.redaction.masking import MARK
from bot.privacy.redaction.spans import EntityKind, Span

MIN_DIGITS = 6
"""The fewest digits of a long number."""

_MAX_GAP = 3
_DIGITS = re.compile(r"\d+")
_SPOKEN = re.compile(
    r"\d+|\b(?:zero|nought|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple)\b", re.IGNORECASE
)
_TIME = r"(?:[01]?\d|2[0-4])[:.]?[0-5]\d"
_YEAR = r"(?:19|20)\d\d"
_EVERYDAY = re.compile(
    rf"(?:{_TIME} ?[-–/] ?{_TIME}|{NUMERIC_DATE}(?:[ ,-]{{1,3}}(?:{_TIME}|{NUMERIC_DATE}))?"
    rf"|{_YEAR}[ ,/–-]{{1,3}}{_YEAR}"
    r"|(?:101|111|999)[ ,/]{1,2}(?:101|111|999)|24/7[ ,/]{1,2}(?:365|10/10)"
    r"|10/10[ ,/]{1,2}(?:10/10|24/7)|\d{1,2}/10[ ,/]{1,2}\d{1,2}/10)"
)
_MEASURED = re.compile(rf"\d{{1,3}}[/:]\d{{1,3}}|\d{{1,3}}\.\d|{NUMERIC_DATE}")
_SHORT = re.compile(r"\d{1,3}(?:[/:]\d{1,3}|\.\d)?")
_MONEY = re.compile(r"£\d{1,3}(?:,\d{3}){0,2}(?:\.\d\d)?")
_PHONE_CUE = re.compile(
    r"\b(?:phone|mobile|mob|tel|telephone|landline|ring|rang|call|called|text|whatsapp)\b\D{0,20}$",
    re.IGNORECASE,
)
_UK_PHONE = re.compile(r"0\d{9,10}|(?:00)?44\d{9,11}")


def find_long_numbers(text: str) -> Iterator[Span]:
    """Yield runs of six digits or more, with any spacing, that are not scores, times or sums of money."""
    for start, end, _ in _runs(_DIGITS, text):
        if not _is_everyday(text[start:end]) and not _is_money(text, start, end):
            opening = start - 1 if text[start - 1 : start] in {"+", "("} else start
            yield Span(opening, end, _kind(text, start, end))
    for start, end, spoken in _runs(_SPOKEN, text):
        if spoken > 1:
            yield Span(start, end, EntityKind.NUMBER)


def _runs(part: re.Pattern[str], text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the start and end of every long run of parts, and how many of the parts are words."""
    start = end = digits = spoken = 0
    for match in part.finditer(text):
        if not _joined(text[end : match.start()]):
            if digits >= MIN_DIGITS:
                yield start, end, spoken
            start = match.start()
            digits = spoken = 0
        end = match.end()
        is_word = match[0].isalpha()
        spoken += is_word
        digits += 1 if is_word else len(match[0])
    if digits >= MIN_DIGITS:
        yield start, end, spoken


def _joined(gap: str) -> bool:
    return len(gap) <= _MAX_GAP and not any(char.isalnum() or char == MARK for char in gap)


def _is_everyday(run: str) -> bool:
    """Tell whether this is a time, a date, a score, or a list that contains one: "120/80, 37.5"."""
    parts = run.split(", ")
    measured = any(_MEASURED.fullmatch(part) for part in parts)
    return bool(_EVERYDAY.fullmatch(run)) or (
        len(parts) > 1 and measured and all(_SHORT.fullmatch(part) or _EVERYDAY.fullmatch(part) for part in parts)
    )


def _is_money(text: str, start: int, end: int) -> bool:
    return bool(_MONEY.fullmatch(text, start - 1, end)) if start else False


def _kind(text: str, start: int, end: int) -> EntityKind:
    digits = "".join(char for char in text[start:end] if char.isdigit())
    is_phone = _UK_PHONE.fullmatch(digits) or _PHONE_CUE.search(text[max(0, start - 40) : start])
    return EntityKind.PHONE if is_phone else EntityKind.NUMBER
