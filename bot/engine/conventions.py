"""How a language writes numbers, dates and lists, and from which side it is read. No IO.

Right to left: what is put into a sentence, such as a number or the name of a ward, may read the other way round than
the sentence. It stands between marks that nobody sees, so that neither moves the other about (Unicode Standard Annex 9,
"Unicode Bidirectional Algorithm": FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

APART, TOGETHER = "\u2068", "\u2069"
WESTERN = "0123456789"

_DIRECTING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_FROM_THE_RIGHT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Conventions:
    """What of a language the engine needs to write more than words.

    `days` and `months` say for each month of the year how a day in it and it itself are written, as
    `{day} March {year}` and `March {year}`; `comma` is what stands between two things of a list.
    """

    days: tuple[str, ...]
    months: tuple[str, ...]
    comma: str = ", "
    digits: str = WESTERN
    right_to_left: bool = False

    def number(self, number: int) -> str:
        """Return a whole number."""
        return self.apart(str(number).translate(str.maketrans(WESTERN, self.digits)))

    def day(self, day: str) -> str:
        """Return a day given as `2026-03-02`."""
        year, month, number = map(int, day.split("-"))
        return self.days[month - 1].format(day=self.number(number), year=self.number(year))

    def month(self, month: str) -> str:
        """Return a month given as `2026-03`."""
        year, number = map(int, month.split("-"))
        return self.months[number - 1].format(year=self.number(year))

    def listed(self, texts: Iterable[str]) -> str:
        """Return several things as a list in one line."""
        return self.comma.join(texts)

    def apart(self, text: str) -> str:
        """Return what is to be put into a sentence, so that it cannot turn the sentence round, nor be turned by it."""
        return apart(text) if self.right_to_left else text


def apart(text: str) -> str:
    """Return the text with each line between marks that keep its direction to itself."""
    lines = text.translate(_DIRECTING).split("\n")
    return "\n".join(f"{APART}{line}{TOGETHER}" if line else line for line in lines)


def reads_from_the_right(text: str) -> bool:
    """Tell whether a text has letters that are read from right to left.

    >>> reads_from_the_right("Help"), reads_from_the_right("مدد")
    (False, True)
    """
    return any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in text)
