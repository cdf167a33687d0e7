"""Numbers, dates and symbols (L13 to L17)."""

import re
from collections.abc import Iterator

from bot.writing.initials import initials, is_emphasis
from bot.writing.lists import WordLists
from bot.writing.rules import ALL_ERROR, EASY_ERROR, EASY_ERROR_ELSE_WARNING, Finding, TextRule
from bot.writing.text import ALL_ROLES, PROSE, Passage, split_sentences, words

_NUMBER_WORDS = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
)
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b", re.IGNORECASE)
_PER_CENT = re.compile(r"(?<!\d)\d++(?:\.\d+)?\s*%|%|\bper\s?cent(?:age)?s?\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b\d+/\d+\b(?!/)|[½⅓⅔¼¾]|\b(?:a|one|two|three)[ -](?:half|third|thirds|quarter|quarters|fifth|tenth)s?\b"
    r"|\bhalf (?:of|the)\b|\b\d+ (?:out of|in|in every) \d+\b",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?<![\d.:£$€])\d+\.\d+(?![\d.]|\s?(?:am|pm)\b)")
_LARGE = re.compile(r"(?<![\d.,/-])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![\d/-])")
_PHONE_CONTEXT = re.compile(r"\b(?:call|ring|phone|dial|text|number|telephone|fax|code)\b", re.IGNORECASE)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = re.compile(
    rf"(?:{_MONTH}\s+|\b(?:in|since|until|before|after|from|by|of|year)\s+)(?=(?:19|20)\d\d\b)", re.IGNORECASE
)
_DATE = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}\b(?=\s*(?:$|at\b|from\b))"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)\b(?=\s+(?:of\s+)?{_MONTH})"
    rf"|\b\d{{1,2}}\s+(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)|\b(?-i:Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)\.?\s+\d{{1,2}}\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b(?!\s?(?:am|pm))|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs|hours)\b", re.IGNORECASE
)
_SYMBOL = re.compile(r"[&/\\<>§#*_()\[\]+=~^|@†‡•→]")
_MEANINGS = {"&": "and", "/": "or", "+": "and", "@": "at", "=": "is", "#": "number", "→": "then"}
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e)\b\.?|\beg\b|\bie\b|\betc\b\.?|\bn\.?b\.|\bvs\b\.?|\bviz\b|\bapprox\b\.?|\basap\b"
    r"|\band so (?:on|forth)\b",
    re.IGNORECASE,
)
_ABBREVIATION_MEANINGS = {
    "eg": "for example",
    "ie": "that is",
    "nb": "please note",
    "vs": "or",
    "viz": "that is",
    "approx": "about",
}
_ROMAN = re.compile(
    r"\b(?:[Pp]art|[Ss]ection|[Ss]tage|[Ss]tep|[Ll]evel|[Tt]ype|[Cc]hapter|[Gg]roup|[Pp]hase)\s+([IVX]+)\b|\b(I{2,3}|I[VX]|VI{1,3}|XI{1,3}|XI?V)\b"
)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*?|__?)(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)|</?(?:b|i|u|em|strong|s)>", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def _lines(passage: Passage) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(passage.lines):
        yield number, _PLACEHOLDER.sub("–", line)


def _number_words(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for number, line in _lines(passage):
        for word in dict.fromkeys(_NUMBER_WORD.findall(line)):
            yield Finding(f"“{word}” is a number word", f"write “{word}” in digits", number)


def _hard_numbers(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for sentence in split_sentences(passage.text):
        plain = _PLACEHOLDER.sub("–", sentence.text)
        for pattern, what, suggestion in (
            (_PER_CENT, "a percentage", "write “a few”, “many” or “most”"),
            (_FRACTION, "a fraction", "write “some”, “many” or “most”"),
        ):
            for hit in pattern.finditer(plain):
                yield Finding(f"“{hit[0]}” is {what}", suggestion, sentence.line)
        for hit in _DECIMAL.finditer(_CLOCK.sub("–", _DATE.sub("–", plain))):
            yield Finding(f"“{hit[0]}” is a decimal", "write a whole number, or “about” with one", sentence.line)
        if not _PHONE_CONTEXT.search(plain):
            for hit in _LARGE.finditer(_DATE.sub("–", plain)):
                if not _YEAR.search(plain[: hit.start()] + hit[0]) or len(hit[0]) != 4:  # noqa: PLR2004 - digits of a year
                    yield Finding(f"“{hit[0]}” is a large number", "write “many”, or leave it out", sentence.line)


def _dates(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for number, line in _lines(passage):
        for hit in _DATE.finditer(line):
            yield Finding(f"the date “{hit[0]}” is hard to read", "write it like “Monday 3 March 2025”", number)
        for hit in _CLOCK.finditer(_DATE.sub("–", line)):
            yield Finding(f"the time “{hit[0]}” is hard to read", "write it like “2pm” or “2.30pm”", number)


def _symbols(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for number, line in _lines(passage):
        plain = _FRACTION.sub("–", _DATE.sub("–", _EMPHASIS.sub("–", line)))
        for sign in dict.fromkeys(_SYMBOL.findall(plain)):
            suggestion = f"write “{_MEANINGS[sign]}”" if sign in _MEANINGS else f"write words instead of “{sign}”"
            yield Finding(f"“{sign}” is a symbol", suggestion, number)
        for short in dict.fromkeys(_ABBREVIATION.findall(line)):
            meaning = _ABBREVIATION_MEANINGS.get(short.replace(".", "").lower(), "")
            suggestion = f"write “{meaning}”" if meaning else "name what you mean"
            yield Finding(f"“{short}” is hard to read", suggestion, number)
        for hit in _ROMAN.finditer(line):
            yield Finding(f"“{hit[1] or hit[2]}” is a Roman numeral", "write it in digits", number)


def _emphasis(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    for letters, line_number in initials(passage.text):
        if is_emphasis(letters, lists):
            suggestion = f"write “{letters.lower()}”; a short sentence of its own is easier to notice"
            yield Finding(f"“{letters}” is in capitals", suggestion, line_number)
    for number, line in enumerate(passage.lines):
        for hit in _EMPHASIS.finditer(line):
            yield Finding(f"“{hit[0]}” is marked as italic, bold or underlined", "remove the marks", number)


_INCLUSION = "Inclusion Europe, “Information for all”"

RULES = (
    TextRule(
        id="L13",
        title="Numbers are digits; “one” may be a word",
        severity=EASY_ERROR,
        source=f"The Advocacy Project, plain English guidance (digits, not words); {_INCLUSION}",
        passes="Your answers wait for 2 days.",
        fails="Your answers wait for two days.",
        roles=ALL_ROLES,
        check=_number_words,
    ),
    TextRule(
        id="L14",
        title="No percentages, fractions, decimals or numbers of 1,000 or more, except phone numbers",
        severity=EASY_ERROR,
        source=f"The Advocacy Project, plain English guidance (no percentages or large figures); {_INCLUSION}",
        passes="Many people said yes.",
        fails="75% of people said yes.",
        roles=PROSE,
        all_languages=True,
        check=_hard_numbers,
    ),
    TextRule(
        id="L15",
        title="Dates and times are written in full: “Monday 3 March 2025”, “2pm”",
        severity=EASY_ERROR_ELSE_WARNING,
        source=f"{_INCLUSION} (dates in full)",
        passes="We meet on Monday 3 March 2025 at 2pm.",
        fails="We meet on 3/3/25 at 14:00.",
        roles=ALL_ROLES,
        check=_dates,
    ),
    TextRule(
        id="L16",
        title="No symbols, Roman numerals, “e.g.”, “i.e.” or “etc.”",
        severity=EASY_ERROR_ELSE_WARNING,
        source=f"{_INCLUSION} (no special characters or Roman numerals); W3C, “Making Content Usable”, pattern o3p1",
        passes="You can bring books and games.",
        fails="You can bring books & games, etc.",
        roles=ALL_ROLES,
        check=_symbols,
    ),
    TextRule(
        id="L17",
        title="No words in capitals, italics or underlined",
        severity=ALL_ERROR,
        source="UK Association for Accessible Formats, G003 (clear print)",
        passes="Please do not write names.",
        fails="Please do NEVER write _names_.",
        roles=ALL_ROLES,
        all_languages=True,
        check=_emphasis,
    ),
)
