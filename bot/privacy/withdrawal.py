"""Taking answers back with a code of four plain words, which only the person has. No IO.

What is kept of a code are hashes: one while the answers wait, another in the row of the submission, and others in
the rows of its comments. Whoever has the code makes all of them again and so finds every row; without it none leads
to another. The code is first stretched (scrypt, RFC 7914) with the installation's secret as salt: with the database
alone no code can be tried, and with the secret as well, trying all of them takes some fifty years of one core. The
hashes are removed when the month is closed, which is also when answers can no longer be taken back.

Words for the codes are chosen by the rules of the Electronic Frontier Foundation's short word list (2016): short,
well known, easy to picture and to spell, none of them rude.
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
"""For so many days after the month in which they were sent, answers can still be taken back."""

MOST_COMMENTS = 16
"""How many comments of one submission a code finds. No flow has as many questions in a person's own words."""

HASH_BYTES = 16
_STRETCH = 2**11
_LONGEST = 12
_MOST_READINGS = 8
_SPELT = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CodeHashes:
    """What is kept of one code, each in another place: beside what waits, in the submission, in each comment."""

    waiting: bytes
    submission: bytes
    comments: tuple[bytes, ...]


class Withdrawals:
    """Makes the hashes of codes with an installation's secrets, the present one first."""

    def __init__(self, secret: bytes, *earlier: bytes) -> None:
        self._salts = tuple(hmac.digest(each, b"sayso withdrawal", "sha256") for each in (secret, *earlier))

    def hashes(self, code: str) -> CodeHashes:
        """Return what is kept of a new code. Takes some milliseconds, on purpose."""
        return _hashes(code, self._salts[0])

    def possible(self, codes: Sequence[str]) -> tuple[CodeHashes, ...]:
        """Return what may have been kept of any of these codes, also by an earlier secret."""
        return tuple(_hashes(code, salt) for salt in self._salts for code in codes)


def make_code(random_bytes: Callable[[int], bytes]) -> str:
    """Return four words by chance.

    >>> make_code(lambda count: bytes(count))
    'acorn acorn acorn acorn'
    """
    words = code_words()
    drawn = int.from_bytes(random_bytes(16), "big")
    return " ".join(words[drawn // len(words) ** place % len(words)] for place in range(WORDS))


def read_codes(text: str) -> tuple[str, ...]:
    """Return the codes that a text can stand for, small misspellings put right; none if it is not one.

    >>> read_codes("River, aple: SPOON green")
    ('river apple spoon green', 'river maple spoon green')
    >>> read_codes("the food is cold")
    ()
    """
    spelt = _SPELT.findall(text.casefold())
    if len(spelt) != WORDS:
        return ()
    # Looking for near words takes half a millisecond each: the first that is near none ends it.
    meant = list(takewhile(bool, map(_meant, spelt)))
    if len(meant) != WORDS:
        return ()
    return tuple(" ".join(words) for words in islice(product(*meant), _MOST_READINGS))


def until(day: date) -> date:
    """Return the first day on which answers sent on this day can no longer be taken back.

    >>> until(date(2026, 3, 31)), until(date(2026, 12, 1))
    (datetime.date(2026, 4, 8), datetime.date(2027, 1, 8))
    """
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return next_month + timedelta(days=GRACE_DAYS)


@cache
def code_words() -> tuple[str, ...]:
    """Return the words that codes are made of. A word that is taken away makes the codes with it useless."""
    return tuple(files(__package__).joinpath("code_words.txt").read_text("utf-8").split())


def _meant(word: str) -> Sequence[str]:
    if word in code_words():
        return (word,)
    return sorted(get_close_matches(word, code_words(), n=2, cutoff=0.75)) if len(word) <= _LONGEST else ()


def _hashes(code: str, salt: bytes) -> CodeHashes:
    stretched = hashlib.scrypt(code.encode(), salt=salt, n=_STRETCH, r=8, p=1, dklen=32)

    def of(what: str) -> bytes:
        return hmac.digest(stretched, what.encode(), "sha256")[:HASH_BYTES]

    comments = tuple(of(f"comment {number}") for number in range(MOST_COMMENTS))
    return CodeHashes(of("waiting"), of("submission"), comments)
