"""Descriptions that single a person out without naming them: "the only … patient". No IO.

Singling out is the first of the three risks in the ICO's guidance on anonymisation (28 March 2025).
"""

import re
from collections.abc import Iterator

from bot.privacy.redaction.spans import EntityKind, Span

_WORDS = r"(?:[\w'’\ufffc-]{1,24} ){0,4}?"
_TAIL = r"(?: (?:with|from|who|in|on|here|that)\b[^.,;:!?\n]{0,80})?"
_ONLY_PATIENT = re.compile(
    rf"\bthe only {_WORDS}(?:patient|inpatient|in-patient|service user|resident)\b{_TAIL}", re.IGNORECASE
)
_ONLY_PERSON = re.compile(
    rf"\bthe only {_WORDS}(?:man|woman|girl|boy|lady|guy|bloke|person|one|male|female|muslim|jew"
    r"|sikh|hindu|wheelchair user) "
    r"(?:here\b|(?:on|in) (?:the|this|my|our) (?:ward|unit|hospital|bay|dorm|wing)\b)",
    re.IGNORECASE,
)
_ABOUT_CARE = re.compile(r"\b(?:staff|nurses?|doctors?|time|thing|reason)\b", re.IGNORECASE)


def find_details(text: str) -> Iterator[Span]:
    """Yield every description of the only patient, or the only person on a ward, of some sort."""
    for rule in (_ONLY_PATIENT, _ONLY_PERSON):
        for match in rule.finditer(text):
            head = match[0].split(" who ")[0]
            if not _ABOUT_CARE.search(head):
                yield Span(match.start(), match.end(), EntityKind.DETAIL)
