"""Unicode normalisation, without invisible characters. No IO.

Compatibility composition (NFKC, Unicode Standard Annex 15) turns full-width, circled and mathematical letters
and digits into plain ones. Zero-width characters and bidirectional controls (Unicode Standard Annex 9) are removed,
since they can hide or reverse a number; so is NUL, which PostgreSQL cannot store. Joiners inside emoji and the tags of
flags are kept.
"""

import re
import unicodedata

_EMOJI = "\u2600-\u27bf\ufe0f\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
_INVISIBLE = (
    "\x00\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d"
    "\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e0fff"
)
_KEPT_OR_INVISIBLE = re.compile(
    rf"(?P<kept>\U0001f3f4[\U000e0020-\U000e007f]+|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}]))|[{_INVISIBLE}]"
)


def normalise(text: str) -> str:
    r"""Return the text in NFKC without invisible characters.

    >>> normalise("\uff10\uff17\u200b\uff17 \U0001f469\u200d\u2695\ufe0f")
    '077 \U0001f469\u200d\u2695\ufe0f'
    """
    while (clean := unicodedata.normalize("NFKC", _strip_invisible(text))) != text:
        text = clean
    return text


def _strip_invisible(text: str) -> str:
    return _KEPT_OR_INVISIBLE.sub(lambda match: match["kept"] or "", text)
