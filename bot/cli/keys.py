"""What a reviewer types: one key where there is a terminal, and otherwise a line, with the letter or the whole word."""

import os
import re
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from bot.errors import SaysoError

with suppress(ImportError):  # Windows has neither, and reads lines.
    import termios
    import tty

_TYPED = re.compile(
    r"\s*(?:"
    r"(?P<black>black ?out|black|b)(?:\s+(?P<words>.*))?"
    r"|(?P<theme>theme|t)(?:\s+(?P<name>.*))?"
    r"|(?P<search>search\s|search$|/)\s*(?P<sought>.*)"
    r"|(?P<key>show|hide|pass(?: on)?|wait|next|undo|quit|[shpwnuq?1-9])"
    r")\s*",
    re.IGNORECASE | re.DOTALL,
)
_END_OF_LINE = (b"", b"\n")
_END_OF_INPUT = {"", "\x04"}
_ESCAPE, _INTRODUCERS = b"\x1b", (b"[", b"O")
_LEADS = (b"\xc0", b"\xe0", b"\xf0")


@dataclass(frozen=True, slots=True)
class Keystroke:
    """A key, in lower case, empty for what is not understood; and words that came with it, None where none did."""

    key: str
    words: str | None = None


class ReviewerInput(Protocol):
    """Where a reviewer types."""

    def read(self, prompt: str) -> Keystroke | None:
        """Return what was typed; None at the end of the input, or on Ctrl-C."""
        ...

    def ask(self, prompt: str) -> str:
        """Return a line of words; empty at the end of the input, or on Ctrl-C."""
        ...


class Lines:
    """Input that is no terminal: a line at a time."""

    def read(self, prompt: str) -> Keystroke | None:
        """Return what was typed; None at the end of the input."""
        line = self._line(prompt)
        return None if line is None else _parse(line)

    def ask(self, prompt: str) -> str:
        """Return a line of words; empty at the end of the input."""
        return (self._line(prompt) or "").strip()

    def _line(self, prompt: str) -> str | None:
        print(prompt, flush=True)
        with _refusing_other_encodings():
            line = sys.stdin.readline()
            line.encode()  # In some locales, Python accepts what is not UTF-8.
        return line.rstrip("\r\n") if line else None


class SingleKeys:
    """A terminal: one key is enough, except where words are asked for."""

    def __init__(self) -> None:
        self._terminal = sys.stdin.fileno()
        self._normal = termios.tcgetattr(self._terminal)

    def read(self, prompt: str) -> Keystroke | None:
        """Return the next key; None for Ctrl-D and Ctrl-C."""
        # Each time: whoever stopped Sayso with Ctrl-Z comes back to a terminal in its normal mode. What was typed ahead
        # is not lost.
        tty.setcbreak(self._terminal, termios.TCSADRAIN)
        print(prompt, end="", flush=True)
        try:
            key = self._key()
        except KeyboardInterrupt:
            key = ""
        print(key if key.isprintable() else "")
        return None if key in _END_OF_INPUT else _parse(key)

    def ask(self, prompt: str) -> str:
        """Return a line of words; empty for Ctrl-D and Ctrl-C."""
        self.reset()
        print(prompt, end="", flush=True)
        line = b""
        try:
            # Byte by byte: what was typed ahead stays in the terminal, for the keys that come after this line.
            while (byte := os.read(self._terminal, 1)) not in _END_OF_LINE:
                line += byte
        except KeyboardInterrupt:
            byte = line = b""
        if not byte:
            print()
        with _refusing_other_encodings():
            return line.decode().strip()

    def reset(self) -> None:
        """Put the terminal back into its normal mode."""
        termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._normal)

    def _key(self) -> str:
        """Return one character; for a key that sends several, such as an arrow, the one that they begin with."""
        first = os.read(self._terminal, 1)
        if first == _ESCAPE and self._has_more() and os.read(self._terminal, 1) in _INTRODUCERS:
            while self._has_more() and not "@" <= os.read(self._terminal, 1).decode("latin-1") <= "~":
                pass
        # In UTF-8 the first byte says how many follow.
        more = sum(first >= lead for lead in _LEADS)
        return (first + b"".join(os.read(self._terminal, 1) for _ in range(more))).decode(errors="replace")

    def _has_more(self) -> bool:
        return bool(select.select([self._terminal], [], [], 0)[0])


@contextmanager
def open_input() -> Iterator[ReviewerInput]:
    """Yield where the reviewer types. A terminal is left in its normal mode, whatever happens."""
    if not sys.stdin.isatty() or "termios" not in globals():
        yield Lines()
        return
    keys = SingleKeys()
    try:
        yield keys
    finally:
        keys.reset()


def _parse(text: str) -> Keystroke:
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return Keystroke("")
    parts: dict[str, Any] = typed.groupdict()
    for name, words in (("black", "words"), ("theme", "name"), ("search", "sought")):
        if parts[name] is not None:
            key = "/" if name == "search" else name[0]
            return Keystroke(key, (parts[words] or "").strip() or None)
    return Keystroke(parts["key"][0].lower())


@contextmanager
def _refusing_other_encodings() -> Iterator[None]:
    try:
        yield
    except UnicodeError:
        raise SaysoError(
            "A line is not UTF-8 text. Set your terminal to UTF-8 and try again. Earlier decisions are stored."
        ) from None
