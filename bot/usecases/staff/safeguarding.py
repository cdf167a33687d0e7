"""Comments that are passed on for safeguarding: who owns them, and by when."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.usecases.staff.ports import CommentDecision

_DAY, _MONTH = len("2026-03-09"), len("2026-03")


@dataclass(frozen=True, slots=True)
class Safeguarding:
    """The role that owns what is passed on, and within how many days."""

    owner: str
    days: int

    def due(self, passed: CommentDecision) -> date:
        """Return the last day. Where only the week of passing on is known, its Monday counts: too early is safe.

        >>> Safeguarding("safeguarding lead", 5).due(CommentDecision("QI lead", "2026-W10"))
        datetime.date(2026, 3, 7)
        """
        return _first_day(passed.when) + timedelta(days=self.days)

    def is_overdue(self, passed: CommentDecision, today: date) -> bool:
        """Tell whether the last day is over."""
        return today > self.due(passed)


def _first_day(when: str) -> date:
    if len(when) == _MONTH:
        return date.fromisoformat(f"{when}-01")
    if len(when) == _DAY:
        return date.fromisoformat(when)
    year, _, week = when.partition("-W")
    return date.fromisocalendar(int(year), int(week), 1)
