"""E-mail and web addresses, and what people are called online. No IO."""

import re
from collections.abc import Iterator

from bot.privacy.redaction.spans import Kind, Span
from bot.privacy.redaction.words import fold, is_ordinary

_START = r"(?<![\w.+-])"
_MAIL = re.compile(rf"{_START}[\w.+-]+@[\w.-]*\w", re.IGNORECASE)
# Local parts are cut at 64 characters, the most that RFC 5321 (4.5.3.1.1) allows: the search stays linear.
_SPELT = r"[\w+-]{1,64}(?:(?: dot | underscore | dash |\.)[\w+-]{1,64}){0,3}"
_AT = r"(?: at | ?[(\[]at[)\]] ?| ?@ ?)"
_SPELT_MAIL = re.compile(
    rf"{_START}{_SPELT}{_AT}(?:[\w-]{{1,63}}(?: dot | ?[(\[]dot[)\]] ?)[\w-]{{2,63}}"
    r"(?:(?: dot |\.)[\w-]{2,24})?"
    r"|(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|aol|live|btinternet|protonmail|proton|nhs|doctors|sky|msn)"
    r"(?:\.| dot | )(?:com|co|net|org|uk|me)\b(?:(?:\.| dot | )(?:uk|net)\b)?)",
    re.IGNORECASE,
)
_ENDING = r"(?:com|org|net|co|uk|info|io|app|gov|ly|tv|edu|eu|ie|me|gg|nhs)"
_LINK = re.compile(r"\b(?:https?:/{0,2}|www\.)[^\s\ufffc]+", re.IGNORECASE)
_SITE = re.compile(
    rf"(?<![\w.@-])[\w-][\w.-]*\.(?!me\b(?!/)){_ENDING}\b(?:/[^\s\ufffc]*)?"
    rf"|(?<![\w.@-])[\w-]{{2,63}} dot (?:com|org|net|co)\b(?: dot uk\b)?(?: slash [\w-]+)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)@[^\W\d][\w.]*\w|(?<!\w)\w{2,32}#\d{4}\b")
_PLATFORM = (
    r"(?:instagram|insta|snapchat|snap|tik ?tok|facebook|fb|messenger|twitter|telegram|whatsapp|discord|"
    r"linkedin|reddit|youtube|twitch|xbox|psn|playstation|steam|kik|bluesky|threads|skype)"
)
_NAMED = re.compile(
    rf"(?:\b{_PLATFORM}\b(?: (?:is|at|name|user ?name|handle|account|tag|id|called|under|as)\b){{0,3}}"
    r"|\b(?:user ?name|handle|gamertag|gamer tag|screen name)(?: (?:is|was))?)"
    r"(?P<sign>[ :=-]{1,3})(?P<name>[\w.-]*\w)",
    re.IGNORECASE,
)
_ODD = re.compile(r"[\d_.]")
_OWN = re.compile(r"\b(?:my|me|im|i'm|am|add|find|follow|message)\b[^.!?\n]{0,24}$", re.IGNORECASE)


def online(text: str) -> Iterator[Span]:
    """E-mail addresses (also "sarah at example dot com"), web addresses, handles, and names on a platform."""
    for rule, kind in (
        (_MAIL, Kind.EMAIL),
        (_SPELT_MAIL, Kind.EMAIL),
        (_LINK, Kind.WEB),
        (_SITE, Kind.WEB),
        (_HANDLE, Kind.USERNAME),
    ):
        for found in rule.finditer(text):
            yield Span(found.start(), found.end(), kind)
    for found in _NAMED.finditer(text):
        if _is_username(found, before=text[max(0, found.start() - 40) : found.start()]):
            yield Span(found.start("name"), found.end("name"), Kind.USERNAME)


def _is_username(found: re.Match[str], *, before: str) -> bool:
    """Whether this is someone: "my insta is sarah_x", "username sarah99" are; "Facebook is shut" is not."""
    name = found["name"]
    if _ODD.search(name):
        return not name[0].isdigit() or name.count("_") > 0
    said_so = ":" in found["sign"] or "name" in found[0].lower() or "handle" in found[0].lower() or _OWN.search(before)
    return bool(said_so) and not is_ordinary(fold(name)) and not name.lower().endswith(("ed", "ing", "ly"))
