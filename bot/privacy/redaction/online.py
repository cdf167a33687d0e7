"""E-mail addresses, web addresses and usernames. No IO."""

import re
from collections.abc import Iterator

from bot.privacy.redaction.spans import EntityKind, Span
from bot.privacy.redaction.words import fold, is_ordinary

_START = r"(?<![\w.+-])"
_MAIL = re.compile(rf"{_START}[\w.+-]+@[\w.-]*\w", re.IGNORECASE)
# Local parts end at 64 characters, the limit of RFC 5321 (4.5.3.1.1), which keeps the search linear.
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


def find_online(text: str) -> Iterator[Span]:
    """Yield e-mail addresses (also "sarah at example dot com"), web addresses, handles and names on a platform."""
    for rule, kind in (
        (_MAIL, EntityKind.EMAIL),
        (_SPELT_MAIL, EntityKind.EMAIL),
        (_LINK, EntityKind.WEB),
        (_SITE, EntityKind.WEB),
        (_HANDLE, EntityKind.USERNAME),
    ):
        for match in rule.finditer(text):
            yield Span(match.start(), match.end(), kind)
    for match in _NAMED.finditer(text):
        if _is_username(match, preceding=text[max(0, match.start() - 40) : match.start()]):
            yield Span(match.start("name"), match.end("name"), EntityKind.USERNAME)


def _is_username(match: re.Match[str], *, preceding: str) -> bool:
    """Tell a username ("my insta is sarah_x", "username sarah99") from other words ("Facebook is shut")."""
    name = match["name"]
    if _ODD.search(name):
        return not name[0].isdigit() or name.count("_") > 0
    labelled = (
        ":" in match["sign"] or "name" in match[0].lower() or "handle" in match[0].lower() or _OWN.search(preceding)
    )
    return bool(labelled) and not is_ordinary(fold(name)) and not name.lower().endswith(("ed", "ing", "ly"))
