"""One way to write each character, and nothing that cannot be seen. No IO.

Compatibility composition (NFKC, Unicode Standard Annex 15) turns full-width, circled and mathematical letters
and digits into plain ones. Characters without width and controls of direction (Unicode Standard Annex 9) go,
since they can hide a number or turn it round; so does NUL, which PostgreSQL cannot keep in a text. A joiner inside an
emoji and the tags of a flag are part of a picture and stay.
"""

import re
import unicodedata

_PICTURE = "\u2600-\u27bf\ufe0f\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
_UNSEEN = (
    "\x00\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d"
    "\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e0fff"
)
_KEPT_OR_UNSEEN = re.compile(
    rf"(?P<kept>\U0001f3f4[\U000e0020-\U000e007f]+|(?<=[{_PICTURE}])\u200d(?=[{_PICTURE}]))|[{_UNSEEN}]"
)


def normalise(text: str) -> str:
    r"""The text in NFKC without characters that cannot be seen.

    >>> normalise("\uff10\uff17\u200b\uff17 \U0001f469\u200d\u2695\ufe0f")
    '077 \U0001f469\u200d\u2695\ufe0f'
    """
    while (clean := unicodedata.normalize("NFKC", _without_unseen(text))) != text:
        text = clean
    return text


def _without_unseen(text: str) -> str:
    return _KEPT_OR_UNSEEN.sub(lambda found: found["kept"] or "", text)
