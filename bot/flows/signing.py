"""Writing a sign-off into the text of a words file, with every other byte of it left as it is."""

from datetime import date
from io import StringIO

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import SaysoError
from bot.flows.format import WordsFile
from bot.flows.signoff import text_hash

_KEY = "signed_off"
_BEFORE_A_LINE = "\r\n\ufeff"
"""What a line can begin after; the last is the mark that some editors put before a whole text."""


def signed(text: str, *, checked_by: str, on: date) -> str:
    """Return the text of a words file with a sign-off of its present words, in place of an earlier one.

    A new one is put before the first key, below the notes at the top. Raises SaysoError where that cannot be done
    without changing anything else, as in a file with all its keys on one line.
    """
    words = _read(text)
    own_lines = _block(checked_by, on, text_hash(words)).replace("\n", "\r\n" if "\r\n" in text else "\n")
    start, end = _place(text)
    written = text[:start] + own_lines + text[end:]
    try:
        again = _read(written)
    except (YAMLError, ValidationError):
        raise _unwritable(own_lines) from None
    left_alone = again.model_copy(update={_KEY: words.signed_off}) == words
    if not left_alone or again.signed_off is None or again.signed_off.hash != text_hash(again):
        raise _unwritable(own_lines)
    return written


def _read(text: str) -> WordsFile:
    return WordsFile.model_validate(YAML(typ="rt").load(StringIO(text)))


def _block(checked_by: str, on: date, words_hash: str) -> str:
    yaml = YAML()
    yaml.width = 4096
    block = StringIO()
    yaml.dump({_KEY: {"checked_by": checked_by, "on": on, "hash": words_hash}}, block)
    return block.getvalue()


def _place(text: str) -> tuple[int, int]:
    """Return the place of the sign-off, or the place for one, as the beginning and end of whole lines."""
    keys = [key for key, _ in YAML(typ="rt").compose(StringIO(text, newline="")).value]
    starts = [_start_of_line(text, key.start_mark.index) for key in keys]
    for key, start, following in zip(keys, starts, [*starts[1:], len(text)], strict=True):
        if key.value == _KEY:
            lines = text[start:following].splitlines(keepends=True)
            while len(lines) > 1 and lines[-1].lstrip()[:1] in {"", "#"}:
                lines.pop()  # Notes and empty lines before the next key are not the sign-off's own.
            return start, start + sum(map(len, lines))
    return starts[0], starts[0]


def _start_of_line(text: str, place: int) -> int:
    while place > 0 and text[place - 1] not in _BEFORE_A_LINE:
        place -= 1
    return place


def _unwritable(own_lines: str) -> SaysoError:
    return SaysoError(
        "The sign-off cannot be written into this file without changing more of it. Put it at the top by hand, each key"
        f" on a line of its own:\n{own_lines}"
    )
