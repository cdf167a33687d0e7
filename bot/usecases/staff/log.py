"""The log of what staff did: who, by role, on which day. It holds no comment and no id of one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.usecases.actor import Actor


class Action(StrEnum):
    """What staff can do that is logged."""

    ADD_SERVICE = "add service"
    RETIRE_SERVICE = "retire service"
    REOPEN_SERVICE = "reopen service"
    ADD_CHANGE = "add change"
    RETIRE_CHANGE = "retire change"
    REOPEN_CHANGE = "reopen change"
    SET_BASELINE = "set baseline"
    REMOVE_BASELINE = "remove baseline"
    MAKE_TOKEN = "make token"  # noqa: S105 - the name of an action
    REVOKE_TOKEN = "revoke token"  # noqa: S105 - as above
    SHOW_COMMENT = "show comment"
    HIDE_COMMENT = "hide comment"
    HOLD_COMMENT = "hold comment"
    BLACK_OUT_WORDS = "black out words"
    PUT_COMMENT_BACK = "put comment back"
    PASS_COMMENT_ON = "pass comment on"  # noqa: S105 - as above
    UNSHOW_COMMENT = "unshow comment"
    SET_THEMES = "set themes"
    ADD_THEME = "add theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One thing that staff did. `subject` is a service's code, a token's name, or the id of a change or baseline.

    An entry about a comment or its themes has neither subject nor note: an id or a theme would tie the day to a comment
    of a month that is still open, and a note could repeat the words that were blacked out.
    """

    day: date
    role: str
    action: Action
    subject: str = ""
    note: str = ""


def entry(action: Action, subject: str, actor: Actor, *, today: date) -> LogEntry:
    """Return the entry for something that is not about a comment."""
    return LogEntry(day=today, role=actor.role, action=action, subject=subject, note=actor.note)


class StaffLog(Protocol):
    """Reads the log. Entries are written with what they are about, in one transaction, by the port that changes it."""

    async def listed(self) -> tuple[LogEntry, ...]:
        """Return every entry, the oldest day first; within a day in no order that means anything."""
        ...
