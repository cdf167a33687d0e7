"""Who does something as staff, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody of the staff, by role and never by name, with a note that says why they did it."""

    role: str
    note: str = ""
