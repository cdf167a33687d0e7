"""Version numbers in payloads, so that what another version of Sayso wrote is read, or refused without loss. No IO.

`version` says which version of the payload was written, `needs` the oldest version whose readers can read it. Readers
ignore keys they do not know and have a default for every key added since version 1, so adding a key raises `version`
alone, and replicas of two versions can work side by side. A change that older readers cannot read, such as a new stage
of a session, raises `needs` too. Payloads of version 1 carry neither number.
"""

from collections.abc import Mapping
from typing import Any


class NewerPayload(ValueError):  # noqa: N818 - it says what was found
    """A newer version of Sayso wrote this in a way that this one cannot read. It must be left as it is."""


def numbers(*, version: int, needs: int) -> dict[str, int]:
    """Return the keys to add to a payload.

    >>> numbers(version=3, needs=2)
    {'version': 3, 'needs': 2}
    """
    return {"version": version, "needs": needs}


def refuse_newer(plain: Mapping[str, Any], version: int) -> None:
    """Raise NewerPayload if a payload needs a newer reader than one of this version.

    >>> refuse_newer({"version": 3, "needs": 2}, 2)
    >>> refuse_newer({}, 2)
    """
    needs = plain.get("needs", 1)
    if needs > version:
        message = f"this needs a reader of version {needs}"
        raise NewerPayload(message)
