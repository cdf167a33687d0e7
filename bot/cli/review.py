"""Reading the comments that wait, one at a time."""

import re
import sys
import textwrap
from asyncio import Runner
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import count, installation_between_lines
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.engine.flow import Flow, ServiceCode
    from bot.engine.ids import FlowId
    from bot.usecases.staff.ports import HeldComment
    from bot.usecases.staff.review import Ended, Review

WIDTH = 76

PROMPT = "[s]how, [h]ide, [b]lack out words, [n]ext, [u]ndo, [q]uit: "
PROMPT_AT_THE_END = "[u]ndo, [q]uit: "
PROMPT_FOR_WORDS = "The words to take out, as they stand there: "

_TYPED = re.compile(
    r"\s*(?:(?P<black>black ?out|black|b)(?:\s+(?P<words>.*))?|(?P<key>s|h|n|u|show|hide|next|undo))\s*",
    re.IGNORECASE | re.DOTALL,
)
_NOT_TO_BE_PRINTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What could move the cursor, colour the screen, or turn words round: comments come from anybody."""


def review(
    ward: Annotated[str | None, typer.Option(help="Only comments about this ward, by its code.")] = None,
) -> None:
    """Read the comments that wait, one at a time, and decide: show, hide, or black out words.

    For example: sayso review --ward willow

    Comments with words that may tell of harm come first. Each decision is kept at once. Undo works until you quit.
    """
    from bot.engine.flow import ServiceCode
    from bot.usecases.ports import Unavailable
    from bot.usecases.staff.review import Review

    try:
        with installation_between_lines() as (installation, runner):
            library, flows = runner.run(installation.published()), runner.run(installation.flow_history())
            reading = Review(
                installation.store.review, library.review_first, None if ward is None else ServiceCode(ward)
            )
            runner.run(reading.begin(installation.store.services))
            names = {each.service.code: each.service.name for each in runner.run(installation.store.services.listed())}
            _read(reading, runner, lambda comment: _told(comment, flows, names))
    except Unavailable:
        raise SaysoError(
            "The database cannot be asked just now. What was decided before is kept. Try again in a minute; the comment"
            " that was on the screen comes again, unless it was still decided about."
        ) from None


def _read(reading: "Review", runner: Runner, told: "Callable[[HeldComment], Iterator[str]]") -> None:
    shown: HeldComment | None = None
    while (comment := reading.current) is not None or reading.can_undo:
        if comment is None:
            print("\nThat was the last one.")
        elif comment != shown:
            print(f"\n{count(reading.left, 'comment')} left.\n", *told(comment), "", sep="\n")
        shown = comment
        line = _line(PROMPT_AT_THE_END if comment is None else PROMPT)
        if line is None or line.strip().lower() in {"q", "quit"}:
            break
        print(_done(reading, runner, _TYPED.fullmatch(line)))
    print(f"{count(reading.waiting, 'comment')} still to read." if reading.waiting else "Nothing waits to be read.")


def _done(reading: "Review", runner: Runner, typed: re.Match[str] | None) -> str:
    """Do what was typed; return what to say about it."""
    if typed is None:
        return "Type one of the letters in brackets, or the whole word."
    if typed["black"] is not None:
        words = (typed["words"] or (reading.left and _line(PROMPT_FOR_WORDS)) or "").strip()
        if reading.left and not words:
            return "Nothing was taken out."
        return _said(runner.run(reading.black_out(words)), "Taken out. It still waits: decide about the rest.")
    match typed["key"][0].lower():
        case "s":
            return _said(runner.run(reading.show()), "It may be shown.")
        case "h":
            return _said(runner.run(reading.hide()), "It is hidden.")
        case "u":
            return _said(runner.run(reading.undo()), "Undone: it waits again.")
        case _:
            return _said(reading.pass_over(), "It waits for another time.")


def _said(ended: "Ended", done: str) -> str:
    from bot.usecases.staff.review import Ended

    match ended:
        case Ended.DONE:
            return done
        case Ended.ELSEWHERE:
            return (
                "It was decided about elsewhere meanwhile, or moved or taken back. If it still waits, it comes again."
            )
        case Ended.NOT_THERE:
            return "These words do not stand in it. Type whole words, as they stand there. Nothing was changed."
        case Ended.NO_COMMENT:
            return "There is no comment left to decide about."
        case Ended.NOTHING_TO_UNDO:
            return "There is nothing to undo."


def _told(comment: "HeldComment", flows: "Mapping[FlowId, Flow]", names: "Mapping[ServiceCode, str]") -> Iterator[str]:
    """Yield the lines that tell a comment: where and when, what was asked, and what was said."""
    from bot.engine.wording import Wording

    ward = "ward not known" if comment.service is None else names.get(comment.service, comment.service)
    yield f"{ward}, {date.fromisoformat(f'{comment.month}-01'):%B %Y}, {comment.flow}"
    flow = flows.get(comment.flow)
    words = None if flow is None else flow.words[flow.nearest(Wording("en"))]
    overall = None if words is None or flow is None or flow.fft is None else words.steps.get(flow.fft)
    if overall is not None and comment.fft is not None:
        yield f"{overall.prompt} {overall.labels.get(comment.fft, comment.fft)}"
    asked = None if words is None else words.steps.get(comment.question)
    # A question that is no longer asked has no words any more, so its id has to do.
    yield (comment.question if asked is None else asked.prompt).replace("{service}", ward)
    yield ""
    for paragraph in _NOT_TO_BE_PRINTED.sub("�", comment.text).split("\n"):
        # The line at its side shows where a comment begins and ends, whatever somebody wrote in it.
        yield from (f"  │ {line}" for line in textwrap.wrap(paragraph, WIDTH) or [""])


def _line(prompt: str) -> str | None:
    """Return the next line; None at the end of the input, or on Ctrl-C."""
    try:
        if sys.stdin.isatty():
            line = input(prompt)
        else:
            print(prompt, flush=True)
            line = sys.stdin.readline()
            if not line:
                return None
        line.encode()  # In some locales, Python lets through what is not UTF-8.
        return line.rstrip("\r\n")
    except (EOFError, KeyboardInterrupt):
        print()
        return None
    except UnicodeError:
        raise SaysoError(
            "A line is not UTF-8 text. Set your terminal to UTF-8 and try again; what was decided before is kept."
        ) from None
