"""The reading of comments, one at a time: what is shown, and what each key does."""

import sys
from asyncio import Runner
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.cli.comment_lines import comment_lines, ward_name
from bot.cli.keys import Keystroke, ReviewerInput
from bot.cli.shared import count
from bot.errors import Problem

if TYPE_CHECKING:
    from bot.cli.sitting import Sitting
    from bot.usecases.staff.comment_view import CommentView
    from bot.usecases.staff.ports import ReviewComment
    from bot.usecases.staff.review import WardQueue
    from bot.usecases.staff.safeguarding import Safeguarding

PROMPT = "[s]how [h]ide [p]ass on [b]lack out [t]heme [n]ext [u]ndo [/]search [q]uit: "
PROMPT_FOR_DECIDED = "[s]how [h]ide [p]ass on [w]ait again [b]lack out [t]heme [n]ext [u]ndo [/]search [q]uit: "
PROMPT_AT_THE_END = "[u]ndo [/]search [q]uit: "
PROMPT_FOR_WORDS = "The words to take out, exactly as written: "
PROMPT_FOR_THEME = "A number, or the name of a theme, old or new: "
PROMPT_FOR_SEARCH = "Words to look for; none for all comments: "

_BY_ONE_KEY = 9


@dataclass(slots=True)
class CommentReading:
    """A sitting on a screen."""

    sitting: "Sitting"
    typing: ReviewerInput
    runner: Runner
    view: "Callable[[ReviewComment], CommentView]"
    wards: "Mapping[str, str]"
    safeguarding: "Safeguarding"
    today: Callable[[], date]
    _printed: "ReviewComment | None" = field(default=None, init=False)

    def read(self) -> None:
        """Read until nothing is left and nothing can be undone, or the reviewer quits."""
        sitting = self.sitting
        if sitting.upcoming.left:
            print("\n".join(self._overview()))
        while (comment := sitting.current) is not None or sitting.can_undo or sitting.is_searching:
            if comment is None:
                print("\nNo comment left has these words." if sitting.is_searching else "\nThat was the last one.")
            elif comment != self._printed:
                self._print(comment)
            self._printed = comment
            typed = self.typing.read(self._prompt())
            if typed is None or typed.key == "q":
                break
            print(self._answer(typed))
        print(self._summary())

    def _print(self, comment: "ReviewComment") -> None:
        sitting = self.sitting
        (ward,) = (one for one in sitting.upcoming.wards if one.ward == comment.service)
        themes = [f"{number} {one.name}" for number, one in enumerate(sitting.themes_listed[:_BY_ONE_KEY], 1)]
        print(f"\n{sitting.done} of {sitting.all} done. {self._ward(ward)}\n")
        print(*comment_lines(self.view(comment), bold=sys.stdout.isatty()), "", sep="\n")
        if themes:
            print(f"Keys for themes: {', '.join(themes)}")

    def _prompt(self) -> str:
        if self.sitting.current is None:
            return PROMPT_AT_THE_END
        return PROMPT_FOR_DECIDED if self.sitting.decided else PROMPT

    def _overview(self) -> Iterator[str]:
        yield f"{count(self.sitting.upcoming.left, 'comment')} left."
        yield from (f"  {self._ward(ward)}" for ward in self.sitting.upcoming.wards)

    def _ward(self, queue: "WardQueue") -> str:
        first = date.fromisoformat(f"{queue.oldest}-01")
        # Only the month of a comment is known: from its first day on, rounded up.
        weeks = max(1, -(-(self.today() - first).days // 7))
        name = ward_name(queue.ward, self.wards)
        return f"{name}: {queue.left} left, the oldest has waited up to {count(weeks, 'week')}."

    def _summary(self) -> str:
        total = self.sitting.upcoming.total
        if self.sitting.is_searching:
            return f"{count(total, 'comment')} with these words."
        if self.sitting.decided:
            return f"{count(total, 'comment')} decided about."
        return f"{count(total, 'comment')} still to read." if total else "There are no comments to read."

    def _answer(self, typed: Keystroke) -> str:
        """Do what was typed; return what to say about it."""
        sitting, key = self.sitting, typed.key
        if key == "?":
            return "\n".join(self._overview())
        if key == "/":
            words = typed.words or self.typing.ask(PROMPT_FOR_SEARCH)
            return self._outcome(sitting.search(words), f"Looking for “{words}”." if words else "All comments again.")
        if key == "" or (key == "w" and not sitting.decided):
            return "Type one of the letters in brackets, or the whole word."
        if key == "u":
            return self._outcome(sitting.undo(), "Undone.") if sitting.can_undo else "There is nothing to undo."
        comment = sitting.current
        if comment is None:
            return "There is no comment left to decide about."
        return self._decide(comment, typed)

    def _decide(self, comment: "ReviewComment", typed: Keystroke) -> str:
        sitting = self.sitting
        match typed.key:
            case "b":
                words = typed.words or self.typing.ask(PROMPT_FOR_WORDS)
                if not words:
                    return "Nothing was taken out."
                return self._outcome(sitting.black_out(comment, words), "Taken out. Now decide about the rest.")
            case "s":
                return self._outcome(sitting.decide(comment, "shown"), "It may be shown.")
            case "h":
                return self._outcome(sitting.decide(comment, "hidden"), "It is hidden.")
            case "w":
                return self._outcome(sitting.decide(comment, "held"), "It waits to be read again.")
            case "p":
                owner, days = self.safeguarding.owner, count(self.safeguarding.days, "day")
                done = f"It is passed on to the {owner}, for {days}. Tell them: Sayso sends nothing."
                return self._outcome(sitting.decide(comment, "passed"), done)
            case "n":
                return self._outcome(sitting.pass_over(comment), "Left for another time.")
            case _:
                return self._theme(comment, typed)

    def _theme(self, comment: "ReviewComment", typed: Keystroke) -> str:
        listed = self.sitting.themes_listed
        chosen = typed.words or ("" if typed.key == "t" else typed.key)
        if not chosen:
            for number, one in enumerate(listed, 1):
                print(f"{number:3}  {one.name} ({one.comments})")
            chosen = self.typing.ask(PROMPT_FOR_THEME)
        if not chosen:
            return "No theme was chosen."
        if chosen.isdecimal():
            if not 1 <= int(chosen) <= len(listed):
                return "There is no theme of that number."
            chosen = listed[int(chosen) - 1].name
        return self._outcome(self.sitting.switch_theme(comment, chosen), "The themes are changed.")

    def _outcome(self, decision: "Coroutine[None, None, None]", done: str) -> str:
        from bot.cli.problems import describe

        try:
            self.runner.run(decision)
        except Problem as problem:
            return describe(problem)
        return done
