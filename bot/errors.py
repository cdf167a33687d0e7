"""Errors that whoever runs Sayso can fix."""

import re
from collections.abc import Sequence

_MOST_SHOWN = 20


class SaysoError(Exception):
    """A problem in one paragraph: what is wrong, where, and what to do next.

    Its text is shown as it is, so it never holds a secret, an answer or an identifier.
    """


class Problem(Exception):  # noqa: N818 - its subclasses name what is wrong, as in "NoSuchEdition"
    """Something that a use case refuses, as a value: the type says what is wrong, the fields with which data.

    Subclasses are dataclasses with `eq=False` (an exception cannot be frozen) and hold no secret, answer or
    identifier of a respondent. A use case never words them: each face (command line, API, pages) does.
    """

    @property
    def code(self) -> str:
        """Return the name of the problem for programs, such as `no-such-edition`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()


def with_faults(what: str, faults: Sequence[object], *, see: str = "") -> str:
    """Return a problem with its faults, one a line, and how many more there are; `see` says where to find those.

    >>> print(with_faults("It cannot be used:", ["one", "two"]))
    It cannot be used:
      one
      two
    """
    more = len(faults) - _MOST_SHOWN
    tail = [f"  … and {more} more{see}"] if more > 0 else []
    return "\n".join([what, *(f"  {each}" for each in faults[:_MOST_SHOWN]), *tail])
