"""How a language writes numbers, dates and lists, and from which side it is read. No IO.

Right to left: a number or the name of a ward may be read in the other direction than the sentence it is put into.
Invisible marks around it keep the order of both (Unicode Standard Annex 9, "Unicode Bidirectional Algorithm": FIRST
STRONG ISOLATE and POP DIRECTIONAL ISOLATE).
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
    """How a language writes dates, numbers and lists.

    `days` and `months` have a template for each month of the year, such as `{day} March {year}` and `March {year}`;
    `comma` separates the items of a list.
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
        """Return several texts as a list in one line."""
        return self.comma.join(texts)

    def apart(self, text: str) -> str:
        """Return a text to put into a sentence, so that neither changes the direction of the other."""
        return apart(text) if self.right_to_left else text


def apart(text: str) -> str:
    """Return the text with marks around each line that isolate its direction."""
    lines = text.translate(_DIRECTING).split("\n")
    return "\n".join(f"{APART}{line}{TOGETHER}" if line else line for line in lines)


def reads_from_the_right(text: str) -> bool:
    """Tell whether a text has letters that are read from right to left.

    >>> reads_from_the_right("Help"), reads_from_the_right("مدد")
    (False, True)
    """
    return any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in text)
