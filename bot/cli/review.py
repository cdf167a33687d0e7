"""Reviewing comments, one at a time."""

import re
import sys
import textwrap
from asyncio import Runner
from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.actor import Role, actor
from bot.cli.shared import count, installation_between_lines
from bot.errors import Problem, SaysoError

if TYPE_CHECKING:
    from bot.cli.sitting import Sitting
    from bot.usecases.staff.comment_view import CommentView
    from bot.usecases.staff.ports import ReviewComment

WIDTH = 76

PROMPT = "[s]how, [h]ide, [b]lack out words, [n]ext, [u]ndo, [q]uit: "
PROMPT_FOR_DECIDED = "[s]how, [h]ide, [w]ait again, [b]lack out words, [n]ext, [u]ndo, [q]uit: "
PROMPT_AT_THE_END = "[u]ndo, [q]uit: "
PROMPT_FOR_WORDS = "The words to take out, exactly as written: "

_TYPED = re.compile(
    r"\s*(?:(?P<black>black ?out|black|b)(?:\s+(?P<words>.*))?|(?P<key>s|h|w|n|u|show|hide|wait|next|undo))\s*",
    re.IGNORECASE | re.DOTALL,
)
_NOT_PRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that could move the cursor, colour the screen or reverse text: anybody can write a comment."""


def review(
    ward: Annotated[str | None, typer.Option(help="Only comments about this ward, by its code.")] = None,
    role: Role = None,
    *,
    decided: Annotated[
        bool, typer.Option("--decided", help="Comments that were shown or hidden, to decide otherwise.")
    ] = False,
) -> None:
    """Read the held comments, one at a time, and decide: show, hide, or black out words.

    For example: sayso review --ward willow --role "ward manager"

    Comments with words that may tell of harm come first. Each decision is stored at once, with your role and the day.
    Undo works until you quit.
    """
    from bot.cli.sitting import Sitting
    from bot.engine.flow import ServiceCode
    from bot.installation import today
    from bot.usecases.ports import Unavailable
    from bot.usecases.staff.comment_view import comment_view
    from bot.usecases.staff.services import find_service

    by = actor(role)
    try:
        with installation_between_lines() as (installation, runner):
            review_first = runner.run(installation.published()).review_first
            flows, services = runner.run(installation.flow_history()), installation.store.services
            if ward is not None:
                runner.run(find_service(services, ward))
            names = {listed.service.code: listed.service.name for listed in runner.run(services.listed())}
            sitting = Sitting(
                comments=installation.store.review,
                review_first=review_first,
                actor=by,
                today=today,
                decided=decided,
                ward=None if ward is None else ServiceCode(ward),
            )
            runner.run(sitting.look())
            _read(
                sitting,
                runner,
                lambda comment: comment_view(comment, flows=flows, wards=names, review_first=review_first),
            )
    except Unavailable:
        raise SaysoError(
            "The database is unavailable. Earlier decisions are stored. Try again in a minute: the comment on the"
            " screen comes again, unless your last decision was stored too."
        ) from None


def _read(sitting: "Sitting", runner: Runner, view: "Callable[[ReviewComment], CommentView]") -> None:
    printed: ReviewComment | None = None
    prompt = PROMPT_FOR_DECIDED if sitting.decided else PROMPT
    while (comment := sitting.current) is not None or sitting.can_undo:
        if comment is None:
            print("\nThat was the last one.")
        elif comment != printed:
            left = count(sitting.upcoming.left, "comment")
            print(f"\n{left} left.\n", *_lines(view(comment)), "", sep="\n")
        printed = comment
        line = _line(PROMPT_AT_THE_END if comment is None else prompt)
        if line is None or line.strip().lower() in {"q", "quit"}:
            break
        print(_answer(sitting, runner, _TYPED.fullmatch(line)))
    print(_summary(sitting))


def _summary(sitting: "Sitting") -> str:
    total = sitting.upcoming.total
    if sitting.decided:
        return f"{count(total, 'comment')} decided about."
    return f"{count(total, 'comment')} still to read." if total else "There are no comments to read."


def _answer(sitting: "Sitting", runner: Runner, typed: re.Match[str] | None) -> str:
    """Do what was typed; return what to say about it."""
    key = "" if typed is None else (typed["key"] or "b")[0].lower()
    if typed is None or (key == "w" and not sitting.decided):
        return "Type one of the letters in brackets, or the whole word."
    if key == "u":
        return _outcome(runner, sitting.undo(), "Undone.") if sitting.can_undo else "There is nothing to undo."
    comment = sitting.current
    if comment is None:
        return "There is no comment left to decide about."
    match key:
        case "b":
            words = (typed["words"] or _line(PROMPT_FOR_WORDS) or "").strip()
            if not words:
                return "Nothing was taken out."
            return _outcome(runner, sitting.black_out(comment, words), "Taken out. Now decide about the rest.")
        case "s":
            return _outcome(runner, sitting.decide(comment, "shown"), "It may be shown.")
        case "h":
            return _outcome(runner, sitting.decide(comment, "hidden"), "It is hidden.")
        case "w":
            return _outcome(runner, sitting.decide(comment, "held"), "It waits to be read again.")
        case _:
            return _outcome(runner, sitting.pass_over(comment), "Left for another time.")


def _outcome(runner: Runner, decision: "Coroutine[None, None, None]", done: str) -> str:
    from bot.cli.problems import describe

    try:
        runner.run(decision)
    except Problem as problem:
        return describe(problem)
    return done


def _lines(view: "CommentView") -> Iterator[str]:
    """Yield the lines that show a comment: where and when, what was asked, and what was said."""
    yield f"{view.ward}, {view.month:%B %Y}, {view.conversation}"
    if view.state != "held" and view.decision is not None:
        yield f"{view.state.capitalize()} by {view.decision.role}, {view.decision.when}"
        if view.released:
            yield "It belongs to a release: files that were exported earlier do not change."
    if view.fft_question is not None:
        yield f"{view.fft_question} {view.fft_answer}"
    yield view.question
    yield ""
    for paragraph in _NOT_PRINTABLE.sub("�", view.text).split("\n"):
        # The bar shows where a comment begins and ends, whatever somebody wrote in it.
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
        line.encode()  # In some locales, Python accepts what is not UTF-8.
        return line.rstrip("\r\n")
    except (EOFError, KeyboardInterrupt):
        print()
        return None
    except UnicodeError:
        raise SaysoError(
            "A line is not UTF-8 text. Set your terminal to UTF-8 and try again. Earlier decisions are stored."
        ) from None
