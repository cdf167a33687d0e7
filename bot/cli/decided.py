"""What was decided about comments: the list, taking one back, and the themes."""

import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.actor import Role, actor, ask
from bot.cli.comment_filters import (
    MonthOption,
    QuestionOption,
    SearchOption,
    SideOption,
    ThemeOption,
    WardOption,
    make_filter,
)
from bot.cli.comment_lines import printable, ward_name
from bot.cli.shared import count, with_installation

if TYPE_CHECKING:
    from bot.installation import Installation
    from bot.usecases.staff.comment_filter import CommentFilter
    from bot.usecases.staff.ports import CommentState, ReviewComment
    from bot.usecases.staff.safeguarding import Safeguarding
    from bot.usecases.staff.themes import ThemeCount

_TEXT_LENGTH, _ID_LENGTH = 100, 8


@dataclass(frozen=True, slots=True)
class _Listing:
    """Comments that were decided about, by release and ward, and what their lines need."""

    comments: "tuple[ReviewComment, ...]"
    wards: "Mapping[str, str]"
    periods: Mapping[int, str]
    safeguarding: "Safeguarding"
    today: date

    def lines(self) -> Iterator[str]:
        """Yield a heading for each ward of a release, and two lines for each of its comments."""
        for heading, comments in groupby(self.comments, self._heading):
            yield heading
            for comment in comments:
                yield f"  {comment.id[:_ID_LENGTH]}  {self._decided(comment)}"
                text = " ".join(printable(comment.text).split())
                yield f"            {text if len(text) <= _TEXT_LENGTH else text[: _TEXT_LENGTH - 1] + '…'}"
        yield f"{count(len(self.comments), 'comment')}."
        if overdue := sum(map(self._is_overdue, self.comments)):
            yield f"{overdue} overdue."

    def _heading(self, comment: "ReviewComment") -> str:
        return f"{ward_name(comment.service, self.wards)}, {self._release(comment) or 'not released yet'}"

    def _release(self, comment: "ReviewComment") -> str:
        """Return the period of the release that a comment belongs to; empty before there is one."""
        return "" if comment.release is None else self.periods[comment.release]

    def _decided(self, comment: "ReviewComment") -> str:
        state = "passed on" if comment.state == "passed" else comment.state
        if comment.decision is None:
            return state
        decided = f"{state} by {comment.decision.role}, {comment.decision.when}"
        if comment.state != "passed":
            return decided
        due = f"{self.safeguarding.owner} by {self.safeguarding.due(comment.decision)}"
        return f"{decided}, {due}{', OVERDUE' if self._is_overdue(comment) else ''}"

    def _is_overdue(self, comment: "ReviewComment") -> bool:
        if comment.state != "passed" or comment.decision is None:
            return False
        return self.safeguarding.is_overdue(comment.decision, self.today)


def list_decided(
    *,
    ward: WardOption = None,
    question: QuestionOption = None,
    month: MonthOption = None,
    side: SideOption = None,
    search: SearchOption = "",
    theme: ThemeOption = None,
    release: Annotated[
        str | None, typer.Option(help="Only comments of this release, as “sayso release list” shows it.")
    ] = None,
    shown: Annotated[bool, typer.Option("--shown", help="Those that were shown.")] = False,
    hidden: Annotated[bool, typer.Option("--hidden", help="Those that were hidden.")] = False,
    passed: Annotated[bool, typer.Option("--passed", help="Those that were passed on for safeguarding.")] = False,
) -> None:
    """List the comments that were decided about, by ward and release, with who decided and when.

    For example: sayso review list --shown --ward willow

    Of those that were passed on it says who owns them and by when, and which are overdue.
    """
    from bot.usecases.staff.review import DECIDED

    chosen: dict[CommentState, bool] = {"shown": shown, "hidden": hidden, "passed": passed}
    states = {state for state, wanted in chosen.items() if wanted} or DECIDED

    async def find(installation: "Installation") -> _Listing:
        which = await make_filter(
            installation, ward=ward, question=question, month=month, side=side, search=search, theme=theme
        )
        return await _listing(installation, states, which, release)

    print(*with_installation(find).lines(), sep="\n")


def unshow_comment(
    comment: Annotated[
        str | None, typer.Argument(help="Its id, or how it begins, as “sayso review list --shown” shows it.")
    ] = None,
    role: Role = None,
) -> None:
    """Take back that a comment was shown. It is then in no file that is exported later.

    For example: sayso review unshow ID

    At a terminal, without an id, Sayso lists the comments that are shown, and asks. Files that were exported earlier
    do not change: replace them.
    """
    from bot.installation import today
    from bot.usecases.staff.comment_filter import CommentFilter
    from bot.usecases.staff.review import unshow

    by = actor(role)
    if comment is None and sys.stdin.isatty():
        shown = with_installation(lambda installation: _listing(installation, {"shown"}, CommentFilter()))
        print(*shown.lines(), sep="\n")
    beginning = ask(comment, "How the id of the comment begins", option="the id of the comment")
    with_installation(lambda installation: unshow(installation.store.review, beginning, actor=by, today=today()))
    print("It is no longer shown. Files that were exported earlier do not change: replace them.")


def list_themes() -> None:
    """List the themes, with how many shown comments have each, by ward and question."""
    from bot.usecases.staff.services import service_names
    from bot.usecases.staff.themes import count_themes

    async def find(installation: "Installation") -> Iterator[str]:
        store = installation.store
        counts = count_themes(await store.review.listed({"shown"}, None))
        wards = await service_names(store.services)
        return _theme_lines([theme.name for theme in await store.themes.listed()], counts, wards)

    lines = list(with_installation(find))
    print(*lines or ["There are none yet. Give a comment one: sayso review"], sep="\n")


async def _listing(
    installation: "Installation",
    states: "Collection[CommentState]",
    which: "CommentFilter",
    release: str | None = None,
) -> _Listing:
    from bot.installation import today
    from bot.usecases.staff.services import service_names

    store = installation.store
    listed = await store.review.listed(states, which.ward)
    periods = {one.number: one.period for one in await store.releases.listed()}
    chosen = [
        one
        for one in listed
        if which.fits(one) and (release is None or (one.release is not None and periods[one.release] == release))
    ]
    chosen.sort(key=lambda one: (one.service or "", one.release is None, one.release or 0, one.id))
    wards = await service_names(store.services)
    return _Listing(tuple(chosen), wards, periods, installation.safeguarding, today())


def _theme_lines(
    themes: Collection[str], counts: "Collection[ThemeCount]", wards: "Mapping[str, str]"
) -> Iterator[str]:
    for theme in sorted(themes, key=str.casefold):
        its = [one for one in counts if one.theme == theme]
        yield f"{theme}: {count(sum(one.comments for one in its), 'shown comment')}"
        for one in its:
            yield f"  {ward_name(one.ward, wards)}, {one.flow}.{one.question}: {one.comments}"
