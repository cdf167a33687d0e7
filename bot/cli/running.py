"""Starting Sayso, its settings, and trying what redaction does."""

import asyncio
import sys

from bot.errors import SaysoError


def run() -> None:
    """Start Sayso: Telegram, if there is a token, and the web address of SAYSO_LISTEN."""
    from bot.bootstrap import run as run_program
    from bot.settings import read_settings

    asyncio.run(run_program(read_settings(), lambda line: print(line, flush=True)))


def redact() -> None:
    """Read lines and print each as it would be kept, to try sentences of your own. Nothing is kept.

    For example: echo "My nurse Sarah rang 07700 900123" | sayso redact

    Lines are read until the end of the input (Ctrl-D). Empty lines stay. It finds most of what shows who
    someone is, and never all of it.
    """
    from bot.privacy.redaction import LONGEST, RULES_ALONE, TooMuchToSearch, names_by_model, redacted_text

    if not names_by_model():
        print(f"sayso: {RULES_ALONE}", file=sys.stderr)
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise SaysoError(
                f"Line {number} is not UTF-8 text. Save the file as UTF-8, or set your terminal to it, and try again."
            ) from None
        too_long = SaysoError(f"Line {number} is too long to be searched. Cut it into several lines.")
        if len(text) > LONGEST:
            raise too_long
        try:
            print(redacted_text(text) if text else "", flush=True)
        except TooMuchToSearch:
            raise too_long from None


def settings() -> None:
    """Show every setting and its purpose, as in .env.example."""
    from bot.settings import example

    print(example(), end="")
