"""Who does something as staff, and why."""

from dataclasses import dataclass

from bot.errors import Problem

LONGEST_ROLE = 80
"""As wide as its column."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody of the staff, by role and never by name, with a note that says why they did it."""

    role: str
    note: str = ""


@dataclass(eq=False)
class BadRole(Problem):
    """A role is empty or longer than this."""

    longest: int


def make_actor(role: str, note: str = "") -> Actor:
    """Return an actor from what somebody typed. Raises BadRole.

    >>> make_actor(" ward manager ").role
    'ward manager'
    """
    if not role.strip() or len(role.strip()) > LONGEST_ROLE:
        raise BadRole(LONGEST_ROLE)
    return Actor(role.strip(), note.strip())
