"""Rooms, beds and addresses. No IO.

Wards are kept, since feedback is about a ward. Words for streets are among the thoroughfare descriptors of the Royal
Mail's Postcode Address File.
"""

import re
from collections.abc import Iterator

from bot.privacy.redaction.spans import EntityKind, Span
from bot.privacy.redaction.words import fold, is_function_word, is_ordinary, word_list

_NUMBER = (
    r"(?:\d{1,3}[a-h]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen)"
)
_ROOM = re.compile(
    r"\b(?:bed ?room|side ?room|room|bed ?space|bed|bay|dorm|dormitory|cubicle)"
    r"(?: (?:number|no\.?|num)|s)?[ :#]{0,2}"
    rf"(?:{_NUMBER}|[b-h])\b"
    r"(?!['’%/]|[.:]\d| (?:days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|nights?|times?"
    r"|people|of|patients|mornings?|more|other|others|am|pm|person|staff)\b)",
    re.IGNORECASE,
)
_BEFORE_STREET = re.compile(
    r"(?<![\w./:£])(\d{1,4}[a-d]?|flat \d{1,3}[a-d]?)\b,?((?: [^\W\d_][\w'’-]*){1,4})", re.IGNORECASE
)
_LIVES = re.compile(
    r"\b(?:live|lives|lived|living|address is|address|house is)(?: (?:at|on|in|is))?:?((?: [\w'’-]+){1,4})",
    re.IGNORECASE,
)
_FLAT = re.compile(r"\bflat (?:number )?\d{1,3}[a-d]?\b", re.IGNORECASE)
_HOME = re.compile(r"\b(?:live|lives|lived|living|address|home|moved to)\b[^.!?\n]{0,30}$", re.IGNORECASE)


def find_places(text: str) -> Iterator[Span]:
    """Yield numbered rooms, beds and bays; street addresses; the street that somebody lives in."""
    for match in _ROOM.finditer(text):
        yield Span(match.start(), match.end(), EntityKind.ROOM)
    for match in _FLAT.finditer(text):
        yield Span(match.start(), match.end(), EntityKind.ADDRESS)
    for match in _BEFORE_STREET.finditer(text):
        at_home = bool(_HOME.search(text[max(0, match.start() - 50) : match.start()]))
        if size := _street(match[2], at_home=at_home):
            yield Span(match.start(), match.start(2) + size, EntityKind.ADDRESS)
    for match in _LIVES.finditer(text):
        if size := _street(match[1], at_home=True):
            yield Span(match.start(1) + 1, match.start(1) + size, EntityKind.ADDRESS)


def _street(words: str, *, at_home: bool) -> int:
    """Return how many characters of these words name a street, 0 if they do not.

    >>> _street(" Acacia Road near", at_home=False), _street(" minutes down the road", at_home=False)
    (12, 0)
    """
    size = 0
    for count, word in enumerate(words.split(" ")[1:]):
        size += 1 + len(word)
        small = fold(word)
        clear = small in word_list("streets") or at_home or word[0].isupper()
        if count and clear and small in word_list("streets", "streets_or_words"):
            return size
        if is_function_word(small) or (word == small and is_ordinary(small) and not at_home):
            return 0
    return 0
