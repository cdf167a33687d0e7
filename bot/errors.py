"""What goes wrong in a way that a person running Sayso can put right."""

from collections.abc import Sequence

_MOST_SHOWN = 20


class SaysoError(Exception):
    """A problem told in one paragraph: what is wrong, where, and what to do next.

    Its text is shown as it is, so it never holds a secret, an answer or an identifier.
    """


def with_faults(what: str, faults: Sequence[object], *, see: str = "") -> str:
    """Return a problem with its faults, each on a line, and how many more there are; `see` says where those are told.

    >>> print(with_faults("It cannot be used:", ["one", "two"]))
    It cannot be used:
      one
      two
    """
    more = len(faults) - _MOST_SHOWN
    tail = [f"  … and {more} more{see}"] if more > 0 else []
    return "\n".join([what, *(f"  {each}" for each in faults[:_MOST_SHOWN]), *tail])
