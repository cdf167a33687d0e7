"""A comment as lines on a screen: where and when, what was asked, why it comes first, and what was said."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.engine.flow import ServiceCode
    from bot.usecases.staff.comment_view import CommentView
    from bot.usecases.staff.highlights import Highlight

WIDTH = 76

_NOT_PRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000\ue001]"
)
"""Characters that could move the cursor, colour the screen or reverse text: anybody can write a comment. The last two
are where marks begin and end until the lines are made."""

_BEGINS, _ENDS = "\ue000", "\ue001"
_MARKS = str.maketrans({_BEGINS: "«", _ENDS: "»"})
_BOLD_MARKS = str.maketrans({_BEGINS: "\x1b[1m«", _ENDS: "»\x1b[0m"})

_REASONS = {
    "harm": "words of harm",
    "distress": "words of distress",
    "identity": "something taken out: what is around it may show who it is",
}


def printable(text: str) -> str:
    r"""Return a text in which nothing can change the screen.

    >>> printable("gone\x1b[2J")
    'gone�[2J'
    """
    return _NOT_PRINTABLE.sub("�", text)


def ward_name(code: "ServiceCode | None", wards: "Mapping[str, str]") -> str:
    """Return what a ward is called at the beginning of a line. A code without a name is shown as is."""
    return "Ward not known" if code is None else wards.get(code, code)


def comment_lines(view: "CommentView", *, bold: bool) -> Iterator[str]:
    """Yield the lines that show a comment. Words of harm and distress are between «», in a terminal in bold too."""
    yield f"{view.ward}, {view.month:%B %Y}, {view.conversation}"
    if view.state != "held" and view.decision is not None:
        state = "Passed on" if view.state == "passed" else view.state.capitalize()
        yield f"{state} by {view.decision.role}, {view.decision.when}"
        if view.released:
            yield "It belongs to a release: files that were exported earlier do not change."
    if view.side is not None:
        yield f"Friends and Family Test: {view.side.replace('-', ' ')}"
    yield view.question
    yield from _reasons(view)
    yield ""
    for paragraph in _marked(printable(view.text), view.highlights).split("\n"):
        # The bar shows where a comment begins and ends, whatever somebody wrote in it.
        lines = textwrap.wrap(paragraph, WIDTH) or [""]
        yield from (f"  │ {line.translate(_BOLD_MARKS if bold else _MARKS)}" for line in lines)
    if view.themes:
        yield ""
        yield f"Its themes: {', '.join(view.themes)}"


def _reasons(view: "CommentView") -> Iterator[str]:
    from bot.usecases.staff.highlights import Concern, quoted

    for concern in Concern:
        if words := quoted(view.text, view.highlights, concern):
            yield f"→ {_REASONS[concern]}: {', '.join(map(printable, words))}"


def _marked(text: str, highlights: "Iterable[Highlight]") -> str:
    from bot.usecases.staff.highlights import Concern

    # What was taken out is in brackets already.
    marked, end = "", 0
    for one in highlights:
        if one.concern is not Concern.IDENTITY:
            marked += f"{text[end : one.start]}{_BEGINS}{text[one.start : one.end]}{_ENDS}"
            end = one.end
    return marked + text[end:]
