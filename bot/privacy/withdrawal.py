"""Withdrawing answers with a code of four plain words, which only the respondent has. No IO.

Only hashes of a code are stored: one beside the waiting row, another in the submission, and others in its comments. The
code gives all of them, and so finds every row; without it the rows cannot be linked. The code is stretched (scrypt, RFC
7914) with the installation's secret as salt: with the database alone no code can be tried, and with the secret too,
trying all of them takes about fifty years of one core. The hashes are removed when the month is closed, after which
answers cannot be withdrawn.

The words follow the rules of the Electronic Frontier Foundation's short word list (2016): short, well known, easy to
picture and to spell, and none of them rude.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import islice, product, takewhile

WORDS = 4
GRACE_DAYS = 7
"""Days after the end of the month of sending during which answers can still be withdrawn."""

MOST_COMMENTS = 16
"""The most comments of one submission that a code finds. No flow has as many free-text questions."""

HASH_BYTES = 16
_SCRYPT_COST = 2**11
_MAX_LETTERS = 12
_MAX_READINGS = 8
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CodeHashes:
    """The hashes of one code: of the waiting row, the submission and its comments."""

    waiting: bytes
    submission: bytes
    comments: tuple[bytes, ...]


class Withdrawals:
    """Derives the hashes of codes from an installation's secrets, the current one first."""

    def __init__(self, secret: bytes, *earlier: bytes) -> None:
        self._salts = tuple(hmac.digest(key, b"sayso withdrawal", "sha256") for key in (secret, *earlier))

    def hashes(self, code: str) -> CodeHashes:
        """Return the hashes of a new code. Takes some milliseconds, on purpose."""
        return _hashes(code, self._salts[0])

    def possible(self, codes: Sequence[str]) -> tuple[CodeHashes, ...]:
        """Return the hashes of all of these codes, with every secret."""
        return tuple(_hashes(code, salt) for salt in self._salts for code in codes)


def make_code(random_bytes: Callable[[int], bytes]) -> str:
    """Return four random words.

    >>> make_code(lambda count: bytes(count))
    'acorn acorn acorn acorn'
    """
    words = code_words()
    drawn = int.from_bytes(random_bytes(16), "big")
    return " ".join(words[drawn // len(words) ** place % len(words)] for place in range(WORDS))


def read_codes(text: str) -> tuple[str, ...]:
    """Return the codes that a text may mean, with misspellings corrected; none if it is not a code.

    >>> read_codes("River, aple: SPOON green")
    ('river apple spoon green', 'river maple spoon green')
    >>> read_codes("the food is cold")
    ()
    """
    typed = _LETTERS.findall(text.casefold())
    if len(typed) != WORDS:
        return ()
    # Looking for similar words takes half a millisecond a word, so the first without any ends it.
    readings = list(takewhile(bool, map(_similar, typed)))
    if len(readings) != WORDS:
        return ()
    return tuple(" ".join(words) for words in islice(product(*readings), _MAX_READINGS))


def until(day: date) -> date:
    """Return the first day on which answers sent on this day can no longer be withdrawn.

    >>> until(date(2026, 3, 31)), until(date(2026, 12, 1))
    (datetime.date(2026, 4, 8), datetime.date(2027, 1, 8))
    """
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return next_month + timedelta(days=GRACE_DAYS)


def newest_closed_month(today: date) -> str:
    """Return the newest month whose answers can no longer be withdrawn.

    >>> newest_closed_month(date(2026, 4, 7)), newest_closed_month(date(2026, 4, 8))
    ('2026-02', '2026-03')
    """
    month = today.replace(day=1)
    while until(month) > today:
        month = (month - timedelta(days=1)).replace(day=1)
    return f"{month:%Y-%m}"


@cache
def code_words() -> tuple[str, ...]:
    """Return the words of codes. Removing a word invalidates the codes that contain it."""
    return tuple(files(__package__).joinpath("code_words.txt").read_text("utf-8").split())


def _similar(word: str) -> Sequence[str]:
    if word in code_words():
        return (word,)
    return sorted(get_close_matches(word, code_words(), n=2, cutoff=0.75)) if len(word) <= _MAX_LETTERS else ()


def _hashes(code: str, salt: bytes) -> CodeHashes:
    stretched = hashlib.scrypt(code.encode(), salt=salt, n=_SCRYPT_COST, r=8, p=1, dklen=32)

    def derive(purpose: str) -> bytes:
        return hmac.digest(stretched, purpose.encode(), "sha256")[:HASH_BYTES]

    comments = tuple(derive(f"comment {number}") for number in range(MOST_COMMENTS))
    return CodeHashes(derive("waiting"), derive("submission"), comments)
