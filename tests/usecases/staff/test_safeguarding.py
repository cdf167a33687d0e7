"""What is passed on is due after some days, counted from the first day it can have been passed on."""

from datetime import date

import pytest

from bot.usecases.staff.ports import CommentDecision
from bot.usecases.staff.safeguarding import Safeguarding


@pytest.mark.parametrize(
    ("when", "due"),
    [("2026-03-12", date(2026, 3, 14)), ("2026-W11", date(2026, 3, 11)), ("2026-03", date(2026, 3, 3))],
    ids=["a day", "a week", "a month"],
)
def test_it_is_overdue_once_the_last_day_is_over(when: str, due: date) -> None:
    rules, passed = Safeguarding("safeguarding lead", 2), CommentDecision("QI lead", when)

    assert rules.due(passed) == due
    assert not rules.is_overdue(passed, due)
    assert rules.is_overdue(passed, due.replace(day=due.day + 1))
