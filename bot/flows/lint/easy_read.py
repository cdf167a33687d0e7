"""Easy read: what makes a text harder to read than it need be. A person decides; a rule only points.

Sources: gov.uk, "Accessible communication formats" (short sentences with one idea, full words); Department of Health,
"Making written information easier to understand for people with learning disabilities" (2010); Inclusion Europe,
"Information for all" (a new sentence on a new line, digits, no special characters).
"""

import re
from collections.abc import Iterator

MOST_WORDS = 10
"""In a sentence."""

_BETWEEN = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9“])|\s*\n\s*")
_NUMBER = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred)\b", re.IGNORECASE
)
_SHORT_FORM = re.compile(r"\b\w+(?:n['’]t|['’](?:ll|re|ve|m|d))\b", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?!NHS\b)[A-Z]{2,}\b")
_SIGN = re.compile(r"[&/\\%<>#*_();:+=]|\b[ei]\.[eg]\.|\betc\b")


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, each of which stands on a line of its own in easy read.

    >>> sentences("It is hot. It is good.")
    ('It is hot.', 'It is good.')
    """
    return tuple(each for each in _BETWEEN.split(text.strip()) if each)


def easy_read_warnings(text: str) -> Iterator[str]:
    """Yield what to look at again in an easy-read text, in plain words.

    >>> list(easy_read_warnings("We have two cooks & a garden"))
    ['write “two” in digits', 'write words instead of “&”']
    """
    for sentence in sentences(text):
        if (words := len(sentence.split())) > MOST_WORDS:
            yield f"“{sentence}” has {words} words: at most {MOST_WORDS} are easier"
    for pattern, told in (
        (_NUMBER, "write “{}” in digits"),
        (_SHORT_FORM, "write “{}” in full"),
        (_INITIALS, "say what “{}” means"),
        (_SIGN, "write words instead of “{}”"),
    ):
        yield from dict.fromkeys(told.format(found[0]) for found in pattern.finditer(text))
